import { describe, expect, test } from 'vitest';
import { format } from '../../server/src/format/format.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { Path, SourceFile } from '../../server/src/syntax/tree.ts';

/** A path as one line: treatments, `(on)` where a step has a trigger, choices in braces. */
function outline(path: Path | null): string {
  if (path === null) return 'nothing';
  return path.nodes
    .map((node) => {
      if (node.kind === 'choice')
        return `${node.form}{${node.branches.map((branch) => outline(branch.path)).join('; ')}}`;
      const treatments = node.regimen.treatments.map(({ text }) => text).join('+') || '?';
      const clauses = node.clauses.map(({ kind }) => kind);
      if (node.trigger !== null) clauses.unshift('trigger');
      return clauses.length === 0 ? treatments : `${treatments}(${clauses.join(' ')})`;
    })
    .join(' > ');
}

function sequences(file: SourceFile): string[] {
  return file.declarations.flatMap((declaration) =>
    declaration.kind === 'sequence'
      ? [`${declaration.name?.text ?? '?'}: ${outline(declaration.path)}`]
      : [],
  );
}

/** Each error as `«the text that it underlines» message`. */
function errors(file: SourceFile): string[] {
  return file.errors.map(
    ({ start, end, message }) => `«${file.text.slice(start, end)}» ${message}`,
  );
}

const NEXT = '\nsequence next { x -> y }\n';

describe('a mistake in a step loses neither the next step nor the next sequence', () => {
  test.each([
    {
      name: 'a missing arrow',
      text: 'sequence s {\n  a\n  b on progression [I, A]\n  -> c\n}',
      outline: 's: a > b(trigger grade) > c',
      error: '«a» Expected `->` before `b`. A step looks like `-> everolimus on progression`.',
    },
    {
      name: 'a missing arrow on one line',
      text: 'sequence s { a b on progression -> c }',
      outline: 's: a > b(trigger) > c',
      error: '«b» Expected `->` before `b`. A step looks like `-> everolimus on progression`.',
    },
    {
      name: 'a misspelt `on`',
      text: 'sequence s {\n  a\n  -> b onn progression [I, A]\n  -> c\n}',
      outline: 's: a > b(trigger grade) > c',
      error: '«onn» `onn` has no meaning here. Did you mean `on`?',
    },
    {
      name: 'another word for `on`',
      text: 'sequence s { a -> b at progression -> c }',
      outline: 's: a > b(trigger) > c',
      error: '«at» `at` has no meaning here. Did you mean `on`?',
    },
    {
      name: 'a misspelt trigger',
      text: 'sequence s { a -> b on progresion -> c }',
      outline: 's: a > b(trigger) > c',
      error: '«progresion» `progresion` has no meaning here. Did you mean `progression`?',
    },
    {
      name: 'a missing treatment',
      text: 'sequence s { a -> -> c on progression }',
      outline: 's: a > ? > c(trigger)',
      error:
        '«->» Expected a treatment after `->`. A step looks like `-> everolimus on progression`.',
    },
    {
      name: 'a missing last treatment',
      text: 'sequence s {\n  a\n  ->\n}',
      outline: 's: a > ?',
      error:
        '«->» Expected a treatment after `->`. A step looks like `-> everolimus on progression`.',
    },
    {
      name: 'an arrow before the first step',
      text: 'sequence s { -> a -> b }',
      outline: 's: a > b',
      error:
        '«->» The first step has no arrow. Write the treatment that comes first, or what was given before after `after`.',
    },
    {
      name: 'a number where a clause was meant',
      text: 'sequence s { a 5 on progression -> b }',
      outline: 's: a(trigger) > b',
      error:
        '«5» `5` has no meaning after a step. A step looks like `-> everolimus on progression`.',
    },
    {
      name: 'an unclosed grade',
      text: 'sequence s { a [I, A @X -> b }',
      outline: 's: a(grade citation) > b',
      error: '«@X» Expected `]` after `A`. A grade looks like `[I, A]`.',
    },
    {
      name: '`or` between treatments',
      text: 'sequence s { a or b -> c }',
      outline: 's: any-of{a; b} > c',
      error: '«or» Alternatives are written `any of { a, b }`.',
    },
    {
      name: 'a stray character',
      text: 'sequence s { a ; [I, A] -> c }',
      outline: 's: a(grade) > c',
      error: '«;» `;` has no meaning here. Delete it.',
    },
    {
      name: 'a pasted identifier with `#`',
      text: 'sequence s { a @X/primary#pfs-prior -> c }',
      outline: 's: a(citation) > c',
      error: '«#pfs-prior» A comment needs a space before its `#`.',
    },
    {
      name: 'an unclosed text',
      text: 'sequence s {\n  a because "why\n  -> b\n}',
      outline: 's: a(because) > b',
      error:
        '«"why» This text has no closing quotation mark. Write `"` where it ends, on the same line.',
    },
    {
      name: 'a grade behind a choice',
      text: 'sequence s { a -> any of { b, c } [I, A] -> d }',
      outline: 's: a > any-of{b; c} > d',
      error:
        '«[» `[` belongs to a step. Write it behind the treatment, inside the braces of the choice.',
    },
    {
      name: 'options without a comma',
      text: 'sequence s { any of { a\n b } -> c }',
      outline: 's: any-of{a > b} > c',
      error: '«a» Expected `->` before `b`. A step looks like `-> everolimus on progression`.',
    },
    {
      name: 'a misspelt `when`',
      text: 'sequence s {\n one of {\n  when g G1: a\n  whn g G2: b\n }\n -> c\n}',
      outline: 's: one-of{a; b} > c',
      error: '«whn» `whn` has no meaning here. Did you mean `when`?',
    },
    {
      name: 'a missing colon',
      text: 'sequence s { one of { when g G1 and h yes a otherwise: b } -> c }',
      outline: 's: one-of{a; b} > c',
      error:
        '«a» Expected `:` after `yes`. A branch looks like `when grade G3: everolimus` or `otherwise: sunitinib`.',
    },
    {
      name: 'something behind `nothing`',
      text: 'sequence s { one of { when g G1: nothing -> a otherwise: b } -> c }',
      outline: 's: one-of{nothing; b} > c',
      error:
        '«->» Nothing can follow `nothing`. What comes after the choice is written behind its `}`.',
    },
  ])('$name', ({ text, outline: wanted, error }) => {
    const file = parse(text + NEXT);
    expect(errors(file)).toEqual([error]);
    expect(sequences(file)).toEqual([wanted, 'next: x > y']);
  });

  test('a brace too many on a line of its own is told there, not at the sound one above', () => {
    const text = 'sequence s {\n  a\n}\n}\n';
    expect(parse(text).errors.map(({ start }) => start)).toEqual([text.lastIndexOf('}')]);
  });
});

