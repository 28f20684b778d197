/**
 * docs/evidence.md is run: every example gives its rung, the study file passes the rules, and the
 * tables of orders are fresh.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rungName } from '../../server/src/appraisal/rungs.ts';
import {
  type Appraisal,
  type Candidate,
  type Rung,
  rungs,
} from '../../server/src/appraisal/support-types.ts';
import { explainTransition } from '../../server/src/checks/explain-transition.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { buildEmbedded } from '../../server/src/evidence/build.ts';
import { curationRules, rules } from '../../server/src/evidence/integrity/rules.ts';
import { loadFile } from '../../server/src/evidence/load.ts';
import * as schema from '../../server/src/evidence/schema/schema.ts';
import { curatedTexts } from './sources.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'evidence.md'), 'utf8');
const base = embeddedBase();

describe('the answers that a rung does not tell', () => {
  const answered = (title: string): Appraisal => {
    const found = new RegExp(
      `^### ${title}\\n\\n\`\`\`sh\\nsequitur explain "([^"]+)" --where "([^"]+)" --as-of (\\S+)\\n`,
      'm',
    ).exec(page);
    const [, path = '', where = '', asOf = ''] = found ?? [];
    const answer = explainTransition({ base, path, where, asOf });
    if ('problems' in answer)
      throw new Error(answer.problems.map(({ message }) => message).join(' '));
    return answer.transition.appraisal;
  };
  const of = (candidates: readonly Candidate[], study: string): Candidate | undefined =>
    candidates.find((one) => one.study.id === study);

  test('outside: RADIANT-3 is indirect for grade 3', () => {
    const found = of(answered('Outside').position.candidates, 'RADIANT-3');
    expect(found).toMatchObject({ rung: 'S8', direction: null });
    expect(found?.flags).toContain('other-population');
  });
  test('own result: COMPETE shows that of the pancreas first, and nothing is lowered', () => {
    const found = of(answered('Own result').position.carriedBy, 'COMPETE');
    expect(found?.own).toMatchObject({ n: 178, reading: 'imprecise' });
    expect(found?.own?.finding).toBe(found?.findings[0]);
    expect(found?.limits).toEqual([]);
  });
  test('pooled: the sibling and the class are named beside, and raise nothing', () => {
    const { position } = answered('Pooled');
    expect(position.rung).toBe('S7');
    expect(position.beside.map(({ carrier }) => carrier.study.id)).toEqual([
      'COMPETE',
      'PUSCEDDU-2022',
    ]);
  });
  test('against: PALBONET disputes palbociclib', () => {
    const { agent } = answered('Against');
    expect(agent.direction).toBe('disputes');
    expect(of(agent.carriedBy, 'PALBONET')?.direction).toBe('disputes');
  });
});

describe('the examples of the ladder', () => {
  const examples = [
    ...page.matchAll(
      /^### (S[\dX])\n\n```sh\nsequitur explain "([^"]+)" --where "([^"]+)" --as-of (\S+)\n```\n\n(\S+)/gm,
    ),
  ].map(([, rung = '', path = '', where = '', asOf = '', study = '']) => ({
    rung,
    path,
    where,
    asOf,
    study,
  }));

  test('there is one for each rung, in order', () => {
    expect(examples.map(({ rung }) => rung)).toEqual([...rungs]);
  });
  test.each(examples)('$rung: $path as of $asOf', ({ rung, path, where, asOf, study }) => {
    const answer = explainTransition({ base, path, where, asOf });
    if ('problems' in answer)
      throw new Error(answer.problems.map(({ message }) => message).join(' '));
    const { position } = answer.transition.appraisal;
    expect(position.rung).toBe(rung);
    const named = base.study(study);
    // An example that begins with the name of a study is about that study: it is among those that
    // were weighed at this rung.
    if (named !== undefined && rung !== 'SX')
      expect(
        position.candidates
          .filter((candidate) => candidate.rung === rung)
          .map((candidate) => candidate.study.id),
      ).toContain(study);
  });
  test('what the text adds to them is so', () => {
    const now = explainTransition({
      base,
      path: 'everolimus -> palbociclib',
      where: 'tumour pancreatic-net',
    });
    if ('problems' in now) throw new Error('the question cannot be read');
    expect([
      now.transition.appraisal.position.rung,
      now.transition.appraisal.position.direction,
    ]).toEqual(['S7', null]);
    const order = explainTransition({
      base,
      path: 'everolimus -> streptozocin + 5-fluorouracil',
      where: 'tumour pancreatic-net',
    });
    if ('problems' in order) throw new Error('the question cannot be read');
    expect([
      order.transition.appraisal.position.direction,
      order.transition.appraisal.position.ceiling.esmo,
    ]).toEqual(['neutral', 'II']);
  });
  test('the table of the ladder has every rung by its name', () => {
    for (const rung of rungs)
      expect(page).toContain(
        `| ${rung} | ${rungName(embeddedBase().ladder, rung as Rung, 'position')} |`,
      );
  });
});

describe('the study file', () => {
  const [, text = ''] = /```yaml\n([\s\S]+?)\n```/.exec(page) ?? [];

  test('has the shape of a study', () => {
    expect(loadFile('radiant-3.yaml', text, schema.study).problems).toEqual([]);
  });
  test('passes the integrity rules in the place of the real one', () => {
    const texts = new Map(curatedTexts());
    texts.set('studies/radiant-3.yaml', text);
    // Rules about other studies and rules of this file that refer to the left-out reports may still
    // speak; none may be about the example.
    expect(
      buildEmbedded(texts).problems.filter(({ file }) => file === 'studies/radiant-3.yaml'),
    ).toEqual([]);
  });
  test('and a wrong number in it does not', () => {
    const texts = new Map(curatedTexts());
    texts.set('studies/radiant-3.yaml', text.replace('value: 0.35', 'value: 0.36'));
    expect(buildEmbedded(texts).problems.map(({ rule, at }) => `${rule} ${at}`)).toContain(
      'number-without-quote RADIANT-3/primary#pfs',
    );
  });
});

test('every relation of previous therapy is explained', () => {
  for (const relation of schema.priorTherapyContext.shape.relation.options)
    expect(page).toContain(`\`${relation}\``);
});

test('the list of what the build refuses covers the rules', () => {
  // One phrase of the page for each rule: a new rule has to be told here and there.
  const told: Readonly<Record<string, string>> = {
    'point-outside-interval': 'A point outside its interval',
    'ratio-off-the-mean': 'a ratio away from the middle',
    'p-against-interval': 'a p value that contradicts its interval',
    'direction-against-interval': 'a direction that contradicts it',
    'order-not-compared': 'an order that was neither allocated nor compared',
    'result-without-step': 'a result of an order without its step',
    'immortal-time-with-direction': 'a direction where survivors are compared with all others',
    'arms-do-not-add-up': 'arms that do not add up',
    'abstract-as-paper': 'a congress abstract called a paper',
    'number-without-quote': 'a number or a share',
    'share-without-quote': 'a number or a share',
    'unknown-term': 'an unknown treatment',
    'unknown-tumour': 'tumour',
    'unknown-arm': 'arm',
    'unknown-report': 'report',
    'unknown-value': 'or value',
    'unsound-attribute': 'an attribute that names',
    'unknown-review': 'an unknown review or search',
    'orphan-report': 'a report without findings',
    'name-collision': 'two names that read the same',
    'citation-collision': 'repeated DOI or PMID',
    'repeated-id': 'repeated',
    'circular-hierarchy': 'circle',
    'bad-identifier': 'malformed',
    'grading-name-collision': 'a word of two grading systems',
    'grade-without-definition': 'without a quote of its definition',
    'combined-grade-unsplit': 'does not split its example',
    'ceiling-unmapped': 'a ceiling without a level',
    'unknown-conversion': 'a conversion between levels',
    'ladder-incomplete': 'a ladder that leaves out',
    'unknown-printed-term': 'a printed recommendation with an unknown term',
    'unknown-printed-grade': 'a grade its system does not have',
    'printed-without-source': 'or no address',
    'guideline-key-collision': 'a guideline that is cited like a study',
    'drug-name-collision': 'a drug name that a treatment of the base has',
    'drug-code-without-source': 'an ATC code without a source',
    'unverified-embedded': 'anything unverified',
    'copy-as-source': 'a copy named as the source',
    'citation-source-untrue': 'a field said to be read where it was not',
    'quote-without-address': 'a quote without an address',
    'paper-without-identifier': 'a paper without DOI and PMID',
    'year-only-date': 'a date of a year alone',
    'gap-was-filled': 'a gap that was filled',
    'prespecified-without-quote': 'a subgroup called prespecified',
    'single-arm-without-basis': 'a result without control that speaks for its treatment',
    'result-of-another-set': 'the number of another set of patients',
    'rate-of-no-count': 'a rate that no count gives',
  };
  const refused = page.slice(
    page.indexOf('### What the build refuses'),
    page.indexOf('## An error'),
  );
  expect(Object.keys(told).sort()).toEqual(Object.keys({ ...rules, ...curationRules }).sort());
  for (const phrase of Object.values(told)) expect(refused).toContain(phrase);
});

test.each(['scripts/generate-order-tables.mjs', 'scripts/generate-review-comparison.mjs'])(
  'what %s writes is of this base',
  (script) => {
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  },
  30_000,
);
