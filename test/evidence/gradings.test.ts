import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json';
import words from '../../package.nls.json';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { gradingIds } from '../../server/src/evidence/generated/grading-ids.ts';
import {
  betterLevel,
  exceeds,
  levelIn,
  recommends,
  splitGrade,
  strengthIn,
} from '../../server/src/evidence/gradings.ts';
import { ceilingIds } from '../../server/src/evidence/ladder-ids.ts';

import snippets from '../../syntaxes/snippets.json';

const { gradings, ladder } = embeddedBase();
const oxford = gradings.get('oxford');
const esmo = gradings.get('esmo');
const nccn = gradings.get('nccn');
const asco = gradings.get('asco');
const none = gradings.get('none');

test('a file in the folder is a system that the program knows', () => {
  expect(gradings.all.map(({ id }) => id)).toEqual(gradingIds);
});

describe('every system can be chosen', () => {
  const sorted = (found: readonly string[]) => [...found].sort();
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  const quoted = (text: string) =>
    [...text.matchAll(/`"?([a-z]+)"?`/g)].map(([, name = '']) => name);
  const rowOf = (file: string, start: string) =>
    read(file)
      .split('\n')
      .find((line) => line.startsWith(start)) ?? '';

  test('in the settings of VS Code, by its label', () => {
    const setting = manifest.contributes.configuration.properties['sequitur.grading'];
    expect(sorted(setting.enum.filter((id) => id !== ''))).toEqual(sorted(gradingIds));
    const labels: Readonly<Record<string, string>> = words;
    for (const [index, id] of setting.enum.entries()) {
      const key = id === '' ? 'unset' : id;
      expect(setting.enumItemLabels[index]).toBe(`%setting.grading.${key}.label%`);
      expect(setting.enumDescriptions[index]).toBe(`%setting.grading.${key}.means%`);
      if (id !== '') expect(labels[`setting.grading.${id}.label`]).toBe(gradings.named(id)?.label);
    }
  });
  test('in the snippet of a new guideline', () => {
    const [line = ''] = snippets['New guideline'].body.filter((one) => one.startsWith('grading'));
    expect(sorted(/\|(.*)\|/.exec(line)?.[1]?.split(',') ?? [])).toEqual(sorted(gradingIds));
  });
  test.each([
    ['docs/configuration.md', '| `grading` |', 2],
    ['docs/editors.md', '| `sequitur.grading` |', 2],
    ['docs/language.md', '| `grading` |', 2],
  ])('in %s', (file, start, column) => {
    const cell = rowOf(file, start).split(' | ')[column - 1] ?? '';
    expect(sorted(quoted(cell))).toEqual(sorted(gradingIds));
  });
});

describe('names', () => {
  test.each([
    ['ESMO', 'esmo'],
    ['enets', 'oxford'],
    ['Oxford-2009', 'oxford'],
    ['oxford 2011', 'ocebm'],
    ['NCCN', 'nccn'],
    ['as-printed', 'none'],
  ])('%s is %s', (name, id) => {
    expect(gradings.named(name)?.id).toBe(id);
  });
  test('Oxford without a year is the one with letters', () => {
    expect(gradings.named('oxford')).toBe(oxford);
    expect(gradings.named('IARC')).toBeUndefined();
  });
});

