import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../server/src/output/unified-diff.ts';

/** Applies a diff as `patch` does, and checks every line that it says was there. */
function applied(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  let last: string[] = result;
  for (const row of diff.split('\n').slice(2, -1)) {
    const head = /^@@ -(\d+),(\d+) \+/.exec(row);
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === '0' ? 0 : 1);
      while (at < start) result.push(lines[at++] ?? '');
      continue;
    }
    if (row.startsWith('\\')) {
      if (last === result) result.push((result.pop() ?? '').slice(0, -1));
      continue;
    }
    const line = `${row.slice(1)}\n`;
    if (!row.startsWith('+')) expect((lines[at++] ?? '').replace(/\n?$/, '\n')).toBe(line);
    last = row.startsWith('-') ? [] : result;
    if (last === result) result.push(line);
  }
  while (at < lines.length) result.push(lines[at++] ?? '');
  return result.join('');
}

test('a change is shown with three lines around it', () => {
  const before = ['1', '2', '3', '4', '5', '6', '7', '8', ''].join('\n');
  expect(unifiedDiff('a.sequitur', before, before.replace('5', 'five'))).toBe(
    '--- a/a.sequitur\n+++ b/a.sequitur\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  );
});

test('equal texts have no diff', () => {
  expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
});

const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 14 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
test('what a diff is applied to becomes the other text', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = unifiedDiff('a', before, after);
      expect(diff === '' ? before : applied(before, diff)).toBe(after);
    }),
    { numRuns: 500 },
  );
});

test('texts that differ in most lines are exchanged as one, and soon', () => {
  const lines = (ending: string): string =>
    Array.from({ length: 10_000 }, (_, index) => `line ${index}${ending}`).join('');
  const diff = unifiedDiff('a', lines('\r\n'), lines('\n'));
  expect(diff).toContain('@@ -1,10000 +1,10000 @@');
  expect(applied(lines('\r\n'), diff)).toBe(lines('\n'));
});

test('a name is written as git reads it', () => {
  expect(unifiedDiff('caf\u00e9 "x".sequitur', 'a\n', 'b\n')).toContain(
    String.raw`--- "a/caf\303\251 \"x\".sequitur"`,
  );
});
