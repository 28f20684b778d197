/**
 * docs/packs.md is executed: its document, pack and bibliography are checked, and what it says of
 * them is what happens.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { baseInWords, noticesInWords } from '../../server/src/wording/base.ts';
import { run } from '../checks/helper.ts';

const page = readFileSync(new URL('../../docs/packs.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```(\w+)(?: file=(\S+))?\n(.*?)```/gs)].map(
  ([, language = '', file = '', text = '']) => ({
    language,
    file,
    text,
  }),
);
const files = Object.fromEntries(
  blocks.filter(({ file }) => file !== '').map(({ file, text }) => [file, text]),
);
const source = files['draft.sequitur'] ?? '';

test('the document is checked with the pack and its notice', async () => {
  const { base, diagnostics, transitions, bound } = await run(source, { files });
  expect(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  ).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toContain('corrected-citation');
  const own = transitions
    .at(-1)
    ?.appraisal.position.candidates.find(({ study }) => study.id === 'OUR-COHORT');
  expect(own?.flags).toContain('pack');
  const printed = blocks
    .find(({ text }) => text.startsWith('base '))
    ?.text.trim()
    .split('\n');
  expect(printed).toEqual([
    `base ${baseInWords(base)} as of ${bound?.settings.asOf}`,
    ...base.packs.flatMap(noticesInWords),
  ]);
});

test('the keys of the bibliography are what the page says', async () => {
  const cited = source
    .replace('@OUR-COHORT', '@OUR-COHORT @elsewhere')
    .replace('@SUN1111', '@raymond');
  const { base, diagnostics } = await run(cited, { files });
  expect(base.cite('raymond')?.report?.key).toBe('SUN1111/primary');
  expect(diagnostics.find(({ code }) => code === 'not-appraised-citation')?.message).toContain(
    '@elsewhere',
  );
});

test('without the pack its study is unknown', async () => {
  const { diagnostics } = await run(source.replace(/^evidence.*$/m, ''), { files });
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-citation');
});
