/**
 * Guidelines and edits at random, the kind that people make: words, lines and braces come and go.
 */
import * as fc from 'fast-check';

const agent = fc.constantFrom(
  'lanreotide',
  'everolimus',
  'sunitinib',
  'cabozantinib',
  'STZ/5-FU',
  '177Lu-dotatate',
  'everolimu',
  'surgery',
);
const clause = fc.constantFrom(
  '',
  ' on progression',
  ' [I, A] @RADIANT-3',
  ' here [I, A]',
  ' [IV, D]',
  ' accept position-overclaim "the panel agreed"',
  ' accept missing-trigger ""',
  ' @NOPE',
  ' because "a"',
  ' with octreotide',
  ' # a note',
);
const step = fc.tuple(agent, clause, clause).map((parts) => parts.join(''));
const choice = fc
  .tuple(step, step)
  .map(
    ([first, second]) => `one of {\n    when ki67 > 10%: ${first}\n    otherwise: ${second}\n  }`,
  );
const path = fc.array(fc.oneof({ weight: 5, arbitrary: step }, { weight: 1, arbitrary: choice }), {
  minLength: 1,
  maxLength: 4,
});
const name = fc.constantFrom('a', 'b', 'c', 'first', 'second', 'third');
const people = fc.constantFrom('p', 'q', 'r');
const sequence = fc
  .tuple(
    name,
    fc.oneof(
      people.map((who) => ` for ${who}`),
      fc.constant(''),
    ),
    path,
  )
  .map(([called, who, nodes]) => `sequence ${called}${who} {\n  ${nodes.join('\n  -> ')}\n}`);
const population = fc
  .tuple(
    people,
    fc.constantFrom(
      'tumour pancreatic-net',
      'grade G1, G2',
      'ki67 <= 20%',
      'ki67 > 30%  grade G1',
      'tumor unknown',
    ),
  )
  .map(([who, criteria]) => `population ${who} { ${criteria} }`);
const other = fc.oneof(
  fc.tuple(name, name).map(([one, two]) => `prefer ${one} over ${two} @SEQTOR`),
  fc.tuple(agent, agent).map(([one, two]) => `avoid ${one} after ${two} [III, D]`),
);
const head = fc.constantFrom(
  '',
  'guideline "G"\n',
  'evidence pnet as of 2016-11-30\n',
  'grades position\n',
  'accept position-overclaim "agreed"\n',
  'accept unknown-treatment "x"\ngrading grade\n',
);
const declaration = fc.oneof(
  { weight: 6, arbitrary: sequence },
  { weight: 2, arbitrary: population },
  { weight: 1, arbitrary: other },
  { weight: 1, arbitrary: fc.constantFrom('}', '{', '§ stray', '# comment', 'grading esmo') },
);
export const guidelines = fc
  .tuple(
    head,
    fc.array(declaration, { minLength: 1, maxLength: 9 }),
    fc.constantFrom('\n', '\n\n', '\r\n'),
  )
  .map(([top, declarations, gap]) => `${top}${declarations.join(gap)}${gap}`);

export interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}
const inserted = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'x',
      ' ',
      '\n',
      '{',
      '}',
      '"',
      '#',
      ',',
      '@',
      'e',
      '->',
      '[',
      '§',
      '\u202e',
      '\u200b',
      '\ufeff',
      '𝔸',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '\nsequence ',
      '\n}\n',
      'population z { grade G1 }\n',
      ' on progression',
      'for p',
      'grading esmo\n',
    ),
  },
  { weight: 1, arbitrary: declaration.map((text) => `\n${text}\n`) },
);
/** Places as fractions of the text, so that an edit fits every text. */
export const edits: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
    fc.integer({ min: 4, max: 80 }),
  ),
  text: fc.oneof(fc.constant(''), inserted),
});
export function edited(text: string, { at, length, text: by }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + by + text.slice(Math.min(text.length, start + length));
}
