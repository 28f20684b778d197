/**
 * Snapshots of the files of a command: `snapshot`, `report`, `diff` and the exports make them here,
 * in one way.
 */
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { type CommandLine, createEngine, type Engine } from '../checks/engine.ts';
import type { FileResult } from '../checks/result-types.ts';
import { embeddedBase } from '../evidence/base.ts';
import { nodeHost, withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import type { SourceFile } from '../syntax/tree.ts';
import { SnapshotBuilder } from '../views/snapshot/snapshot.ts';
import type { Snapshot } from '../views/snapshot/types.ts';
import type { Host } from '../workspace/host.ts';
import { Baseline } from './baseline-file.ts';
import type { Console } from './console.ts';
import { displayed, type Input, inputsOf } from './files.ts';
import type { Arguments } from './options.ts';
import { systemReason, UsageProblem } from './problem.ts';
import { decode } from './text.ts';

interface SnapshotOptions {
  readonly commandLine: CommandLine;
  readonly baseline: Baseline | null;
  readonly host?: Host;
}
interface Taken {
  readonly snapshot: Snapshot;
  /** In the order of the files; those that could not be read are not among them. */
  readonly results: readonly FileResult[];
  readonly failed: boolean;
}

/**
 * The files that the operands name, checked. Each one that cannot be read is told in the snapshot,
 * and the rest is taken all the same.
 */
export async function takeSnapshot(
  operands: readonly string[],
  options: SnapshotOptions,
  console: Console,
): Promise<Taken> {
  const inputs = await inputsOf(
    operands.length === 0 ? ['.'] : operands,
    console.cwd,
    console.note,
  );
  if (inputs.every(({ kind }) => kind === 'nothing')) {
    const reasons = inputs.flatMap((input) =>
      input.kind === 'nothing' ? [`${input.operand}: ${input.reason}`] : [],
    );
    throw new UsageProblem(reasons.join('\n          '));
  }
  const { baseline, commandLine, host = nodeHost() } = options;
  const engine = createEngine({ host, root: withSlashes(console.cwd), commandLine });
  const builder = new SnapshotBuilder(embeddedBase(), version);
  const results: FileResult[] = [];
  for (const input of inputs) {
    const shown = shownName(input, console.cwd);
    const read = await readInput(input, console);
    if (typeof read === 'string') {
      builder.failed(shown, read);
      continue;
    }
    const result = await checkText(engine, read.path, read.bytes);
    builder.add(result, shown, (fingerprint) => baseline?.knows(result.path, fingerprint) ?? false);
    if (result.bound !== null) results.push(result);
  }
  const snapshot = builder.finish();
  const failed = snapshot.files.some(({ error }) => error !== null);
  for (const { path, error } of snapshot.files)
    if (error !== null) console.note(`${path}: ${error}`);
  return { snapshot, results, failed };
}

/** The baseline that `--baseline` names; `null` without one. */
export function baselineOf(words: Arguments, console: Console): Baseline | null {
  const file = words.value('baseline');
  return file === undefined ? null : Baseline.read(file, console.cwd);
}

/** The path that standard input stands for. */
const standardInput = 'standard-input.sequitur';

function shownName(input: Input, cwd: string): string {
  if (input.kind === 'file') return displayed(input.path, cwd);
  return input.kind === 'stdin' ? '<stdin>' : input.operand;
}

async function readInput(
  input: Input,
  console: Console,
): Promise<{ readonly path: string; readonly bytes: Uint8Array } | string> {
  if (input.kind === 'nothing') return input.reason;
  if (input.kind === 'stdin')
    return {
      path: withSlashes(resolve(console.cwd, standardInput)),
      bytes: await console.input(),
    };
  try {
    return { path: input.path, bytes: readFileBytes(input.path) };
  } catch (error) {
    return `It cannot be read: ${systemReason(error)}.`;
  }
}

/**
 * Why nothing of a text was read, so that nothing can be told of it; `null` for a text that was.
 */
export const unreadReason = ({ errors }: Pick<SourceFile, 'errors'>): string | null =>
  errors.find(({ code }) => code === 'file-too-large')?.message ?? null;

/** The findings of a text with what is wrong with its encoding. */
export async function checkText(
  engine: Engine,
  path: string,
  bytes: Uint8Array,
): Promise<FileResult> {
  const { text, problem } = decode(bytes);
  const result = await engine.check(path, text);
  engine.close(path);
  const unread = result.bound === null ? null : unreadReason(result.bound.source);
  if (unread !== null) return { ...result, bound: null, error: unread };
  return problem === null || result.error !== null ? result : { ...result, error: problem };
}
