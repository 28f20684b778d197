import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/syntax/parser.ts';
import probes from '../fixtures/grammar/probes.json' with { type: 'json' };
import { GrammarOracle, POOL_WORDS, randomSentence, readGrammar, seeded } from './ebnf.ts';

const reference = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const oracle = new GrammarOracle(readGrammar(reference));

/**
 * What the parser says, apart from errors that are not about grammar, such as a clause given twice.
 */
function syntaxErrors(text: string): string[] {
  return parse(text)
    .errors.filter((error) => error.code === 'syntax')
    .map((error) => `${error.message} at «${text.slice(error.start, error.start + 20)}»`);
}

/** Fails if parser and grammar disagree about the text, or if it can be read in two ways. */
function agree(text: string): 'valid' | 'invalid' {
  const { derivations, farthest } = oracle.judge(text);
  const errors = syntaxErrors(text);
  if (derivations > 1) throw new Error(`Read in ${derivations} ways: ${text}`);
  if (derivations === 1 && errors.length > 0)
    throw new Error(`A sentence of the grammar, but ${errors.join('; ')}: ${text}`);
  if (derivations === 0 && errors.length === 0)
    throw new Error(`No sentence of the grammar (from ${farthest} on), but no error: ${text}`);
  return derivations === 1 ? 'valid' : 'invalid';
}

/**
 * Joins tokens with spaces, line breaks of any indentation and comments: none of them may decide
 * anything.
 */
function join(tokens: readonly string[], random: () => number): string {
  const gaps = [' ', ' ', ' ', '\n', '\n  ', '\r\n    ', ' # note\n'];
  return tokens.map((token) => token + gaps[Math.floor(random() * gaps.length)]).join('');
}

describe('the grammar in docs/language.md and the parser agree', () => {
  test.each(probes)('on the probe $id', ({ text, valid }) => {
    expect(agree(text)).toBe(valid ? 'valid' : 'invalid');
  });

  const examples = [...reference.matchAll(/```sequitur\n([\s\S]*?)```/g)].map(
    (match) => match[1] ?? '',
  );
  test('on every example of the reference', () => {
    expect(examples.length).toBeGreaterThan(8);
    for (const example of examples) expect(agree(example)).toBe('valid');
  });

  test('on 2,500 random sentences, each read in exactly one way', () => {
    const random = seeded(7);
    for (let round = 0; round < 2500; round++) {
      expect(agree(join(randomSentence(oracle, random, 160), random))).toBe('valid');
    }
  });

  test('on 6,000 sentences with one token deleted, doubled, swapped or replaced', () => {
    const random = seeded(11);
    const seen = { valid: 0, invalid: 0 };
    const marks = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '+',
      '%',
      '->',
      'to',
      'or',
      'and',
      '<=',
      '..',
      '%',
      '@X',
      '5',
      '"t"',
    ];
    const replacements = [...POOL_WORDS, ...marks];
    for (let round = 0; round < 6000; round++) {
      const tokens = randomSentence(oracle, random, 80);
      if (tokens.length === 0) continue;
      const at = Math.floor(random() * tokens.length);
      const token = tokens[at] ?? '';
      const other = replacements[Math.floor(random() * replacements.length)] ?? '';
      const kind = Math.floor(random() * 4);
      if (kind === 0) tokens.splice(at, 1);
      else if (kind === 1) tokens.splice(at, 0, token);
      else if (kind === 2) tokens.splice(at, 2, tokens[at + 1] ?? other, token);
      else tokens.splice(at, 1, other);
      seen[agree(join(tokens, random))]++;
    }
    expect(seen.valid).toBeGreaterThan(300);
    expect(seen.invalid).toBeGreaterThan(2000);
  });

  test('on 2,000 sentences with tokens glued together', () => {
    const random = seeded(13);
    for (let round = 0; round < 2000; round++) {
      agree(
        randomSentence(oracle, random, 60)
          .map((token) => (random() < 0.3 ? token : `${token} `))
          .join(''),
      );
    }
  });
});
