import { describe, expect, test } from 'vitest';
import { LARGEST_FILE, parse } from '../../server/src/syntax/parser.ts';
import { DEEPEST_NESTING } from '../../server/src/syntax/path.ts';
import type { SequenceDeclaration, SourceFile, Step } from '../../server/src/syntax/tree.ts';

function sequence(file: SourceFile): SequenceDeclaration {
  const found = file.declarations.find((declaration) => declaration.kind === 'sequence');
  if (found?.kind !== 'sequence') throw new Error('No sequence was read.');
  return found;
}

function step(text: string): Step {
  const file = parse(`sequence s { ${text} }`);
  expect(file.errors).toEqual([]);
  const [node] = sequence(file).path?.nodes ?? [];
  if (node?.kind !== 'step') throw new Error('No step was read.');
  return node;
}

describe('the tree', () => {
  test('a step holds its treatment and its clauses in their order', () => {
    const { regimen, clauses } = step(
      'a + b with c on progression or relapse [very low, strong] here [II] @doi:10.1/x(2)y because "so" consensus 11 of 12 "D"',
    );
    expect(regimen.treatments.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(clauses.map(({ kind }) => kind)).toEqual([
      'with',
      'trigger',
      'grade',
      'here',
      'citation',
      'because',
      'consensus',
    ]);
    expect(clauses[1]).toMatchObject({ events: [{ text: 'progression' }, { text: 'relapse' }] });
    expect(clauses[2]).toMatchObject({
      grade: { level: [{ text: 'very' }, { text: 'low' }], strength: { text: 'strong' } },
    });
    expect(clauses[3]).toMatchObject({ grade: { level: [{ text: 'II' }], strength: null } });
    expect(clauses[4]).toMatchObject({ key: 'doi:10.1/x(2)y' });
    expect(clauses[6]).toMatchObject({
      agreed: 11,
      asked: 12,
      percent: null,
      text: { value: 'D' },
    });
  });

  test.each([
    ['because "a \\"b\\" \\\\ c\\nd \\x"', 'a "b" \\ c\nd \\x'],
    ['because “a”', 'a'],
    ['because „a“', 'a'],
  ])('the text of %s', (text, value) => {
    expect(step(`a ${text}`).clauses).toMatchObject([{ text: { value } }]);
  });

  test.each([
    ['ki67 <= 20 %', { form: 'comparison', operator: '<=', value: { value: 20, percent: true } }],
    ['ki67 ≥ 0.5', { form: 'comparison', operator: '>=', value: { value: 0.5, percent: false } }],
    [
      'ki67 3–20%',
      { form: 'range', low: { value: 3, percent: false }, high: { value: 20, percent: true } },
    ],
    ['grade G1, G2', { form: 'list', values: [{ text: 'G1' }, { text: 'G2' }] }],
    [
      'progression within 1 year',
      { form: 'list', values: [{ form: 'within', amount: 1, unit: { text: 'year' } }] },
    ],
  ])('the criterion %s', (text, wanted) => {
    const { declarations, errors } = parse(`population p { not ${text} }`);
    expect(errors).toEqual([]);
    expect(declarations).toMatchObject([{ criteria: [{ negated: true, test: wanted }] }]);
  });

  test('a history keeps steps and alternatives apart', () => {
    const history = sequence(parse('sequence s after a or b + c -> d { e }')).after;
    expect(
      history?.steps.map((alternatives) =>
        alternatives.map(({ treatments }) => treatments.map(({ text }) => text).join('+')),
      ),
    ).toEqual([['a', 'b+c'], ['d']]);
  });

  test('directives keep what they are given', () => {
    const { directives } = parse(
      'evidence "./pack" release r-1 as of 2026-06-30\naccept code "why"',
    );
    expect(directives).toMatchObject([
      {
        kind: 'evidence',
        base: null,
        pack: { value: './pack' },
        release: { text: 'r-1' },
        asOf: { text: '2026-06-30' },
      },
      { kind: 'accept', code: { text: 'code' }, reason: { value: 'why' } },
    ]);
  });
});

describe('regions of a larger text', () => {
  const text =
    'Text { \n```\nsequence a { x -> \n```\nmore } -> text\n```\nsequence b { y }\n```\n';
  const blocks = [...text.matchAll(/```\n([^`]*)```/g)].map((match) => {
    const start = match.index + 4;
    return { start, end: start + (match[1]?.length ?? 0) };
  });

  test('are one file, with the offsets of the text', () => {
    const file = parse(text, blocks);
    const names = file.declarations.map((declaration) =>
      declaration.kind === 'sequence' ? declaration.name : null,
    );
    expect(names.map((name) => name && text.slice(name.start, name.end))).toEqual(['a', 'b']);
  });

  test('never share a declaration', () => {
    const [first, second] = blocks;
    const file = parse(text, blocks);
    expect(file.declarations[0]?.end).toBeLessThanOrEqual(first?.end ?? 0);
    expect(
      file.errors.every(
        ({ start, end }) => start >= (first?.start ?? 0) && end <= (first?.end ?? 0),
      ),
    ).toBe(true);
    expect(file.errors.length).toBeGreaterThan(0);
    expect(file.declarations[1]?.start).toBe(second?.start);
  });

  test('share their directives', () => {
    const host = 'grading esmo\n---\ngrading grade\n';
    const file = parse(host, [
      { start: 0, end: 13 },
      { start: 17, end: host.length },
    ]);
    expect(file.errors.map(({ code, start }) => [code, start])).toEqual([
      ['duplicate-directive', 17],
    ]);
  });

  test('may be none', () => {
    expect(parse('text', [])).toMatchObject({ declarations: [], tokens: [], errors: [] });
  });
});

describe('limits', () => {
  test('choices nested too deep are reported, and what follows is read', () => {
    const depth = DEEPEST_NESTING + 50;
    const file = parse(
      `sequence s { ${'any of { '.repeat(depth)}a${' }'.repeat(depth)} -> b }\nsequence t { c }`,
    );
    expect(file.errors.map(({ message }) => message)).toEqual([
      `Choices are nested more than ${DEEPEST_NESTING} deep. Split the sequence.`,
    ]);
    expect(file.declarations).toHaveLength(2);
    expect(sequence(file).path?.nodes).toHaveLength(2);
  });

  test('choices nested as deep as allowed are valid', () => {
    const depth = DEEPEST_NESTING;
    expect(
      parse(`sequence s { ${'any of { '.repeat(depth)}a${' }'.repeat(depth)} }`).errors,
    ).toEqual([]);
  });

  test('a file that is too large is not read, and says so', () => {
    const file = parse(' '.repeat(LARGEST_FILE + 1));
    expect(file.errors.map(({ code }) => code)).toEqual(['file-too-large']);
  });
});
