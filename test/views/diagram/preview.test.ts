import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rungs } from '../../../server/src/appraisal/support-types.ts';
import type { ListItem, Picture } from '../../../server/src/views/diagram/diagram.ts';
import { legendTexts } from '../../../server/src/views/diagram/diagram-words.ts';
import { mostArrows, mostSteps } from '../../../server/src/views/diagram/drawn-part.ts';
import { pictureOfFile } from '../../../server/src/views/diagram/picture.ts';
import { mostRecommendations } from '../../../server/src/views/diagram/recommendations.ts';
import { previewPage } from '../../../server/src/views/diagram/standalone-page.ts';
import { lookOf } from '../../../server/src/wording/look.ts';
import { purposeInShort } from '../../../server/src/wording/purpose.ts';
import { drawn, elementsOf, readXml, textOf } from './drawn.ts';

const example = readFileSync(
  new URL('../../../examples/pancreatic-net.sequitur', import.meta.url),
  'utf8',
);
const branches = `population q { tumour pancreatic-net  grade G1, G2  ki67 <= 20% }
sequence s "A choice" for q {
  lanreotide [I, A] @CLARINET
  -> everolimus with lanreotide on progression [I, A] here [II, B] @RADIANT-3
  -> on progression one of {
       when ki67 > 10%: capecitabine + temozolomide
       otherwise: any of {
         177Lu-dotatate [III, B],
         STZ/5-FU -> cabozantinib on progression
       }
     }
  -> surgery
  -> everolimus rechallenge on progression
}
`;

function first(pictures: readonly Picture[]): Picture {
  const [picture] = pictures;
  if (picture === undefined) throw new Error('there is no picture');
  return picture;
}
function cardsOf(items: readonly ListItem[]): readonly string[] {
  return items.flatMap((item) =>
    item.kind === 'step'
      ? [item.card]
      : item.kind === 'choice'
        ? item.branches.flatMap((branch) => cardsOf(branch.items))
        : [],
  );
}
function supportsOf(items: readonly ListItem[]): readonly string[] {
  return items.flatMap((item) =>
    item.kind === 'step'
      ? item.support
      : item.kind === 'choice'
        ? item.branches.flatMap((branch) => supportsOf(branch.items))
        : [],
  );
}
const compact = (text: string): string => text.replace(/[\s…]+/g, '');

