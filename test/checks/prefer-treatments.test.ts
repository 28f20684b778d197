/** `prefer R over S` of treatments: carried by a randomised comparison of the two. */
import { describe, expect, test } from 'vitest';
import { run } from './helper.ts';

const verdict = async (preference: string) => {
  const { diagnostics, preferences } = await run(
    `population pnet { tumour pancreatic-net grade G1, G2 }\n${preference}\n`,
  );
  const [only] = preferences;
  const found = diagnostics.find(({ code }) => code === 'order-not-shown');
  return {
    codes: diagnostics.map(({ code }) => code).filter((code) => code !== 'unused-population'),
    studies: only?.studies,
    direction: only?.direction,
    message: found?.message,
    severity: found?.severity,
  };
};

describe('a preference of treatments', () => {
  test('is carried by a trial that compared them, in the direction that it found', async () => {
    const shown = await verdict(
      'prefer capecitabine + temozolomide over temozolomide improves PFS',
    );
    expect(shown).toMatchObject({ studies: ['E2211'], direction: 'supports', message: undefined });
    const turned = await verdict('prefer temozolomide over capecitabine + temozolomide [II, B]');
    expect(turned).toMatchObject({ direction: 'disputes', severity: 'warning' });
    expect(turned.message).toContain('E2211');
  });

  test('is not shown without such a trial; a choice with its reason gets information', async () => {
    const graded = await verdict('prefer sunitinib over cabozantinib [I, A]');
    expect(graded).toMatchObject({ studies: [], severity: 'warning' });
    expect(graded.message).toContain('randomised comparison of the two treatments');
    const chosen = await verdict('prefer sunitinib over cabozantinib because "Available here."');
    expect(chosen.severity).toBe('information');
    const claimed = await verdict(
      'prefer sunitinib over cabozantinib improves PFS because "Available here."',
    );
    expect(claimed.severity).toBe('warning');
  });

  test('both sides are of one kind, and a sequence of the file goes first', async () => {
    const sequence = 'sequence everolimus { everolimus -> sunitinib on progression }\n';
    expect(
      (await verdict(`${sequence}prefer everolimus over sunitinib because "x"`)).codes,
    ).toContain('unknown-name');
    expect((await verdict('prefer sunitinb over cabozantinib')).codes).toContain(
      'unknown-treatment',
    );
    expect((await verdict('prefer one_order over other_order')).codes).toContain('unknown-name');
  });
});
