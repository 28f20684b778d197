/**
 * An interpreter of the grammar in docs/language.md. It shares no code with the parser: it reads
 * the printed rules, has lexical rules of its own in regular expressions, and counts all
 * derivations of a text, so that ambiguity is a number and not an opinion.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'alternatives' | 'row'; readonly parts: readonly Expression[] }
  | { readonly kind: 'optional' | 'repeated'; readonly part: Expression };

export type Grammar = ReadonlyMap<string, Expression>;

/** Reads the rules out of the ```ebnf block of a Markdown text. */
export function readGrammar(markdown: string): Grammar {
  const block = /```ebnf\n([\s\S]*?)```/.exec(markdown)?.[1];
  if (block === undefined) throw new Error('The document has no ebnf block.');
  const tokens =
    block.replace(/\(\*[\s\S]*?\*\)/g, ' ').match(/"[^"]*"|[A-Za-z_]+|[{}[\]()|=.]/g) ?? [];
  const rules = new Map<string, Expression>();
  let index = 0;
  const take = (wanted?: string): string => {
    const token = tokens[index++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(
        `Expected ${wanted ?? 'a symbol'} but found ${token ?? 'the end'}: ${tokens.slice(index - 6, index + 3).join(' ')}`,
      );
    }
    return token;
  };
  const alternatives = (): Expression => {
    const parts = [row()];
    while (tokens[index] === '|') {
      take('|');
      parts.push(row());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'alternatives', parts };
  };
  const row = (): Expression => {
    const parts: Expression[] = [];
    for (
      let next = tokens[index];
      next !== undefined && !'|)]}.'.includes(next);
      next = tokens[index]
    ) {
      const token = take();
      if (token === '(') {
        parts.push(alternatives());
        take(')');
      } else if (token === '[') {
        parts.push({ kind: 'optional', part: alternatives() });
        take(']');
      } else if (token === '{') {
        parts.push({ kind: 'repeated', part: alternatives() });
        take('}');
      } else if (token.startsWith('"')) parts.push({ kind: 'literal', text: token.slice(1, -1) });
      else parts.push({ kind: 'reference', name: token });
    }
    return { kind: 'row', parts };
  };
  while (index < tokens.length) {
    const name = take();
    take('=');
    rules.set(name, alternatives());
    take('.');
  }
  return rules;
}

/** The quoted words of some rules. */
export function literalWords(expressions: Iterable<Expression>): Set<string> {
  const words = new Set<string>();
  const walk = (expression: Expression): void => {
    if (expression.kind === 'literal' && /^[a-z]/.test(expression.text)) words.add(expression.text);
    else if (expression.kind === 'alternatives' || expression.kind === 'row')
      expression.parts.forEach(walk);
    else if (expression.kind === 'optional' || expression.kind === 'repeated')
      walk(expression.part);
  };
  for (const expression of expressions) walk(expression);
  return words;
}

export interface Lexeme {
  readonly kind:
    | 'WORD'
    | 'NUMBER'
    | 'DATE'
    | 'STRING'
    | 'CITATION'
    | 'arrow'
    | 'op'
    | 'range'
    | 'mark'
    | 'bad';
  readonly text: string;
  readonly start: number;
}

const LETTER = '[\\p{L}\\p{N}\\p{M}]';
const HYPHENS = '\\-\\u2010\\u2011\\uFE63\\uFF0D';
const LEXICAL = new RegExp(
  [
    '(?<space>\\s+)',
    '(?<comment>(?<!\\S)#[^\\n\\r]*)',
    '(?<STRING>["“”„](?:\\\\[^\\n\\r]|[^"“”\\\\\\n\\r])*["“”])',
    `(?<CITATION>@(?:[dD][oO][iI]|[pP][mM][iI][dD]|[nN][cC][tT]):(?!,*[\\s}])[^\\s}]*[^\\s},]|@${LETTER}+(?:[_./:+${HYPHENS}]+${LETTER}+)*)`,
    '(?<arrow>->|→)',
    '(?<op><=|>=|[≤≥<>=])',
    '(?<range>\\.\\.|–)',
    `(?<WORD>${LETTER}+(?:[_./${HYPHENS}]${LETTER}+)*)`,
    '(?<mark>[{}[\\],:+%])',
    '(?<bad>[\\s\\S])',
  ].join('|'),
  'uy',
);