describe('the pictures of a file', () => {
  it('say for whom, as of when and by which base', async () => {
    const { title, base, asOf, grading, sequences, leftOut, problems } = await drawn(example);
    expect({ title, asOf, grading, leftOut, problems }).toEqual({
      title: 'Systemic therapy of advanced pancreatic NET, draft 3',
      asOf: '2026-06-30',
      grading: 'ESMO',
      leftOut: [],
      problems: [],
    });
    expect(base).toMatch(/^pnet-/);
    expect(sequences.map(({ heading }) => heading)).toEqual([
      'Targeted agents one after the other',
      'Chemotherapy where the tumour must shrink',
      'chemo_first',
      'everolimus_first',
    ]);
    expect(first(sequences).population).toMatch(
      /^Advanced, progressive, G1 or G2 \(advanced_pnet\): .*Ki-67 up to 20 %/,
    );
    expect(first(sequences).lanes.map(({ label }) => label)).toEqual(['1L', '2L', '3L', 'then']);
  });

  it('carry the line, the words and the study of every step', async () => {
    const { cards, arrows, evidence } = first((await drawn(example)).sequences);
    const sunitinib = cards.find(({ regimen }) => regimen === 'sunitinib');
    expect(sunitinib).toMatchObject({
      line: 2,
      trigger: 'on progression',
      grades: ['[I, A]', 'here [I, A]'],
      citations: ['@SUN1111'],
    });
    expect(sunitinib?.findings.map(({ code }) => code)).toContain('position-overclaim');
    expect(sunitinib?.range?.start).toEqual({ line: 20, character: 2 });
    expect(arrows.find(({ to }) => to === sunitinib?.id)).toMatchObject({
      look: { line: 'dashed' },
      word: 'retrospective only, no difference shown',
      ceiling: 'ceiling ESMO IV',
      study: 'Angelousi 2017',
    });
    expect(evidence.find(({ card }) => card === sunitinib?.id)).toMatchObject({
      heading: 'Sunitinib after everolimus',
      after: 'everolimus',
      here: { effect: expect.stringContaining('HR 0.94 (0.45–1.97)'), n: 31 },
      agent: { study: 'SUN1111', word: 'randomised' },
    });
    expect(arrows.at(-1)).toMatchObject({ look: null, word: 'not appraised', ceiling: null });
  });

  it('fork and join at a choice, with its conditions', async () => {
    const { cards, arrows } = first((await drawn(branches)).sequences);
    const card = (regimen: string) => cards.find((one) => one.regimen === regimen);
    expect(card('capecitabine + temozolomide')?.condition).toBe('when ki67 > 10%');
    expect(card('177Lu-dotatate')?.condition).toBe('otherwise');
    expect(card('everolimus')?.background).toBe('with lanreotide');
    const previous = (id: string | undefined) =>
      arrows
        .filter(({ to }) => to === id)
        .map(({ from }) => cards.find((one) => one.id === from)?.regimen);
    expect(previous(card('177Lu-dotatate')?.id)).toEqual(['everolimus']);
    expect(previous(card('surgery')?.id)).toEqual([
      'capecitabine + temozolomide',
      '177Lu-dotatate',
      'cabozantinib',
    ]);
    // What surgery follows is what the treatment after it follows: one arrow, with a transition for
    // each.
    const again = cards.find(({ rechallenge }) => rechallenge);
    expect(arrows.find(({ to }) => to === again?.id)?.evidence).toHaveLength(3);
  });

  it('show every transition on an arrow and once in the table', async () => {
    for (const text of [example, branches]) {
      for (const { arrows, evidence, cards } of (await drawn(text)).sequences) {
        const ids = evidence.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(arrows.flatMap((arrow) => arrow.evidence))).toEqual(new Set(ids));
        expect(cards.flatMap((card) => card.evidence)).toEqual(ids);
      }
    }
  });

  it('are drawn as they are told: every card and arrow with its words', async () => {
    for (const { svg, cards, arrows } of [
      ...(await drawn(example)).sequences,
      ...(await drawn(branches)).sequences,
    ]) {
      const elements = elementsOf(readXml(svg));
      const of = (key: string, id: string) =>
        elements.filter(({ attributes }) => attributes[key] === id);
      for (const card of cards) {
        const [shown, ...others] = of('data-card', card.id);
        expect(others).toEqual([]);
        expect(shown?.attributes['aria-label']).toBe(card.text);
        if (card.kind === 'start' || shown === undefined) continue;
        for (const words of [card.regimen, card.trigger, card.condition, ...card.grades])
          if (words !== null) expect(compact(textOf(shown))).toContain(compact(words));
      }
      for (const arrow of arrows) {
        const [shown, ...others] = of('data-arrow', arrow.id);
        expect(others).toEqual([]);
        if (shown === undefined) throw new Error(`${arrow.id} is not drawn`);
        expect(compact(textOf(shown))).toContain(compact(arrow.word));
        expect(elementsOf(shown).some(({ attributes }) => attributes.class === 'cross')).toBe(
          arrow.look?.line === 'crossed',
        );
      }
    }
  });

  it('say in the list what the drawing says, in the order of the text', async () => {
    for (const { list, cards, evidence, arrows } of [
      ...(await drawn(example)).sequences,
      ...(await drawn(branches)).sequences,
    ]) {
      expect(cardsOf(list)).toEqual(
        cards.filter(({ kind }) => kind !== 'start').map(({ id }) => id),
      );
      const told = supportsOf(list);
      expect(told).toHaveLength(evidence.length);
      for (const { word, ceiling } of arrows.filter(({ look }) => look !== null))
        expect(told.some((support) => support.includes(`${word}, ${ceiling}`))).toBe(true);
    }
    const { list } = first((await drawn(branches)).sequences);
    const choice = list.find((item) => item.kind === 'choice');
    expect(choice).toMatchObject({
      text: 'One of, the first that holds:',
      branches: [{ text: 'when ki67 > 10%' }, { text: 'otherwise' }],
    });
  });

  it('hold nothing that runs, whatever the text says', async () => {
    const words = '</text><script>alert(1)</script>&\u0007\u202e\ud800\uffff';
    const hostile = `sequence s "${words}" { everolimus [I, A] because "${words}" -> "${words}" -> <img-src=x-onerror=y> -> a&b }`;
    const preview = await drawn(hostile);
    const { svg } = pictureOfFile(preview, 'x.sequitur');
    const names = elementsOf(readXml(svg));
    expect(names.map(({ name }) => name)).not.toContain('script');
    expect(
      names
        .flatMap(({ attributes }) => Object.keys(attributes))
        .filter((key) => /^on|^style$|href/.test(key)),
    ).toEqual([]);
    expect(previewPage(preview, '<b>')).not.toMatch(/<script|<b>|\u202e/);
  });

  it('begin with the steps of `after`, which nothing judges', async () => {
    const { cards, list, lanes } = first(
      (
        await drawn(
          'population q { tumour pancreatic-net }\nsequence s for q after ssa -> everolimus or sunitinib { cabozantinib }',
        )
      ).sequences,
    );
    expect(cards.map(({ kind, regimen, line }) => `${kind} ${regimen} ${line}`)).toEqual([
      'earlier ssa 1',
      'earlier everolimus 2',
      'earlier sunitinib 2',
      'step cabozantinib 3',
    ]);
    expect(lanes.map(({ label }) => label)).toEqual(['1L', '2L', '3L']);
    expect(list[0]).toMatchObject({ text: 'Before, line 1: ssa' });
    expect(cards.at(-1)?.evidence).toHaveLength(2);
  });

  it('are there for a text that cannot be read in full, which they say', async () => {
    const { sequences, problems } = await drawn(
      'sequence s { everolimus -> on on ] }\nsequence t { sunitinib }',
    );
    expect(problems.length).toBeGreaterThan(0);
    expect(sequences.map(({ problem }) => problem !== null)).toEqual([true, false]);
    expect((await drawn('')).sequences).toEqual([]);
    expect(
      first((await drawn('sequence s { }')).sequences).cards.map(({ regimen }) => regimen),
    ).toContain('…');
  });
});