describe('words', () => {
  test.each([
    [oxford, '1B', '1b'],
    [nccn, 'category 2a', '2A'],
    [asco, 'H', 'high'],
    [asco, 'moderate', 'intermediate'],
    [gradings.get('grade'), 'very-low', 'very low'],
  ])('%s writes %s as %s', (grading, written, code) => {
    expect(levelIn(grading, written)?.code).toBe(code);
  });
  test('a level of another system is none', () => {
    expect(levelIn(esmo, '1b')).toBeNull();
    expect(levelIn(none, 'I')).toBeNull();
    expect(strengthIn(nccn, 'A')).toBeNull();
  });
  test.each([
    ['A-1b', { level: '1b', strength: 'A' }],
    ['2b-A', { level: '2b', strength: 'A' }],
    ['B-2', { level: '2', strength: 'B' }],
    ['4-b', { level: '4', strength: 'b' }],
    ['2b', null],
    ['E-1a', null],
    ['A-1b-2a', null],
  ])('%s is split into its level and letter', (word, split) => {
    expect(splitGrade(oxford, word)).toEqual(split);
  });
  test('other systems have no such word', () => {
    expect(splitGrade(esmo, 'A-1b')).toBeNull();
  });
  test.each([
    [esmo, 'B', true],
    [esmo, 'C', false],
    [esmo, 'E', false],
    [oxford, 'D', false],
    [asco, 'S', true],
    [asco, 'conditional', false],
  ])('%s %s recommends: %s', (grading, written, expected) => {
    const strength = strengthIn(grading, written);
    expect(strength !== null && recommends(strength)).toBe(expected);
  });
});

describe('levels within a system', () => {
  test.each([
    [esmo, 'I', 'II', true],
    [esmo, 'II', 'II', false],
    [oxford, '1b', '2b', true],
    // Level 2 without its sub-level may mean 2c, which 2b allows.
    [oxford, '2', '2b', false],
    [oxford, '2', '4', true],
    [nccn, '1', '2A', true],
    [nccn, '2A', '2A', false],
    [esmo, 'V', null, true],
    [none, 'I', null, false],
  ])('%s: %s above the ceiling %s is %s', (grading, claimed, ceiling, expected) => {
    expect(exceeds(grading, claimed, ceiling)).toBe(expected);
  });
  test('the better of two is the stronger, and any is better than none', () => {
    expect(betterLevel(oxford, '2b', '4')).toBe('2b');
    expect(betterLevel(esmo, null, 'V')).toBe('V');
    expect(betterLevel(esmo, null, null)).toBeNull();
  });
});

describe('the ladder', () => {
  test('a case has a level in every system, and a source or a reason for it', () => {
    for (const id of ceilingIds) {
      for (const grading of gradings.all.filter(({ judged }) => judged)) {
        const { level, by, quote, source, reason } = ladder.ceilingSource(id, grading);
        expect(level, id).toBe(ladder.ceiling(id)[grading.id]);
        const said = by === 'convention' ? reason : quote;
        expect(said, `${id} in ${grading.id}`).toBeTruthy();
        if (by !== 'convention') expect(source, `${id} in ${grading.id}`).toMatch(/^https?:/);
      }
    }
  });
  test('ceilings of the same trial in six systems', () => {
    expect(ladder.ceiling('randomised-after-failure-sound')).toEqual({
      ...{ asco: 'high', esmo: 'I', grade: 'high', nccn: '1', none: null, ocebm: '2' },
      oxford: '1b',
    });
    expect(ladder.ceiling('retrospective-series')).toMatchObject({
      esmo: 'V',
      nccn: '2A',
      oxford: '4',
    });
  });
  test('the better of two, and a bound on top', () => {
    const [trial, series] = [
      ladder.ceiling('prior-allowed'),
      ladder.ceiling('retrospective-series'),
    ];
    expect(ladder.better(series, trial)).toEqual(trial);
    expect(ladder.bounded(trial, ladder.ceiling('other-population'))).toMatchObject({
      ...{ esmo: 'III', grade: 'low', ocebm: '3', oxford: '2b' },
    });
    expect(ladder.bounded(series, ladder.ceiling('other-population'))).toEqual(series);
    expect(ladder.bounded(trial, ladder.ceiling('not-in-the-base'))).toMatchObject({ esmo: null });
  });
  test('thresholds are those of the design', () => {
    expect(ladder.threshold('first-step-untreated-share')).toBe(80);
    expect(ladder.threshold('small-stratum')).toBe(20);
    expect(ladder.threshold('interaction-p')).toBe(0.1);
    expect(() => ladder.threshold('open-date')).toThrow('value of open-date');
  });
  test('absence is named as the words of the product ask', () => {
    expect(ladder.rung('S7').name).toBe('not studied after this step');
    expect(ladder.rung('SX').name).toBe('not in the base');
  });
});
