/** `sequitur lsp`: hands the process to the language server. */
import type { Console } from './console.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes } from './problem.ts';

/** The server ends the process itself when its client leaves; until then this waits. */
export async function run(_words: Arguments, _console: Console): Promise<ExitCode> {
  await import('../lsp/node.ts');
  await new Promise<never>(() => {});
  return exitCodes.clean;
}