describe('preferences and avoidances', () => {
  const more = `${example}
avoid cabozantinib after everolimus for advanced_pnet
avoid sunitinib after everolimus or ssa for advanced_pnet
avoid surgery for advanced_pnet
prefer nowhere over chemo_first
`;

  it('have the verdict of the checks, and lead to the study and the text', async () => {
    const { recommendations } = await drawn(more);
    const shown = recommendations.map(({ text, verdict, source: { study }, findings }) => [
      text,
      verdict,
      study,
      findings.map(({ code }) => code).join(' '),
    ]);
    expect(shown).toEqual([
      ['Prefer everolimus_first over chemo_first', 'not shown', 'SEQTOR', 'order-not-shown'],
      ['Avoid palbociclib after everolimus', 'supported', 'PALBONET', ''],
      ['Avoid cabozantinib after everolimus', 'against', 'CABINET', 'avoid-against-evidence'],
      ['Avoid sunitinib after everolimus', 'supported', 'Angelousi 2017', 'avoid-against-evidence'],
      [
        'Avoid sunitinib after somatostatin analogue',
        'against',
        'SUN1111',
        'avoid-against-evidence',
      ],
      ['Avoid surgery', 'not appraised', null, ''],
      ['Prefer nowhere over chemo_first', 'not appraised', null, 'unknown-name'],
    ]);
    const [preference, avoidance] = recommendations;
    expect(preference).toMatchObject({
      graded: '[I, A] @SEQTOR',
      reason: expect.stringContaining('found no difference'),
    });
    expect(preference?.range.start).toEqual({ line: 41, character: 0 });
    expect(avoidance?.source.links.map(({ url }) => url)).toContain(
      'https://doi.org/10.1634/theoncologist.2020-0033',
    );
  });

  it('object to an advice against what the base supports exactly where the check does', async () => {
    const treatments = [
      'everolimus',
      'sunitinib',
      'cabozantinib',
      'capecitabine + temozolomide',
      '177Lu-dotatate',
      'palbociclib',
      'ssa',
    ];
    const population = 'population q { tumour pancreatic-net  grade G1, G2 }\n';
    for (const avoided of treatments) {
      const lines = treatments.map((before) => `avoid ${avoided} after ${before} for q\n`);
      for (const { verdict, findings } of (await drawn(population + lines.join('')))
        .recommendations)
        expect(findings.some(({ code }) => code === 'avoid-against-evidence')).toBe(
          verdict === 'against',
        );
    }
  });

  it('stand in the picture, its description and the page with the same words', async () => {
    const preview = await drawn(more);
    const root = readXml(pictureOfFile(preview, 'x.sequitur').svg);
    const lines = elementsOf(root).filter(
      ({ attributes }) => attributes['data-recommendation'] !== undefined,
    );
    const page = previewPage(preview, 'x.sequitur');
    const description = textOf(elementsOf(root).find(({ name }) => name === 'desc') ?? root);
    expect(lines).toHaveLength(preview.recommendations.length);
    for (const [index, { text, word, reason }] of preview.recommendations.entries()) {
      expect(textOf(lines[index] ?? root)).toContain(text);
      expect(textOf(lines[index] ?? root)).toContain(word);
      expect(compact(textOf(root))).toContain(compact(reason.slice(1)));
      expect(description).toContain(text);
      expect(page).toContain(`<strong>${text}</strong>`);
    }
  });

  it('are counted where there are more than one reads', async () => {
    const { recommendations, recommendationsLeftOut } = await drawn(
      `sequence s { ssa }\n${'prefer s over s\n'.repeat(mostRecommendations + 3)}`,
    );
    expect(recommendations).toHaveLength(mostRecommendations);
    expect(recommendationsLeftOut).toBe(3);
  });
});

