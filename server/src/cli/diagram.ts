/** `sequitur diagram`: the preview's drawing from the command line, as SVG, Mermaid or DOT. */
import { basename } from 'node:path';
import type { FileResult } from '../checks/result-types.ts';
import { diagramDot } from '../output/diagram-dot.ts';
import { diagramMermaid } from '../output/diagram-mermaid.ts';
import { Lines } from '../text/lines.ts';
import type { Preview } from '../views/diagram/diagram.ts';
import { pictureOfFile } from '../views/diagram/picture.ts';
import { previewOf } from '../views/diagram/preview.ts';
import { commandLineOf } from './check-plan.ts';
import type { Console } from './console.ts';
import type { Arguments } from './options.ts';
import { writeOutput } from './output-file.ts';
import { type ExitCode, exitCodes, UsageProblem } from './problem.ts';
import { takeSnapshot } from './snapshots.ts';

/** `sequitur diagram`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const { results, failed } = await takeSnapshot(
    words.operands,
    { commandLine: commandLineOf(words), baseline: null },
    console,
  );
  const [first, ...others] = results;
  if (first === undefined) return exitCodes.wrong;
  if (others.length > 0)
    throw new UsageProblem(
      `diagram draws one file, and ${results.length} were named.`,
      'Name one file.',
    );
  const out = words.value('out');
  writeOutput(out, drawn(first, formatOf(words.value('format'), out)), console);
  return failed ? exitCodes.wrong : exitCodes.clean;
}

type DiagramFormat = 'svg' | 'mermaid' | 'dot';
function formatOf(asked: string | undefined, out = ''): DiagramFormat {
  if (asked === 'svg' || asked === 'mermaid' || asked === 'dot') return asked;
  if (/\.(mmd|mermaid)$/i.test(out)) return 'mermaid';
  return /\.(dot|gv)$/i.test(out) ? 'dot' : 'svg';
}

function drawn(result: FileResult, format: DiagramFormat): string {
  const preview = previewOfResult(result);
  const name = basename(result.path);
  if (format === 'mermaid') return diagramMermaid(preview, name);
  return format === 'dot' ? diagramDot(preview, name) : pictureOfFile(preview, name).svg;
}

function previewOfResult({ bound, base, transitions, diagnostics }: FileResult): Preview {
  if (bound === null) throw new UsageProblem('The settings of the file cannot be used.');
  const lines = new Lines(bound.source.text);
  return previewOf({
    ...{ bound, base, transitions, diagnostics, at: null },
    range: (span) => lines.range(span),
  });
}
