/**
 * `sequitur report`: a page from which a panel decides, and the same facts as Markdown, CSV and
 * JSON.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { picturesOf, reportText } from '../features/panel/report-page.ts';
import { readFileBytes } from '../node/read-file.ts';
import { type ReportPictures, reportHtml } from '../output/report/html.ts';
import { reportStyle } from '../output/report/style.ts';
import type { Diff } from '../views/diff/schema.ts';
import { reportOf } from '../views/report/model.ts';
import type { Report } from '../views/report/types.ts';
import { commandLineOf } from './check-plan.ts';
import type { Console } from './console.ts';
import { displayed } from './files.ts';
import type { Arguments } from './options.ts';
import { writeOutput } from './output-file.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { baselineOf, takeSnapshot } from './snapshots.ts';

const reportFormats = ['html', 'markdown', 'csv', 'json'] as const;
type ReportFormat = (typeof reportFormats)[number];

/** `sequitur report`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const out = words.value('out');
  if (words.has('check') && (out === undefined || out === '-'))
    throw new UsageProblem(
      'report --check needs the report to look at.',
      'For example: sequitur report guideline/ --out report.html --check',
    );
  const { snapshot, results, failed } = await takeSnapshot(
    words.operands,
    { commandLine: commandLineOf(words), baseline: baselineOf(words, console) },
    console,
  );
  const since = words.value('since');
  const title = words.value('title');
  const report = reportOf(snapshot, {
    tool: version,
    ...(title === undefined ? {} : { title }),
    since: since === undefined ? null : await changesSince(since, words, console),
  });
  const text = rendered(report, formatOf(words.value('format'), out), () =>
    picturesOf(results.map((result) => ({ result, path: displayed(result.path, console.cwd) }))),
  );
  if (words.has('check') && out !== undefined) return checked(out, text, failed, console);
  writeOutput(out, text, console);
  return failed ? exitCodes.wrong : exitCodes.clean;
}

const endings: readonly (readonly [RegExp, ReportFormat])[] = [
  [/\.(md|markdown|qmd|rmd)$/i, 'markdown'],
  [/\.csv$/i, 'csv'],
  [/\.json$/i, 'json'],
];
/** As asked for, else by the ending of the file, else a page. */
function formatOf(asked: string | undefined, out: string | undefined): ReportFormat {
  const named = reportFormats.find((one) => one === asked);
  return named ?? endings.find(([ending]) => ending.test(out ?? ''))?.[1] ?? 'html';
}

function rendered(report: Report, format: ReportFormat, pictures: () => ReportPictures): string {
  switch (format) {
    case 'html':
      return reportHtml(
        report,
        pictures(),
        createHash('sha256').update(reportStyle).digest('base64'),
      );
    default:
      return reportText(report, format);
  }
}

/** What the documents say now against a revision, or a stored snapshot. */
async function changesSince(since: string, words: Arguments, console: Console): Promise<Diff> {
  const { comparedWith } = await import('./diff.ts');
  const [operand, ...others] = words.operands;
  if (others.length > 0)
    throw new UsageProblem(
      '--since goes with one file or folder.',
      'Name one, or leave --since out.',
    );
  return comparedWith(since, operand, words, console);
}

function checked(out: string, text: string, failed: boolean, console: Console): ExitCode {
  let committed: string;
  try {
    committed = readFileBytes(resolve(console.cwd, out)).toString();
  } catch (error) {
    throw new UsageProblem(
      `${out} cannot be read: ${systemReason(error)}.`,
      'Write it first, without --check.',
    );
  }
  if (failed) return exitCodes.wrong;
  if (committed === text) {
    console.err(`${out} is up to date.\n`);
    return exitCodes.clean;
  }
  console.err(
    `${out} is stale: the documents, the base or Sequitur changed. Write it again without --check.\n`,
  );
  return exitCodes.findings;
}
