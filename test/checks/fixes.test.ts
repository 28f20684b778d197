/** What a repair writes can be read again, and is no finding any more. */
import { describe, expect, it } from 'vitest';
import { run } from './helper.ts';

const population = 'population pnet { tumour pancreatic-net  grade G1, G2 }\n';

/**
 * The text after the first repair of the first finding with the code; the text must then parse and
 * hold no such finding at that place.
 */
async function repaired(code: string, path: string): Promise<string> {
  const source = `${population}sequence s for pnet {${path}}\n`;
  const before = (await run(source)).diagnostics.filter((diagnostic) => diagnostic.code === code);
  const edits = [...(before[0]?.fixes[0]?.edits ?? [])].sort(
    (left, right) => right.span.start - left.span.start,
  );
  let text = source;
  for (const edit of edits)
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  const after = (await run(text)).diagnostics;
  expect(after.filter((diagnostic) => diagnostic.code === 'syntax')).toEqual([]);
  expect(after.filter((diagnostic) => diagnostic.code === code)).toHaveLength(before.length - 1);
  return text.slice(source.indexOf('{', population.length) + 1, -2);
}

describe('incomplete-branches: `otherwise: nothing` closes the choice', () => {
  it('on a line of its own, as deep as the branches', async () => {
    expect(
      await repaired(
        'incomplete-branches',
        `
  lanreotide
  -> on progression one of {
       when ki67 > 10%: sunitinib
       when ki67 < 5%: everolimus  # slow
     }
`,
      ),
    ).toBe(`
  lanreotide
  -> on progression one of {
       when ki67 > 10%: sunitinib
       when ki67 < 5%: everolimus  # slow
       otherwise: nothing
     }
`);
  });
  it('on the same line, where the branches have one', async () => {
    expect(
      await repaired(
        'incomplete-branches',
        ' one of { when ki67 > 10%: sunitinib when ki67 < 5%: everolimus} ',
      ),
    ).toBe(' one of { when ki67 > 10%: sunitinib when ki67 < 5%: everolimus otherwise: nothing } ');
  });
  it('of the choice that is incomplete, not of the one around it', async () => {
    expect(
      await repaired(
        'incomplete-branches',
        ' one of { when ki67 > 10%: one of { when sstr positive: lanreotide } otherwise: everolimus } -> any of { sunitinib on progression, cabozantinib on progression } ',
      ),
    ).toBe(
      ' one of { when ki67 > 10%: one of { when sstr positive: lanreotide otherwise: nothing } otherwise: everolimus } -> any of { sunitinib on progression, cabozantinib on progression } ',
    );
  });
  it('with the line breaks of the file', async () => {
    expect(
      await repaired(
        'incomplete-branches',
        '\r\n  one of {\r\n    when ki67 > 10%: sunitinib\r\n  }\r\n',
      ),
    ).toBe('\r\n  one of {\r\n    when ki67 > 10%: sunitinib\r\n    otherwise: nothing\r\n  }\r\n');
  });
});

describe('missing-trigger: `on progression` is written', () => {
  it('behind the treatment', async () => {
    expect(await repaired('missing-trigger', ' lanreotide -> everolimus [I, A] @RADIANT-3 ')).toBe(
      ' lanreotide -> everolimus on progression [I, A] @RADIANT-3 ',
    );
  });
  it('behind the whole combination', async () => {
    expect(
      await repaired('missing-trigger', ' lanreotide -> capecitabine + temozolomide @E2211 '),
    ).toBe(' lanreotide -> capecitabine + temozolomide on progression @E2211 ');
  });
  it('behind what is given beside it', async () => {
    expect(
      await repaired('missing-trigger', ' lanreotide -> everolimus with lanreotide [I, A] '),
    ).toBe(' lanreotide -> everolimus with lanreotide on progression [I, A] ');
  });
  it('in an option of a choice', async () => {
    expect(
      await repaired(
        'missing-trigger',
        ' lanreotide -> any of { everolimus, sunitinib on progression } ',
      ),
    ).toBe(' lanreotide -> any of { everolimus on progression, sunitinib on progression } ');
  });
});