describe('the legend', () => {
  it('holds every look that a support can have', () => {
    const flags = [[], ['disputed'], ['excluded']] as const;
    for (const rung of rungs)
      for (const each of flags) {
        const look = lookOf({ rung, direction: 'supports', flags: each });
        const fits = legendTexts.filter(
          (entry) =>
            entry.look.line === look.line &&
            (look.line === 'crossed' || entry.look.weight === look.weight),
        );
        expect(fits).toHaveLength(1);
      }
  });
});

describe('a picture and a page that stand alone', () => {
  it('name themselves, their base and their purpose', async () => {
    const preview = await drawn(example);
    const { svg, width, height } = pictureOfFile(preview, 'pancreatic-net.sequitur');
    const root = readXml(svg);
    const named = (name: string) => elementsOf(root).find((element) => element.name === name);
    expect(root.attributes).toMatchObject({
      width: String(width),
      height: String(height),
      role: 'img',
    });
    expect(textOf(named('title') ?? root)).toBe(preview.title);
    const description = textOf(named('desc') ?? root);
    expect(description).toContain(
      'After everolimus: retrospective only, no difference shown, ceiling ESMO IV',
    );
    expect(description).toContain(purposeInShort);
    expect(named('style')).toBeDefined();
    const page = previewPage(preview, 'pancreatic-net.sequitur');
    expect(page).toContain(`<p class="purpose">${purposeInShort}</p>`);
    expect(page).toContain('as of 2026-06-30');
    expect(page).not.toMatch(/<script|\son\w+=|(?:src|href)="http:/);
    for (const { evidence, svg: picture } of preview.sequences) {
      expect(page).toContain(picture);
      for (const { here } of evidence) expect(page).toContain(`<td>${here.highest}</td>`);
    }
  });
});

describe('a large file', () => {
  const long = (steps: number) =>
    `sequence long { ${Array.from({ length: steps }, (_, index) => (index % 2 === 0 ? 'everolimus' : 'sunitinib rechallenge')).join(' -> ')} }\n`;

  it('is drawn around the cursor, and says what is left out', async () => {
    const text = `${long(300)}sequence short { everolimus -> sunitinib on progression }\n`;
    const at = text.indexOf('sunitinib', text.length / 2);
    const { sequences, leftOut } = await drawn(text, at);
    const [picture] = sequences;
    expect(sequences).toHaveLength(1);
    expect(picture?.cards.filter(({ kind }) => kind === 'step')).toHaveLength(mostSteps);
    expect(picture?.stepsLeftOut).toBe(300 - mostSteps);
    expect(picture?.cards[0]).toMatchObject({ kind: 'omitted' });
    const lines = picture?.cards.flatMap(({ range }) => range?.start.character ?? []) ?? [];
    expect(Math.min(...lines)).toBeLessThan(at);
    expect(Math.max(...lines)).toBeGreaterThan(at);
    expect(leftOut.map(({ heading, steps }) => ({ heading, steps }))).toEqual([
      { heading: 'short', steps: 2 },
    ]);
    const there = await drawn(text, text.indexOf('short') + 2);
    expect(there.sequences.map(({ name }) => name)).toEqual(['short']);
    expect(there.leftOut.map(({ heading }) => heading)).toEqual(['long']);
  });

  it('never has more arrows than can be read', async () => {
    const choice = `any of { ${['everolimus', 'sunitinib', 'cabozantinib', 'surufatinib', 'lanreotide', 'octreotide', 'pazopanib', 'axitinib'].join(', ')} }`;
    const { sequences } = await drawn(
      `sequence s { ${Array.from({ length: 7 }, () => choice).join(' -> ')} }`,
    );
    const arrows = first(sequences).arrows.length;
    expect(arrows).toBeGreaterThan(mostArrows / 2);
    expect(arrows).toBeLessThanOrEqual(mostArrows + 8);
  });
});
