/** Changes made at random to the examples and fixtures, and what the comparison calls them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diffBetween } from '../views/diff/between.ts';
import { mutators, random, seededChange } from '../views/diff/changes.ts';

const root = path.join(import.meta.dirname, '..', '..');
const documents = ['examples', 'test/fixtures/published', 'test/fixtures/report'].flatMap(
  (folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.sequitur'))
      .map((name) => ({ name, text: readFileSync(path.join(root, folder, name), 'utf8') })),
);

test('200 seeded changes: at least 98 of 100 are named with their kind and direction, and layout is nothing', async () => {
  const next = random(20261130);
  const names = Object.keys(mutators);
  const wrong: string[] = [];
  let made = 0;
  for (let attempt = 0; made < 200 && attempt < 2_000; attempt++) {
    const document = documents[Math.floor(next() * documents.length)];
    const seeded =
      document === undefined
        ? null
        : seededChange(document.text, names[attempt % names.length] ?? '', next);
    if (document === undefined || seeded === null) continue;
    made++;
    const { changes } = await diffBetween(
      { [document.name]: document.text },
      { [document.name]: seeded.text },
    );
    const [first] = changes;
    const right =
      seeded.kind === null
        ? changes.length === 0
        : first !== undefined &&
          changes.every(({ kind }) => kind === seeded.kind) &&
          seeded.directions.includes(first.direction);
    if (!right)
      wrong.push(
        `${document.name}, ${seeded.name}: ${changes.map(({ kind, sentence }) => `${kind} ${sentence}`).join(' | ') || 'nothing'}`,
      );
  }
  expect(made).toBe(200);
  expect(
    wrong.filter((one) => /, (a comment|other white|citations in|another name)/.test(one)),
  ).toEqual([]);
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(4);
}, 120_000);
