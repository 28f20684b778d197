import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fontSize, type TextLine } from '../../../server/src/views/diagram/boxes.ts';
import { type Layout, layoutOf } from '../../../server/src/views/diagram/layout.ts';
import { textWidth, wrapped } from '../../../server/src/views/diagram/measure.ts';
import { drawn, readXml } from './drawn.ts';

const treatment = fc.constantFrom(
  'everolimus',
  'sunitinib',
  'STZ/5-FU',
  'capecitabine + temozolomide',
  '177Lu-dotatate',
  'surgery',
  'ssa',
  'nonesuch-with-a-very-long-name-that-no-card-can-hold',
);
const clause = fc.constantFrom(
  '',
  ' on progression',
  ' [I, A]',
  ' [I, A] here [II, B]',
  ' rechallenge',
  ' with lanreotide',
  ' consensus 11 of 12 "all of them agreed at once"',
);
const step = fc.tuple(treatment, clause).map(([name, more]) => name + more);
const { path } = fc.letrec<{ node: string; path: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    step,
    fc
      .array(tie('path'), { minLength: 1, maxLength: 3 })
      .map((paths) => `any of { ${paths.join(', ')} }`),
    fc
      .tuple(tie('path'), fc.option(tie('path')))
      .map(([one, other]) => `one of { when ki67 > 10%: ${one} otherwise: ${other ?? 'nothing'} }`),
  ),
  path: fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((nodes) => nodes.join(' -> ')),
}));
const text = path.map(
  (nodes) => `population q { tumour pancreatic-net  ki67 <= 20% }\nsequence s for q { ${nodes} }\n`,
);

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const apart = (a: Rectangle, b: Rectangle): boolean =>
  a.x + a.width <= b.x + 0.5 ||
  b.x + b.width <= a.x + 0.5 ||
  a.y + a.height <= b.y + 0.5 ||
  b.y + b.height <= a.y + 0.5;

/** What is wrong with a layout, in words. */
function faults({ cards, arrows, lanes, width, height }: Layout): readonly string[] {
  const found: string[] = [];
  const boxes: readonly (Rectangle & { readonly id: string })[] = [
    ...cards.map(({ card, x, y, box }) => ({
      id: card.id,
      x,
      y,
      width: box.width,
      height: box.height,
    })),
    ...arrows
      .filter(({ label }) => label.lines.length > 0)
      .map(({ arrow, label }) => ({ ...label, id: arrow.id })),
  ];
  for (const [index, box] of boxes.entries()) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
      found.push(`${box.id} is outside`);
    for (const other of boxes.slice(index + 1))
      if (!apart(box, other)) found.push(`${box.id} overlaps ${other.id}`);
  }
  for (const { card, x, box } of cards) {
    const lane = lanes.find(({ line }) => line === card.line);
    if (card.line > 0 && (lane === undefined || lane.x > x || x + box.width > lane.x + lane.width))
      found.push(`${card.id} is not in its lane`);
  }
  for (const [index, lane] of lanes.entries())
    if (lane.x + lane.width > (lanes[index + 1]?.x ?? width) + 0.5)
      found.push(`${lane.label} overlaps the next lane`);
  for (const { arrow, way } of arrows) {
    for (const [index, { from, to, y }] of way.entries()) {
      if (to < from || from < (way[index - 1]?.to ?? 0) - 0.5) found.push(`${arrow.id} goes back`);
      const through = ({ x, y: top, box }: Layout['cards'][number]) =>
        to > x + 0.5 && from < x + box.width - 0.5 && y > top && y < top + box.height;
      if (index > 0 && index < way.length - 1 && cards.some(through))
        found.push(`${arrow.id} goes through a card`);
    }
  }
  return found;
}

describe('the layout of any sequence', () => {
  it('lets no box overlap another, keeps to the lines of therapy, and leads arrows to the right around the cards', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        const [picture] = (await drawn(source)).sequences;
        if (picture === undefined) throw new Error('there is no picture');
        readXml(picture.svg);
        expect(faults(layoutOf(picture.cards, picture.arrows))).toEqual([]);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('puts branches in the order of the text, from above', async () => {
    const [picture] = (
      await drawn(
        'sequence s { ssa -> any of { everolimus, sunitinib, cabozantinib, pazopanib } -> axitinib }',
      )
    ).sequences;
    if (picture === undefined) throw new Error('there is no picture');
    const placed = layoutOf(picture.cards, picture.arrows).cards.filter(
      ({ card }) => card.line === 2,
    );
    expect(placed.toSorted((a, b) => a.y - b.y).map(({ card }) => card.regimen)).toEqual([
      'everolimus',
      'sunitinib',
      'cabozantinib',
      'pazopanib',
    ]);
  });
});

describe('text in a box', () => {
  it('is broken so that every line fits, and loses nothing but what an ellipsis tells', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 30, max: 200 }),
        (words, width) => {
          const lines = wrapped(words, width, 12, { most: 3 });
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(3);
          for (const line of lines)
            expect(textWidth(line, 12) <= width || [...line].length <= 2).toBe(true);
          const all = lines.join('').replace(/\s/g, '');
          expect(all.endsWith('…') || all === words.replace(/\s/g, '')).toBe(true);
        },
      ),
    );
  });

  it('has a size for every kind of line', () => {
    const kinds: readonly TextLine['kind'][] = [
      'condition',
      'regimen',
      'detail',
      'grade',
      'word',
      'ceiling',
      'study',
    ];
    for (const kind of kinds) expect(fontSize[kind]).toBeGreaterThanOrEqual(10);
  });
});
