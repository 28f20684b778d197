/**
 * `npm start` in a checkout that is installed and built: it checks the examples, and does nothing
 * twice.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, started } from './process.ts';

test('ends with the report on the examples and exit code 0', async () => {
  const { code, out, err } = await started(
    process.execPath,
    [join(root, 'scripts', 'start.mjs')],
    root,
  );
  expect(err).toBe('');
  expect(out).not.toContain('npm ci');
  expect(out).toMatch(/\d files, \d+ transitions: 0 errors/);
  expect(code).toBe(0);
});
