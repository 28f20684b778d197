/**
 * What people see, kept word for word in test/golden/. When a change is meant: `npx vitest run
 * test/cli/golden.test.ts -u`, and read the difference. Every input names its date, so that only a
 * change of words or of the evidence changes a page.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { columns } from '../../server/src/text/display-width.ts';
import { root, run } from './process.ts';

const pages: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['check-pancreatic', ['check', 'examples/pancreatic-net.sequitur']],
  ['check-figure-2-in-2016', ['check', 'examples/grande-2016-figure-2.sequitur']],
  [
    'check-figure-2-in-2026',
    ['check', 'examples/grande-2016-figure-2.sequitur', '--as-of', '2026-06-30'],
  ],
  ['check-small-intestine', ['check', 'examples/small-intestine-net.sequitur']],
  ['check-network', ['check', 'examples/network']],
  ['check-mistakes', ['check', 'test/fixtures/report/mistakes.sequitur']],
  [
    'explain-everolimus-cabozantinib',
    [
      'explain',
      'everolimus -> cabozantinib',
      '--where',
      'tumour pancreatic-net',
      '--as-of',
      '2026-06-30',
    ],
  ],
  [
    'explain-everolimus-sunitinib',
    [
      'explain',
      'everolimus -> sunitinib',
      '--where',
      'tumour pancreatic-net',
      '--as-of',
      '2026-06-30',
    ],
  ],
  ['explain-position-overclaim', ['explain', 'position-overclaim']],
  ['evidence-show-cabinet', ['evidence', 'show', 'CABINET']],
  ['help', ['--help']],
  ['help-check', ['check', '--help']],
];

test.each(pages)('%s', async (name, words) => {
  const { out, err } = await run(words, root);
  expect(err).toBe('');
  await expect(out).toMatchFileSnapshot(join(root, 'test', 'golden', `${name}.txt`));
  // A link is never broken, and the page of a code is Markdown; everything else fits a terminal of
  // 80 columns.
  if (name !== 'explain-position-overclaim')
    expect(out.split('\n').filter((line) => columns(line) > 80 && !line.includes('://'))).toEqual(
      [],
    );
});
