/**
 * What people type as guidelines print it: one error each, read as what it means, with a fix that
 * parses and means the same.
 */
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/syntax/parser.ts';
import type { SourceFile } from '../../server/src/syntax/tree.ts';
import { meaning } from './tree.ts';

/** The text after the first fix of every error; the fixes of one text do not overlap. */
function repaired(file: SourceFile): string {
  const edits = file.errors
    .flatMap(({ fixes }) => fixes?.[0]?.edits ?? [])
    .sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end),
    file.text,
  );
}

const cases: readonly (readonly [written: string, right: string])[] = [
  ['a -> b ± c on progression', 'a -> b optionally with c on progression'],
  ['a -> b +/- c [I, A]', 'a -> b optionally with c [I, A]'],
  ['a -> b with or without c @X', 'a -> b optionally with c @X'],
  ['a -> b 10 mg on progression', 'a -> b dose "10 mg" on progression'],
  ['a -> b 10–25 mg twice daily [I]', 'a -> b dose "10–25 mg twice daily" [I]'],
  ['a -> b 30mg q4w', 'a -> b dose "30mg q4w"'],
  ['a -> b every 14 days on progression', 'a -> b dose "every 14 days" on progression'],
  ['a -> b on progression 7.4 GBq', 'a -> b on progression dose "7.4 GBq"'],
  ['a -> b dose 120 mg every 14 days [I]', 'a -> b dose "120 mg every 14 days" [I]'],
  [
    'octreotide LAR 30 mg every 28 days on progression',
    'octreotide-LAR dose "30 mg every 28 days" on progression',
  ],
  [
    'a 750 mg/m2 + b 200 mg/m2 on day 1 [II, B]',
    'a + b dose "a 750 mg/m2, b 200 mg/m2 on day 1" [II, B]',
  ],
  ['a -> consider b on progression', 'a -> b suggested on progression'],
  ['a -> b may be considered [V, C]', 'a -> b suggested [V, C]'],
  ['a -> b is recommended on progression', 'a -> b recommended on progression'],
  ['a -> on progression recommend b + c', 'a -> on progression b + c recommended'],
  ['a -> b or c on progression [I, A]', 'a -> on progression any of { b [I, A], c [I, A] }'],
  ['a -> b [I, A] or c + d [II, B] or e', 'a -> any of { b [I, A], c + d [II, B], e }'],
  ['a -> on relapse b or c @X -> d', 'a -> on relapse any of { b @X, c @X } -> d'],
  ['a or b', 'any of { a, b }'],
];

describe('one message, and a fix that writes the right form', () => {
  test.each(cases)('%s', (written, right) => {
    const file = parse(`sequence s { ${written} }\nsequence next { x -> y }\n`);
    expect(file.errors.map(({ message }) => message)).toHaveLength(1);
    const text = repaired(file);
    expect(text).toBe(`sequence s { ${right} }\nsequence next { x -> y }\n`);
    const mended = parse(text);
    expect(mended.errors).toEqual([]);
    expect(inAnyOrder(file)).toEqual(inAnyOrder(mended));
  });

  test('a treatment that only looks like an order or a measure is one', () => {
    for (const text of [
      'sequence s { consider -> recommend on progression }',
      'sequence s { optional -> daily }',
      'sequence s { a ->\nconsider\n}',
    ])
      expect(parse(text).errors).toEqual([]);
  });
});

/** What the declarations mean, whatever the order of clauses: a fix may move one. */
function inAnyOrder(file: SourceFile): unknown {
  return JSON.parse(JSON.stringify(meaning(file.declarations)), (key, value: unknown) =>
    key === 'clauses' && Array.isArray(value)
      ? value.map((clause) => JSON.stringify(clause)).sort()
      : value,
  );
}
