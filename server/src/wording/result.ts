/**
 * A result as a message tells it: with its figures, or with the verdict of its authors where no
 * figure was printed.
 */

import type { IndexedFinding } from '../evidence/base-types.ts';
import { effectInWords } from './effect.ts';

/**
 * The same with the verdict, where two figures stand side by side without an interval or a p value
 * and would read as a difference: `60-month OS 56.8 vs 36.6 %, not significant`.
 */
export function resultAndVerdict(found: IndexedFinding): string {
  const { direction, statistics } = found.finding;
  const isTested = statistics.some(({ ci, p }) => ci !== undefined || p !== undefined);
  const said = resultInWords(found);
  return direction === 'neutral' && statistics.length > 0 && !isTested
    ? `${said}, not significant`
    : said;
}

/**
 * `PFS 16.4 vs 11.3 months, HR 0.77 (0.59–1.00)`; `ORR: the authors found no detectable activity`.
 */
export function resultInWords(found: IndexedFinding): string {
  const effect = effectInWords(found);
  return effect === found.finding.outcome ? `${effect}: the base holds no figure` : effect;
}
