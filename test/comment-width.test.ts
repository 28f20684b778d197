import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const width = 100;
/** Lines of comments that are wider still; code is the formatter's. It only falls. */
const most = 340;

const isComment = (line: string): boolean => /^\s*(?:\/\/|\/\*|\* )/.test(line);
const wideIn = (text: string): readonly number[] =>
  text
    .split('\n')
    .flatMap((line, index) => (line.length > width && isComment(line) ? [index + 1] : []));

test('a wide comment is found, and wide code is not looked at', () => {
  const wide = 'x'.repeat(width);
  expect(wideIn(`// ${wide}\nconst a = '${wide}';\n * ${wide}\n// short\n`)).toEqual([1, 3]);
});

test('comments stay within 100 columns', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.mjs'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !file.startsWith('test/fixtures/'));
  const wide = files.flatMap((file) =>
    wideIn(readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}:${line}`),
  );
  expect(wide.length, wide.slice(0, 20).join('\n')).toBeLessThanOrEqual(most);
});
