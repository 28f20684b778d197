/** The sentences of a gap map. What is not in the base is never said to be unknown; a map is no advice. */

import { rungName } from '../../appraisal/rungs.ts';
import { type Rung, rungs } from '../../appraisal/support-types.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import { counted } from '../../text/counted.ts';
import { baseInWords } from '../../wording/base.ts';
import { lookOf } from '../../wording/look.ts';
import { purpose } from '../../wording/purpose.ts';
import { excludedInWords, verdictWords } from '../../wording/support.ts';
import type { Standing } from '../treatment-pairs.ts';
import type { GapTotal } from './gap-map.ts';

/** `streptozocin + 5-fluorouracil` with the labels people read. */
export const treatmentLabel = (base: Base, key: string): string =>
  key
    .split(' + ')
    .map((id) => base.label(id))
    .join(' + ');

/** The head of the row of first steps. */
export const firstStepLabel = 'first systemic therapy';

/** `sunitinib after everolimus`, `sunitinib as first systemic therapy`. */
export function pairInWords(base: Base, from: string | null, to: string): string {
  return from === null
    ? `${treatmentLabel(base, to)} as ${firstStepLabel}`
    : `${treatmentLabel(base, to)} after ${treatmentLabel(base, from)}`;
}

/** The sign of a cell whose studies kept the previous treatment out. */
export const excludedMark = '⊘';

/** What the signs of the order tables mean, and that of an exclusion. */
export const marks = [
  { mark: '+', meaning: 'supports' },
  { mark: '=', meaning: 'no difference' },
  { mark: '-', meaning: 'disputes' },
  { mark: '!', meaning: 'disputed by another finding' },
  { mark: excludedMark, meaning: excludedInWords },
] as const;

/** The mark of a cell (`mark` of the order tables) in words. */
export function markInWords(
  { direction, disputed }: Pick<Standing, 'direction' | 'disputed'>,
  excluded = false,
): string {
  const words = [...verdictWords({ direction, disputed }), ...(excluded ? [excludedInWords] : [])];
  return words.join(', ');
}

/** `S2 randomised after failure`. */
export const rungInWords = (
  { ladder }: Pick<Base, 'ladder'>,
  rung: Rung,
  firstStep: boolean,
): string => `${rung} ${rungName(ladder, rung, 'position', firstStep)}`;

/** Rungs that a reader counts together: how the place was studied, if it was. */
const fills: readonly { readonly rungs: readonly Rung[]; readonly words: string }[] = [
  { rungs: ['S1', 'S2', 'S3', 'S4'], words: 'a randomised study of this place (S1 to S4)' },
  { rungs: ['S5'], words: 'a prospective one without comparison (S5)' },
  { rungs: ['S6'], words: 'retrospective ones alone (S6)' },
];

/** How many cells have each rung, the best first; rungs without a cell are left out. */
export function totalsOf(
  { ladder }: Pick<Base, 'ladder'>,
  rungsOfCells: readonly Rung[],
): readonly GapTotal[] {
  return rungs.map((rung) => ({
    rung,
    name: rungName(ladder, rung, 'position'),
    look: lookOf({ rung, direction: null, flags: [] }),
    count: rungsOfCells.filter((one) => one === rung).length,
  }));
}

/** How far the field is filled: `As of 2016-04-10: of 36 pairs, 5 rest on a randomised study of this place (S1 to S4), …`. */
export function totalsInWords(totals: readonly GapTotal[], asOf: IsoDate): string {
  const all = totals.reduce((sum, { count }) => sum + count, 0);
  const of = (wanted: readonly Rung[]): number =>
    totals.filter(({ rung }) => wanted.includes(rung)).reduce((sum, { count }) => sum + count, 0);
  const filled = fills.map(
    ({ rungs: own, words }, index) => `${of(own)}${index === 0 ? ' rest' : ''} on ${words}`,
  );
  const elsewhere = of(['S7', 'S8', 'S9']);
  const absent = of(['SX']);
  return `As of ${asOf}: of ${counted(all, 'pair')}, ${filled.join(', ')}. For ${elsewhere} the base knows only another place, tumour or agent, or a rationale (S7 to S9); ${absent} ${absent === 1 ? 'is' : 'are'} not in the base.`;
}

/** What the reader must know before reading a cell. */
export function notesOf(base: Base, asOf: IsoDate): readonly string[] {
  return [
    'Rows: the previous treatment, on which the tumour progressed. Columns: the next one. A cell says how directly this order was studied, not which treatment is better; a class is judged by its best-studied member.',
    `${baseInWords(base)} as of ${asOf}. “Not in the base” says nothing about what exists outside it. A level is a ceiling: the most that the base can carry.`,
    purpose,
  ];
}
