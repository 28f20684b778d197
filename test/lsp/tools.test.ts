/** The requests behind the tools that a language model may use. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import type { CheckedText, LookUp } from '../../server/src/features/model-tools.ts';
import { Client } from './client.ts';

const released = embeddedBase().release.date;

let client: Client;
beforeEach(async () => {
  client = await Client.start();
});
afterEach(async () => {
  await client.stop();
});

const purpose = /takes no patient data and gives no advice for a patient\.\n$/;

describe('what the base holds on a transition', () => {
  const lookUp = (params: object): Promise<LookUp> => client.request('sequitur/lookUp', params);

  it('is told with its ceiling, its sources and the date', async () => {
    const { text, explanations } = await lookUp({
      transition: 'everolimus -> cabozantinib',
      where: 'tumour pancreatic-net',
    });
    expect(text).toMatch(/^Cabozantinib after everolimus: .*CABINET/);
    expect(text).toMatch(/Ceiling: ESMO/);
    expect(text).toContain(`as of ${released}`);
    expect(text).toMatch(/N Engl J Med|doi/i);
    expect(text).toMatch(purpose);
    expect(explanations).toHaveLength(1);
    expect(explanations[0]).toMatchObject({ schema: 'sequitur-explain/1', asOf: released });
  });

  it('is told as of a date', async () => {
    const { text } = await lookUp({
      transition: 'everolimus -> cabozantinib',
      where: 'tumour pancreatic-net',
      asOf: '2005-01-01',
    });
    expect(text).toMatch(/not in the base as of 2005-01-01/);
  });

  it('is told by the date of the document that is asked from', async () => {
    const uri = 'file:///guideline/draft.sequitur';
    await client.open(uri, 'evidence pnet as of 2018-01-01\n');
    const { text } = await lookUp({ transition: 'everolimus -> sunitinib', textDocument: { uri } });
    expect(text).toMatch(/as of 2018-01-01/);
  });

  it.each([
    ['everolimus -> ', /cannot be read/],
    ['', /cannot be read/],
    ['everolimus -> sunitinbi', /not appraised|sunitinbi/],
  ])('is not guessed: %j', async (transition, words) => {
    const { text } = await lookUp({ transition });
    expect(text).toMatch(words);
    expect(text).toMatch(purpose);
  });

  it('is refused for what is no date', async () => {
    await expect(
      lookUp({ transition: 'everolimus -> sunitinib', asOf: 'yesterday' }),
    ).rejects.toThrow(/A date looks like/);
  });
});

describe('a text that is checked', () => {
  const check = (params: object): Promise<CheckedText> =>
    client.request('sequitur/checkText', params);
  const text =
    'population q { tumour pancreatic-net }\nsequence s for q {\n  everolimus\n  -> sunitinib on progression [I, A] here [I, A] @SUN1111\n}\n';

  it('is answered with its findings, in words and as data', async () => {
    const answer = await check({ text });
    expect(answer).toMatchObject({ release: expect.stringMatching(/^pnet-/), asOf: released });
    const overclaim = answer.findings.find(({ code }) => code === 'position-overclaim');
    expect(overclaim).toMatchObject({
      severity: 'warning',
      accepted: null,
      range: { start: { line: 3 } },
    });
    expect(answer.text).toContain('position-overclaim');
    expect(answer.text).toMatch(/2 transitions: 0 errors, \d+ warnings?/);
    expect(answer.text).toMatch(purpose);
  });

  it('is judged as of a date, and as Markdown', async () => {
    const answer = await check({
      text: `# Draft\n\n\`\`\`sequitur\n${text}\`\`\`\n`,
      kind: 'markdown',
      asOf: '2016-11-30',
    });
    expect(answer.asOf).toBe('2016-11-30');
    expect(
      answer.findings.find(({ code }) => code === 'position-overclaim')?.range.start.line,
    ).toBe(6);
  });

  it('says of broken text what is wrong with it', async () => {
    const { findings, text: words } = await check({ text: 'sequence { ->' });
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(words).toMatch(/[1-9]\d* errors?/);
  });

  it('is refused in another kind', async () => {
    await expect(check({ text, kind: 'html' })).rejects.toThrow(/kind is/);
  });
});
