/**
 * The editor finds in damaged texts what the command line finds: sentences of the printed grammar
 * with tokens deleted, doubled, swapped, replaced or joined by stray characters, each opened and
 * then reached by an edit. `npm run fuzz` tries 100,000 of them.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newEditMemo } from '../../server/src/checks/edited-text.ts';
import { createEngine } from '../../server/src/checks/engine.ts';
import type { Diagnostic } from '../../server/src/checks/result-types.ts';
import type { Host } from '../../server/src/workspace/host.ts';
import { GrammarOracle, POOL_WORDS, randomSentence, readGrammar, seeded } from '../syntax/ebnf.ts';

const rounds = Number(process.env.SEQUITUR_FUZZ_ROUNDS ?? 2_000);
const host: Host = {
  readFile: async () => ({ kind: 'failed', reason: 'missing' }),
  list: async () => [],
  today: () => '2026-11-23',
  log: () => {},
};
const oracle = new GrammarOracle(
  readGrammar(readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8')),
);
const stray = [
  '§',
  '-',
  '%',
  '}',
  '{',
  '->',
  '"',
  '@',
  'sequence',
  'prefer',
  'avoid',
  '\n§ ',
  '\u202e',
  '\u200bx',
];

const declares = new Set(['population', 'sequence', 'prefer', 'avoid']);

function damaged(random: () => number): string {
  const pick = (items: readonly string[]): string =>
    items[Math.floor(random() * items.length)] ?? '';
  const tokens = randomSentence(oracle, random, 80);
  for (let count = 1 + Math.floor(random() * 3); count > 0 && tokens.length > 0; count--) {
    const at = Math.floor(random() * tokens.length);
    const token = tokens[at] ?? '';
    const other = pick(random() < 0.5 ? stray : POOL_WORDS);
    const kind = Math.floor(random() * 5);
    if (kind === 0) tokens.splice(at, 1);
    else if (kind === 1) tokens.splice(at, 0, token);
    else if (kind === 2) tokens.splice(at, 2, tokens[at + 1] ?? other, token);
    else if (kind === 3) tokens.splice(at, 1, other);
    else tokens.splice(at, 0, other);
  }
  // Where two declarations meet, the first one unfinished and a stray character before the second.
  const borders = [...tokens.keys()].filter((at) => at > 0 && declares.has(tokens[at] ?? ''));
  const border = borders[Math.floor(random() * borders.length)];
  if (border !== undefined && random() < 0.5) {
    const lost = Math.min(border - 1, Math.floor(random() * 8));
    tokens.splice(border - lost, lost + 1, `\n${pick(stray)} ${tokens[border]}`);
  }
  return tokens
    .map((token) => `${declares.has(token) || random() < 0.2 ? '\n' : ' '}${token}`)
    .join('');
}
/** Findings in an order of their own, places as numbers. */
const seen = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics
    .map(({ code, span, severity, message, accepted, fingerprint }) =>
      JSON.stringify([span.start, span.end, code, severity, message, accepted, fingerprint]),
    )
    .sort();

async function compare(before: string, text: string): Promise<void> {
  const fresh = await createEngine({ host }).check('file.sequitur', text);
  const engine = createEngine({ host });
  const memo = newEditMemo();
  (await engine.update('file.sequitur', before, memo)).whole();
  const edited = await engine.update('file.sequitur', text, memo);
  expect({ text, found: seen(edited.diagnostics().shown) }).toEqual({
    text,
    found: seen(fresh.diagnostics),
  });
}

test.each([
  ['a stray character before a declaration', 'sequence\n§ sequence x { everolimus }'],
  ['a dash before a declaration', 'prefer\n- avoid everolimus'],
  ['a dash behind an unfinished header', 'population p for\n- sequence x { sunitinib }'],
])('with %s', (_, text) => compare('', text));

test(`on ${rounds.toLocaleString('en')} damaged texts`, async () => {
  const random = seeded(Number(process.env.SEQUITUR_FUZZ_SEED ?? 23));
  let before = '';
  for (let round = 0; round < rounds; round++) {
    const text = damaged(random);
    await compare(before, text);
    before = text;
  }
}, 3_600_000);
