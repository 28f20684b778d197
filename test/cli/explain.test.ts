import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codes } from '../../server/src/checks/catalogue.ts';
import { Folder } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());
const where = ['--where', 'tumour pancreatic-net'];

describe('a transition', () => {
  test('has a verdict, two supports, every study, and sources', async () => {
    const { code, out } = await folder.run(['explain', 'everolimus -> cabozantinib', ...where]);
    expect(out).toMatch(/^Cabozantinib after everolimus: randomised after failure \(CABINET/);
    expect(out).toMatch(/\nHere: randomised after failure \(S2, supports\)\n {2}Ceiling: ESMO I/);
    expect(out).toMatch(/\nThe agent: randomised/);
    expect(out).toMatch(/Studies weighed for this place\n {2}S2 {2}CABINET/);
    expect(out).toMatch(/\nAs of 2016-04-10\n {2}here indirect only \(S8\)/);
    expect(out).toMatch(/\nSources\n/);
    expect(out).toContain('https://doi.org/');
    expect(out).toMatch(/takes\s+no\s+patient\s+data/);
    expect(code).toBe(0);
  });
  test('fits 80 columns, links aside', async () => {
    const { out } = await folder.run(['explain', 'everolimus -> sunitinib', ...where]);
    expect(out.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });
  test('answers for a date', async () => {
    const { out } = await folder.run(['explain', 'everolimus -> sunitinib', ...where, '--as-of', '2016-04-10']);
    expect(out).toMatch(/^Sunitinib after everolimus: not after this step/);
    expect(out).toContain('as of 2016-04-10');
  });
  test.each([
    ['evrolimus -> sunitinib', /evrolimus.*\n?.*everolimus/],
    ['everolimus ->', /treatment/i],
    ['', /needs a transition/],
  ])('%j is told what is wrong', async (asked, pattern) => {
    const { code, err } = await folder.run(['explain', asked, ...where]);
    expect(err).toMatch(pattern);
    expect(code).toBe(2);
  });
  test('a condition that nobody understands is told', async () => {
    const { code, err } = await folder.run(['explain', 'everolimus -> sunitinib', '--where', 'tumour pancreas-nett']);
    expect(err).toContain('pancreas-nett');
    expect(code).toBe(2);
  });
});

describe('a code', () => {
  test('has its page', async () => {
    const { code, out } = await folder.run(['explain', 'position-overclaim']);
    expect(out).toMatch(/What to do/);
    expect(code).toBe(0);
  });
  test('that is misspelt is suggested', async () => {
    expect((await folder.run(['explain', 'position-overclam'])).err).toContain('sequitur explain position-overclaim');
  });
  test('as JSON', async () => {
    const { out } = await folder.run(['explain', codes[0] ?? '', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ schema: 'sequitur-code/1', code: codes[0] });
  });
});
