/** A document beside an earlier form of it, or beside itself at an earlier date. */
import type { FileResult } from '../../checks/result-types.ts';
import { embeddedBase } from '../../evidence/base.ts';
import { comparisonHtml, type DrawnPair } from '../../output/panel/comparison-html.ts';
import { panelStyle } from '../../output/panel/style.ts';
import { Lines } from '../../text/lines.ts';
import type { Picture } from '../../views/diagram/diagram.ts';
import type { CardMark } from '../../views/diagram/mark.ts';
import { previewOf } from '../../views/diagram/preview.ts';
import { diffOf } from '../../views/diff/diff.ts';
import type { Change, Diff } from '../../views/diff/schema.ts';
import { snapshotOfResults } from '../../views/snapshot/snapshot.ts';
import type { SnapshotFile } from '../../views/snapshot/types.ts';
import { cardMark } from '../../wording/comparison.ts';
import type { PanelPage } from './panel-page.ts';

/** One side of a comparison of a document. */
export interface ComparedSide {
  /** A revision, a date, or what the editor holds. */
  readonly name: string;
  /** `null` where the document is not there. */
  readonly result: FileResult | null;
}

/** The page that compares two versions of a document. */
export function comparisonPage(
  before: ComparedSide,
  after: ComparedSide,
  {
    title,
    tool,
    datesAsked,
  }: { readonly title: string; readonly tool: string; readonly datesAsked: boolean },
): PanelPage {
  const [left, right] = [before, after].map(({ result }) =>
    snapshotOfResults(result === null ? [] : [{ result, path: title }], tool),
  );
  if (left === undefined || right === undefined) throw new Error('a comparison has two sides');
  const diff = diffOf(
    { name: before.name, snapshot: left },
    { name: after.name, snapshot: right },
    {
      ...{ tool, single: true, datesAsked },
      base: after.result?.base ?? before.result?.base ?? embeddedBase(),
    },
  );
  const [was, is] = [
    drawnWith(before.result, left.files[0], marksOf(diff, 'before')),
    drawnWith(after.result, right.files[0], marksOf(diff, 'after')),
  ];
  const { pairs, unchanged } = pairsOf(was, is);
  const lines = is.flatMap(({ lineOf }) => [...lineOf]);
  const lineOf = new Map(lines);
  return {
    title: `${title}: ${before.name} → ${after.name}`,
    html: comparisonHtml({
      ...{ diff, pairs, unchanged },
      lineOf: ({ ids }) => (ids.after === null ? null : (lineOf.get(ids.after) ?? null)),
    }),
    style: panelStyle,
  };
}

/** The gravest change of each step by its id on that side; changes come gravest first. */
function marksOf({ changes }: Diff, side: 'before' | 'after'): ReadonlyMap<string, CardMark> {
  const marks = new Map<string, CardMark>();
  for (const change of changes) {
    const id = change.ids[side];
    if (id !== null && !marks.has(id)) marks.set(id, markOf(change));
  }
  return marks;
}
const markOf = ({ kind, direction }: Change): CardMark => ({
  kind: kind === 'added' || kind === 'removed' ? kind : direction.replace(' ', '-'),
  text: cardMark(kind, direction),
});

interface DrawnSequence {
  readonly id: string;
  readonly picture: Picture;
  readonly isMarked: boolean;
  /** Lines of its steps, by id. */
  readonly lineOf: ReadonlyMap<string, number>;
}

/** Drawn twice: where the cards of the steps are is known only then. */
function drawnWith(
  result: FileResult | null,
  file: SnapshotFile | undefined,
  marks: ReadonlyMap<string, CardMark>,
): readonly DrawnSequence[] {
  if (result === null || result.bound === null || file === undefined) return [];
  const { bound, base, transitions, diagnostics } = result;
  const lines = new Lines(bound.source.text);
  const options = {
    ...{ bound, base, transitions, diagnostics, at: null },
    range: (span: Parameters<Lines['range']>[0]) => lines.range(span),
  };
  const stepOfCard = new Map<string, string>();
  const sequences = new Map(file.sequences.map((one) => [file.names.sequences[one.id] ?? '', one]));
  for (const { name, cards } of previewOf(options).sequences) {
    const steps = sequences.get(name)?.steps ?? [];
    const drawn = cards.filter(({ kind }) => kind === 'step');
    // Of a long sequence some cards are left out, and a card then has no step to be known by.
    if (drawn.length !== steps.length) continue;
    for (const [index, { id }] of drawn.entries()) stepOfCard.set(id, steps[index]?.id ?? '');
  }
  const { sequences: pictures } = previewOf({
    ...options,
    markOf: (card) => marks.get(stepOfCard.get(card) ?? ''),
  });
  return pictures.map((picture) => {
    const lineOf = new Map<string, number>();
    for (const { id, range } of picture.cards) {
      const step = stepOfCard.get(id);
      if (step !== undefined && range !== null) lineOf.set(step, range.start.line);
    }
    const id = sequences.get(picture.name)?.id ?? picture.id;
    return {
      id,
      picture,
      lineOf,
      isMarked: marks.has(id) || [...lineOf.keys()].some((step) => marks.has(step)),
    };
  });
}

/** Sequences with a change, side by side. */
function pairsOf(
  before: readonly DrawnSequence[],
  after: readonly DrawnSequence[],
): { readonly pairs: readonly DrawnPair[]; readonly unchanged: number } {
  const partnerOf = ({ id, picture }: DrawnSequence): DrawnSequence | undefined =>
    before.find((one) => one.id === id) ?? before.find((one) => one.picture.name === picture.name);
  const paired = new Set<DrawnSequence>();
  const pairs: DrawnPair[] = [];
  let unchanged = 0;
  for (const one of after) {
    const partner = partnerOf(one);
    if (partner !== undefined) paired.add(partner);
    if (partner !== undefined && !one.isMarked && !partner.isMarked) unchanged++;
    else
      pairs.push({
        heading: one.picture.heading,
        before: partner?.picture.svg ?? null,
        after: one.picture.svg,
      });
  }
  for (const one of before)
    if (!paired.has(one))
      pairs.push({ heading: one.picture.heading, before: one.picture.svg, after: null });
  return { pairs, unchanged };
}
