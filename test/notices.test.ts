/** What ships holds parts of other packages; their licences go with it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test.each([
  ['server/dist', ['zod', 'yaml', 'vscode-languageserver', 'ignore', 'moo']],
  ['client/dist', ['vscode-languageclient', 'zod', 'semver']],
])('the licences of what %s holds stand beside it', (folder, names) => {
  const text = read(`${folder}/THIRD-PARTY-NOTICES.txt`);
  for (const name of names)
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\([A-Z][^)]*\\)$`, 'm'));
  expect(
    text.match(/Permission is hereby granted|Permission to use, copy|Redistribution and use/g)
      ?.length,
  ).toBeGreaterThan(10);
});

test('both packages take them along', () => {
  expect(JSON.parse(read('server/package.json')).files).toContain('dist/THIRD-PARTY-NOTICES.txt');
  expect(read('.vscodeignore').split('\n')).toEqual(
    expect.arrayContaining(['!client/dist/*.txt', '!server/evidence/LICENSE.md']),
  );
});
