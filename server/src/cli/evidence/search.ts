/**
 * `sequitur evidence search`: studies by word, treatment, tumour, previous therapy, design and
 * date; all that is asked must hold.
 */
import { embeddedBase } from '../../evidence/base.ts';
import type { Base, IndexedStudy } from '../../evidence/base-types.ts';
import { lastDay } from '../../evidence/dates.ts';
import { normaliseName, suggest } from '../../text/names.ts';
import { admitted, enrolled, mentions, termsNamed } from '../../views/evidence-tree/fits.ts';
import type { Console } from '../console.ts';
import { readDate } from '../dates.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, UsageProblem } from '../problem.ts';
import { listStudies } from './list.ts';

type Test = (study: IndexedStudy) => boolean;

/** `sequitur evidence search`. Throws a `UsageProblem` for words that cannot be followed. */
export function run(names: readonly string[], words: Arguments, console: Console): ExitCode {
  const base = embeddedBase();
  const tests = [
    ...names.map(
      (word): Test =>
        (study) =>
          mentions(study, word, base, base.release.date),
    ),
    ...filters(words, base),
  ];
  if (tests.length === 0)
    throw new UsageProblem(
      'evidence search needs a word or a filter.',
      'For example: sequitur evidence search cabozantinib --after everolimus',
    );
  const found = base.studies.filter((study) => tests.every((test) => test(study)));
  const json = words.value('format') === 'json';
  if (found.length > 0 || json) return listStudies(found, base, json, console);
  const asked = [
    ...names,
    ...['treatment', 'tumour', 'after', 'design', 'since', 'until'].flatMap(
      (name) => words.value(name) ?? [],
    ),
  ];
  console.out(
    `Nothing in base ${base.release.id} as of ${base.release.date} fits ${asked.join(' and ')}.  See sequitur evidence list.\n`,
  );
  return exitCodes.findings;
}

function filters(words: Arguments, base: Base): Test[] {
  const tests: Test[] = [];
  const treatment = words.value('treatment');
  if (treatment !== undefined) {
    const terms = termsOf(treatment, base);
    tests.push((study) => terms.every((term) => base.studiesWith(term).includes(study)));
  }
  const after = words.value('after');
  if (after !== undefined) {
    const terms = termsOf(after, base);
    tests.push((study) => terms.every((term) => admitted(study, term, base, base.release.date)));
  }
  const tumour = words.value('tumour');
  if (tumour !== undefined) {
    const known = base.tumour(tumour);
    if (known === undefined)
      throw unknown(
        'tumour',
        tumour,
        base.tumours.map(({ id }) => id),
      );
    tests.push((study) => enrolled(study, known.id, base));
  }
  const design = words.value('design');
  if (design !== undefined) {
    const designs = [...new Set(base.studies.map(({ study }) => study.design))];
    const wanted = normaliseName(design);
    const fitting = designs.filter((one) => normaliseName(one).startsWith(wanted));
    if (wanted === '' || fitting.length === 0) throw unknown('design', design, designs);
    tests.push(({ study }) => fitting.includes(study.design));
  }
  const since = words.value('since');
  const until = words.value('until');
  if (since !== undefined || until !== undefined) {
    const from = since === undefined ? '' : readDate('since', since);
    const to = until === undefined ? '9999' : readDate('until', until);
    tests.push(({ study }) =>
      study.reports.some(
        ({ firstPublic }) => lastDay(firstPublic) >= from && lastDay(firstPublic) <= to,
      ),
    );
  }
  return tests;
}

function unknown(kind: string, name: string, known: readonly string[]): UsageProblem {
  const near = suggest(name, known)[0];
  return new UsageProblem(
    `${JSON.stringify(name)} is no ${kind} of the base.`,
    near === undefined ? `It knows ${known.join(', ')}.` : `Did you mean ${near}?`,
  );
}

function termsOf(name: string, base: Base): readonly string[] {
  const terms = termsNamed(name, base);
  if (terms !== null) return terms;
  const near = base.suggestTreatment(name)[0];
  throw new UsageProblem(
    `${JSON.stringify(name)} is no treatment of the base.`,
    near === undefined ? 'See sequitur evidence list agents.' : `Did you mean ${near}?`,
  );
}
