import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue, codes, isCode } from '../../server/src/checks/catalogue/catalogue.ts';
import { inProfile, profiles } from '../../server/src/checks/profiles.ts';
import { severities } from '../../server/src/checks/severity.ts';

test('a profile lowers nothing', () => {
  for (const code of codes)
    for (const severity of severities) {
      expect(inProfile('draft', code, severity)).toBe(severity);
      expect(severities.indexOf(inProfile('publish', code, severity))).toBeLessThanOrEqual(
        severities.indexOf(severity),
      );
    }
});

test('the documentation has the table that is used', () => {
  const text = readFileSync('docs/configuration.md', 'utf8');
  const rows = [...text.matchAll(/^\| (`[^|]+`) \| (\w+) \| (\w+) \|$/gm)].flatMap(
    ([, listed = '', draft, publish]) =>
      [...listed.matchAll(/`([^`]+)`/g)].map(([, code = '']) => ({ code, draft, publish })),
  );
  expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(profiles.publish).sort());
  for (const { code, draft, publish } of rows) {
    expect(isCode(code)).toBe(true);
    if (isCode(code))
      expect([code, draft, publish]).toEqual([
        code,
        catalogue[code].severity,
        profiles.publish[code],
      ]);
  }
});
