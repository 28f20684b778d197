/**
 * What moved between two dates as a Markdown page: the orders of two treatments, before and after,
 * and the reports that moved them.
 */

import { isStudied } from '../../appraisal/rungs.ts';
import { labelOfKey } from '../../model/treatment-label.ts';
import { counted } from '../../text/counted.ts';
import { code, escaped, paragraphs } from '../../text/markdown-escape.ts';
import { baseInWords } from '../../wording/base.ts';
import { purpose } from '../../wording/purpose.ts';
import { because, type ChangesPage, standingInWords } from '../changes.ts';
import type { Change } from '../treatment-pairs.ts';

/** `byClass` is `null` where only named treatments were asked about. */
type ChangesToShow = Omit<ChangesPage, 'byClass'> & {
  readonly byClass: readonly Change[] | null;
};

/**
 * The page. Pairs that stay below a study of their order are counted, not listed, as on the command
 * line.
 */
export function changesMarkdown(page: ChangesToShow): string {
  const { base, from, to, where, byClass } = page;
  const below = (byClass ?? []).filter((change) => !ofTheOrder(change)).length;
  return `${paragraphs(
    `# What the base carries, ${from} and ${to}`,
    `Second treatment on progression after the first. Population: ${code(where)}.`,
    byClass !== null && section('By class', byClass, page),
    section('By treatment', page.byTreatment, page),
    below > 0 &&
      `${counted(below, 'more pair', 'more pairs')} of classes moved without a study of this order.`,
    'A change is a change of the base, not of the best treatment. The ceiling is what the evidence carries at most, not a level.',
    '---',
    `${escaped(baseInWords(base))} of ${base.release.date}. ${purpose}`,
  )}\n`;
}

const ofTheOrder = ({ before, after }: Change): boolean =>
  isStudied(before.rung) || isStudied(after.rung);

function section(title: string, all: readonly Change[], { base, from, to }: ChangesToShow): string {
  const shown = all.filter(ofTheOrder);
  if (shown.length === 0) return `## ${title}\n\nNothing moved.`;
  const cells = (change: Change): readonly string[] => [
    `${labelOfKey(base, change.from)} → ${labelOfKey(base, change.to)}`,
    standingInWords(base, change.before),
    standingInWords(base, change.after),
    because(change.because, change),
  ];
  const rows = shown.map((change) => `| ${cells(change).map(escaped).join(' | ')} |`);
  return [
    `## ${title}\n`,
    `| first → next | ${from} | ${to} | because of |`,
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
