/**
 * `sequitur evidence changes --from DATE --to DATE`: which orders of two treatments gained or lost
 * support, and by which report.
 */
import { embeddedBase } from '../../evidence/base.ts';
import { changesText } from '../../output/changes-text.ts';
import { changesJson } from '../../views/changes.ts';
import { approaches, changes, comparable, studiedTreatments } from '../../views/treatment-pairs.ts';
import type { Console } from '../console.ts';
import { readDate } from '../dates.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

const everybodyHere = 'tumour pancreatic-net';

/** `sequitur evidence changes`. Throws a `UsageProblem` for words that cannot be followed. */
export function run(names: readonly string[], words: Arguments, console: Console): ExitCode {
  const example = 'For example: sequitur evidence changes --from 2016-04-10 --to 2026-11-01';
  if (names.length > 0)
    throw new UsageProblem(
      `evidence changes takes no name, but ${JSON.stringify(names[0])} was given.`,
      example,
    );
  const base = embeddedBase();
  const since = words.value('from');
  if (since === undefined)
    throw new UsageProblem('evidence changes needs the date to start from: --from DATE.', example);
  const from = readDate('from', since);
  const until = words.value('to');
  const to = until === undefined ? base.release.date : readDate('to', until);
  if (to < from) throw new UsageProblem(`--to ${to} is before --from ${from}.`, example);
  const where = words.value('where') ?? everybodyHere;
  const [byClass, byTreatment] = [
    approaches,
    studiedTreatments({ base, treatments: comparable(base), where, asOf: to }),
  ].map((treatments) => {
    const found = changes({ base, treatments, where, from, to });
    if (!('problems' in found)) return found;
    const [problem] = found.problems;
    throw new UsageProblem(
      problem?.message ?? `--where ${JSON.stringify(where)} cannot be read.`,
      problem?.help ?? null,
    );
  });
  const page = { base, from, to, where, byClass: byClass ?? [], byTreatment: byTreatment ?? [] };
  if (words.value('format') === 'json') printJson(console, base, changesJson(page));
  else console.out(changesText(page, { width: console.width, colours: console.colours }));
  return exitCodes.clean;
}