/** Cuts a text by the lexical rules of docs/language.md. */
export function lex(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  LEXICAL.lastIndex = 0;
  for (
    let match = LEXICAL.exec(text);
    match !== null && match[0] !== '';
    match = LEXICAL.exec(text)
  ) {
    const found = match[0];
    const name = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0];
    if (name === 'space' || name === 'comment') continue;
    let kind = name as Lexeme['kind'];
    if (kind === 'WORD' && /^\d+(\.\d+)?$/.test(found)) kind = 'NUMBER';
    if (kind === 'WORD' && new RegExp(`^\\d{4}[${HYPHENS}]\\d\\d[${HYPHENS}]\\d\\d$`).test(found))
      kind = 'DATE';
    lexemes.push({ kind, text: found, start: match.index });
  }
  return lexemes;
}

const TRIGGERS = ['progression', 'intolerance', 'completion', 'symptoms', 'relapse'];
const OUTCOMES = ['pfs', 'os', 'orr', 'qol', 'symptoms'];

export interface Verdict {
  /** How many derivations the text has: 0, it is no sentence; more than 1, it is ambiguous. */
  readonly derivations: number;
  /** Where the last token stands that any derivation reached. */
  readonly farthest: string;
}

export class GrammarOracle {
  private readonly grammar: Grammar;
  private readonly reserved: ReadonlySet<string>;

  constructor(grammar: Grammar) {
    this.grammar = grammar;
    const names = [...grammar.keys()];
    const steps = names.slice(names.indexOf('node'), names.indexOf('accept') + 1);
    this.reserved = literalWords(steps.flatMap((name) => grammar.get(name) ?? []));
  }

  rule(name: string): Expression | undefined {
    return this.grammar.get(name);
  }

  /** Whether a token is of a class that the grammar writes in capitals. */
  private isTerminal(name: string, { kind, text }: Lexeme): boolean {
    const low = text.toLowerCase();
    const word = kind === 'WORD';
    switch (name) {
      case 'STRING':
      case 'DATE':
      case 'NUMBER':
      case 'CITATION':
        return kind === name;
      case 'WORD':
        return word && !['to', 'and', 'or'].includes(low);
      case 'NAME':
        return word && !['for', 'after', 'within', 'over'].includes(low);
      case 'CODE':
        return word;
      case 'ATTRIBUTE':
        return word && !['accept', 'not', 'to', 'and', 'or', 'within'].includes(low);
      case 'UNIT':
        return word && /^(day|week|month|year)s?$/.test(low);
      case 'TREATMENT':
        return word && !this.reserved.has(low) && !OUTCOMES.includes(low);
      case 'TRIGGER':
        return word && TRIGGERS.includes(low);
      case 'OUTCOME':
        return word && OUTCOMES.includes(low);
      case 'LEVEL':
      case 'STRENGTH':
        return word || kind === 'NUMBER';
      default:
        throw new Error(`The grammar names ${name} and defines it nowhere.`);
    }
  }

  private isLiteral(literal: string, { kind, text }: Lexeme): boolean {
    if (literal === '->') return kind === 'arrow';
    if (literal === 'to' && kind === 'range') return true;
    if (/^[<>=]/.test(literal))
      return kind === 'op' && text.replace('≤', '<=').replace('≥', '>=') === literal;
    if (/^[a-z]/.test(literal)) return kind === 'WORD' && text.toLowerCase() === literal;
    return kind === 'mark' && text === literal;
  }