describe('a conflict that git left', () => {
  const left = '<<<<<<< HEAD\n  -> b [I, A]\n}\n=======\n  -> c {\n>>>>>>> other\n';
  test.each([
    [`sequence s {\n  a\n${left}  -> d\n}${NEXT}`, ['s: a > d', 'next: x > y']],
    [`${left}sequence s { a }${NEXT}`, ['s: a', 'next: x > y']],
    [`sequence s { a }\n${left}${NEXT}`, ['s: a', 'next: x > y']],
    [`sequence s { a }${NEXT}${left}`.trimEnd(), ['s: a', 'next: x > y']],
  ])('is one error, and neither side is read: %#', (text, wanted) => {
    const file = parse(text);
    expect(errors(file)).toEqual([
      '«<<<<<<< HEAD» Two versions meet here that git could not merge, and neither of them is read.',
    ]);
    expect(sequences(file)).toEqual(wanted);
    expect(format(file)).toContain(left.trimEnd());
  });

  test('without its last marker it is no conflict, and a comparison is none', () => {
    expect(
      parse('sequence s { a }\n<<<<<<< HEAD\nsequence t { b }\n').errors.length,
    ).toBeGreaterThan(0);
    expect(parse('population p { ki67\n< 20% }').errors).toEqual([]);
  });
});

describe('a missing or superfluous brace', () => {
  test.each([
    {
      name: 'an unclosed sequence ends where the next declaration begins',
      text: 'sequence s {\n  a\n  -> b',
      outline: 's: a > b',
      error: '«{» The `{` of sequence `s` is never closed. Write `}` where it ends.',
    },
    {
      name: 'an unclosed choice ends where the arrow of its sequence begins',
      text: 'sequence s {\n  a\n  -> any of {\n       b,\n       c\n  -> d\n}',
      outline: 's: a > any-of{b; c} > d',
      error: '«{» The `{` of `any of` is never closed. Write `}` where it ends.',
    },
    {
      name: 'an unclosed choice ends where the brace of its sequence stands',
      text: 'sequence s {\n  a\n  -> any of {\n       b,\n       c\n}',
      outline: 's: a > any-of{b; c}',
      error: '«{» The `{` of `any of` is never closed. Write `}` where it ends.',
    },
    {
      name: 'an inner choice ends where the next branch of the outer one begins',
      text: 'sequence s {\n  one of {\n    when g G1: any of {\n      a,\n      b\n    otherwise: c\n  }\n  -> d\n}',
      outline: 's: one-of{any-of{a; b}; c} > d',
      error: '«{» The `{` of `any of` is never closed. Write `}` where it ends.',
    },
    {
      name: 'a forgotten opening brace is put in',
      text: 'sequence s for p\n  a\n  -> b\n}',
      outline: 's: a > b',
      error:
        '«p» Expected `{` after `p`. A sequence looks like `sequence first for advanced { lanreotide -> everolimus }`.',
    },
    {
      name: 'a brace too many before an arrow does not end the sequence',
      text: 'sequence s { a } -> b }',
      outline: 's: a > b',
      error:
        '«}» This `}` closes nothing: the sequence goes on behind it. Delete it, or write the `{` that it closes.',
    },
    {
      name: 'a brace too many at the end is one error',
      text: 'sequence s { a -> b } }',
      outline: 's: a > b',
      error: '«}» This `}` closes nothing. Delete it, or write the `{` that it closes.',
    },
  ])('$name', ({ text, outline: wanted, error }) => {
    const file = parse(text + NEXT);
    expect(errors(file)).toEqual([error]);
    expect(sequences(file)).toEqual([wanted, 'next: x > y']);
  });
});

