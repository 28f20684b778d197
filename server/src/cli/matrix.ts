/** `sequitur matrix`: the gap map of a population at a date, and what changed since another. */

import { embeddedBase } from '../evidence/base.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import { gapMap } from '../views/gap-map/build-map.ts';
import { changesOf, type MapChanges } from '../views/gap-map/compare.ts';
import { mapCsv, mapHtml } from '../views/gap-map/export.ts';
import { type GapMap, type ShownTreatments, shownTreatments } from '../views/gap-map/gap-map.ts';
import { mapSvg } from '../views/gap-map/svg.ts';
import type { Console } from './console.ts';
import { readDate } from './dates.ts';
import type { Arguments } from './options.ts';
import { writeOutput } from './output-file.ts';
import { type ExitCode, exitCodes, UsageProblem } from './problem.ts';

const matrixFormats = ['html', 'svg', 'csv', 'json'] as const;
type MatrixFormat = (typeof matrixFormats)[number];

/** `sequitur matrix`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  if (words.operands.length > 0)
    throw new UsageProblem(
      'matrix takes no files: it shows the base.',
      'Name the patients with --where "tumour pancreatic-net".',
    );
  const asOf = words.value('as-of');
  const compare = words.value('compare');
  const now = asOf === undefined ? embeddedBase().release.date : readDate('as-of', asOf);
  const earlier = compare === undefined ? null : readDate('compare', compare);
  if (earlier !== null && earlier >= now)
    throw new UsageProblem(`--compare ${earlier} is not before ${now}.`, 'Name an earlier day.');
  const map = mapAt(words, now, earlier !== null);
  const changes = earlier === null ? null : changesOf(map, mapAt(words, earlier, false));
  const out = words.value('out');
  writeOutput(out, rendered(map, changes, formatOf(words.value('format'), out)), console);
  return exitCodes.clean;
}

function mapAt(words: Arguments, asOf: string, stops: boolean): GapMap {
  const asked = words.value('treatments');
  const grading = words.value('grading');
  const treatments: ShownTreatments = shownTreatments.find((one) => one === asked) ?? 'approaches';
  const map = gapMap({
    base: embeddedBase(),
    treatments,
    where: words.value('where') ?? 'tumour pancreatic-net',
    asOf,
    grading: gradingIds.find((id) => id === grading) ?? 'esmo',
    stops,
  });
  if (!('problems' in map)) return map;
  const [first] = map.problems;
  throw new UsageProblem(first?.message ?? 'The patients cannot be read.', first?.help ?? null);
}

function formatOf(asked: string | undefined, out = ''): MatrixFormat {
  const named = matrixFormats.find((one) => one === asked);
  return named ?? matrixFormats.find((one) => out.toLowerCase().endsWith(`.${one}`)) ?? 'html';
}

function rendered(map: GapMap, changes: MapChanges | null, format: MatrixFormat): string {
  switch (format) {
    case 'html':
      return mapHtml(map, changes);
    case 'svg':
      return mapSvg(map, changes);
    case 'csv':
      return mapCsv(map, changes);
    case 'json': {
      const { stops: _stops, ...shown } = map;
      const compared = changes === null ? null : { since: changes.since, changes: changes.changes };
      return `${JSON.stringify({ ...shown, compared }, null, 2)}\n`;
    }
  }
}