  judge(text: string): Verdict {
    const lexemes = lex(text);
    const memo = new Map<string, Map<number, number>>();
    let farthest = 0;
    const add = (target: Map<number, number>, end: number, count: number) =>
      target.set(end, (target.get(end) ?? 0) + count);
    const single = (matches: boolean, at: number): Map<number, number> => {
      farthest = Math.max(farthest, at);
      return matches ? new Map([[at + 1, 1]]) : new Map();
    };
    const reference = (name: string, at: number): Map<number, number> => {
      const rule = this.grammar.get(name);
      const lexeme = lexemes[at];
      if (rule === undefined)
        return single(lexeme !== undefined && this.isTerminal(name, lexeme), at);
      const key = `${name} ${at}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const ends = derive(rule, at);
      memo.set(key, ends);
      return ends;
    };
    /**
     * Where the expression may end when it begins at a token, with the number of ways for each end.
     */
    const derive = (expression: Expression, at: number): Map<number, number> => {
      const lexeme = lexemes[at];
      const ends = new Map<number, number>();
      switch (expression.kind) {
        case 'literal':
          return single(lexeme !== undefined && this.isLiteral(expression.text, lexeme), at);
        case 'reference':
          return reference(expression.name, at);
        case 'alternatives':
          for (const part of expression.parts)
            for (const [end, count] of derive(part, at)) add(ends, end, count);
          return ends;
        case 'row': {
          let reached = new Map([[at, 1]]);
          for (const part of expression.parts) {
            const next = new Map<number, number>();
            for (const [from, ways] of reached)
              for (const [end, count] of derive(part, from)) add(next, end, ways * count);
            reached = next;
          }
          return reached;
        }
        case 'optional':
          add(ends, at, 1);
          for (const [end, count] of derive(expression.part, at)) add(ends, end, count);
          return ends;
        case 'repeated': {
          add(ends, at, 1);
          let frontier = new Map([[at, 1]]);
          while (frontier.size > 0) {
            const next = new Map<number, number>();
            for (const [from, ways] of frontier) {
              for (const [end, count] of derive(expression.part, from))
                if (end > from) add(next, end, ways * count);
            }
            for (const [end, count] of next) add(ends, end, count);
            frontier = next;
          }
          return ends;
        }
      }
    };
    const derivations = reference('file', 0).get(lexemes.length) ?? 0;
    const place = lexemes[farthest];
    return {
      derivations,
      farthest: place === undefined ? 'the end' : `«${text.slice(place.start, place.start + 30)}»`,
    };
  }
}

/** A random number generator with a seed, so that a failing sentence can be made again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words for each terminal, many of them keywords of other places. */
const POOL: Readonly<Record<string, readonly string[]>> = {
  NAME: ['p', 'bulky', 'one', 'grade', 'consensus', 'sequence', 'with', 'accept', 'of'],
  STRING: ['"x"', '“y”', '"a \\" b"'],
  WORD: [
    'pnet',
    'positive',
    'G1',
    'yes',
    'on',
    'class',
    'accept-me',
    'within',
    'release',
    'as',
    'sequence',
    'not',
    'accept',
  ],
  DATE: ['2026-06-30'],
  NUMBER: ['3', '11', '0.5'],
  UNIT: ['months', 'year'],
  ATTRIBUTE: ['grade', 'ki67', 'sstr', 'class', 'on', 'population', 'prefer', 'for', 'over'],
  TREATMENT: [
    'everolimus',
    'STZ/5-FU',
    '177Lu-dotatate',
    'not',
    'for',
    'within',
    'sequence',
    'avoid',
    'after',
    'progression',
  ],
  TRIGGER: ['progression', 'symptoms', 'Relapse'],
  OUTCOME: ['PFS', 'symptoms', 'qol'],
  CITATION: ['@SEQTOR', '@SUN1111/final', '@doi:10.1016/S0140-6736(16)32817-0'],
  LEVEL: ['I', 'very', 'low', '2', 'accept'],
  STRENGTH: ['A', 'strong', '1'],
  CODE: ['missing-grade', 'on'],
};

export const POOL_WORDS: readonly string[] = Object.values(POOL).flat();

/** A random sentence of the grammar as its tokens. */
export function randomSentence(
  oracle: GrammarOracle,
  random: () => number,
  longest: number,
): string[] {
  const pick = <T>(items: readonly T[]): T | undefined =>
    items[Math.floor(random() * items.length)];
  const write = (expression: Expression, depth: number): string[] => {
    switch (expression.kind) {
      case 'literal':
        return [expression.text];
      case 'reference': {
        const pool = POOL[expression.name];
        if (pool !== undefined) return [pick(pool) ?? ''];
        const rule = oracle.rule(expression.name);
        return rule === undefined ? [] : write(rule, depth + 1);
      }
      case 'alternatives': {
        // Deep down the shortest alternative is taken, so that every sentence ends.
        const shortest = [...expression.parts].sort(
          (left, right) => JSON.stringify(left).length - JSON.stringify(right).length,
        );
        const chosen = depth > 22 ? shortest[0] : pick(expression.parts);
        return chosen === undefined ? [] : write(chosen, depth + 1);
      }
      case 'row':
        return expression.parts.flatMap((part) => write(part, depth + 1));
      case 'optional':
        return depth < 18 && random() < 0.5 ? write(expression.part, depth + 1) : [];
      case 'repeated': {
        const times = depth < 18 ? (pick([0, 0, 1, 1, 2, 3]) ?? 0) : 0;
        return Array.from({ length: times }, () => write(expression.part, depth + 1)).flat();
      }
    }
  };
  const file = oracle.rule('file');
  for (;;) {
    const tokens = file === undefined ? [] : write(file, 0);
    if (tokens.length <= longest) return tokens;
  }
}