describe('a mistake outside a path', () => {
  test.each([
    [
      'sequnce s { a }',
      '«sequnce» `sequnce` has no meaning here. Did you mean `sequence`?',
      ['s: a', 'next: x > y'],
    ],
    ['lorem ipsum { dolor }', '«lorem» `lorem` has no meaning here.', ['next: x > y']],
    [
      'prefer a over',
      '«over» Expected the name of a sequence or a treatment after `over`.',
      ['next: x > y'],
    ],
    ['avoid', '«avoid» Expected a treatment after `avoid`.', ['next: x > y']],
    ['avoid for p', '«for» Expected a treatment after `avoid`.', ['next: x > y']],
    [
      'sequence for p { a }',
      '«for» Expected a name for the sequence after `sequence`.',
      ['?: a', 'next: x > y'],
    ],
    ['population p { grade }', '«}» Expected a value after `grade`.', ['next: x > y']],
    [
      'population p {\n  grade G1\n  ki67 5\n',
      '«{» The `{` of population `p` is never closed.',
      ['next: x > y'],
    ],
    ['region\n', '«region» Expected a region after `region`.', ['next: x > y']],
    ['evidence pnet as of today', '«today» Expected a date after `of`.', ['next: x > y']],
    [
      'grading "esmo"',
      '«"esmo"» Expected the name of a grading system after `grading`.',
      ['next: x > y'],
    ],
    [
      'grading\n',
      '«grading» Expected the name of a grading system after `grading`.',
      ['next: x > y'],
    ],
    [
      'sequence s { a [nccn:] -> b }',
      '«]» Expected a level after `:`.',
      ['s: a(grade) > b', 'next: x > y'],
    ],
    [
      'sequence s { a [nccn: 2A, -> b }',
      '«->» Expected a strength after `,`.',
      ['s: a(grade) > b', 'next: x > y'],
    ],
    [
      'sequence s { a [: 2A] -> b }',
      '«:» Expected a level after `[`.',
      ['s: a(grade) > b', 'next: x > y'],
    ],
  ])('%s', (text, error, wanted) => {
    const file = parse(text + NEXT);
    expect(errors(file)).toHaveLength(1);
    expect(errors(file)[0]?.slice(0, error.length)).toBe(error);
    expect(sequences(file)).toEqual(wanted);
  });

  test('a directive below a declaration is read, and reported', () => {
    const file = parse('population p { grade G1 }\ngrading esmo\n');
    expect(errors(file)).toEqual([
      '«grading esmo» `grading` stands below a declaration. Write it at the top of the file.',
    ]);
    expect(file.directives.map(({ kind }) => kind)).toEqual(['grading']);
  });
});

describe('what is given twice', () => {
  test.each([
    ['sequence s { a on progression on relapse }', 'repeated-clause', 'on relapse'],
    ['sequence s { a -> on progression b on relapse }', 'repeated-clause', 'on relapse'],
    ['sequence s { a [I] [II] }', 'repeated-clause', '[II]'],
    ['sequence s for p for q { a }', 'repeated-clause', 'for'],
    ['prefer a over b improves OS improves PFS', 'repeated-clause', 'improves PFS'],
    ['grading esmo\ngrading grade', 'duplicate-directive', 'grading grade'],
  ])('%s', (text, code, place) => {
    const file = parse(text);
    expect(
      file.errors.map((error) => [error.code, file.text.slice(error.start, error.end)]),
    ).toEqual([[code, place]]);
  });

  test.each([
    'sequence s { a [I] here [II] @A @B because "x" because "y" caution "x" caution "y" accept a "x" accept b "y" }',
    'import "a"\nimport "b"\nbibliography "c"\nbibliography "d"\naccept a "x"\naccept a "y"',
  ])('may be given twice: %s', (text) => {
    expect(parse(text).errors).toEqual([]);
  });
});

test('a keyword that cannot be a name is one mistake', () => {
  for (const [text, at] of [
    ['population for { tumour net }', 11],
    ['sequence within { everolimus }', 9],
    ['sequence s { a } population q within over { grade G1 }', 37],
  ] as const) {
    const { errors } = parse(text);
    expect(errors.map(({ start }) => start)).toEqual([at]);
    expect(errors[0]?.message).toContain('cannot be a name');
  }
});

test('characters that reorder are reported once, and as another error outside of texts and comments', () => {
  const file = parse('# note \u202e\nsequence s { a \u2066 because "x\u202d" }');
  expect(file.errors.map(({ code, start }) => [code, start])).toEqual([
    ['bidirectional-text', 7],
    ['invisible-character', 24],
    ['bidirectional-text', 36],
  ]);
  expect(sequences(file)).toEqual(['s: a(because)']);
});
