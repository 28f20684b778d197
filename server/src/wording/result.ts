/** A result as a message tells it: with its figures, or with the verdict of its authors where no figure was printed. */
import { effectInWords } from '../appraisal/explain.ts';
import type { IndexedFinding } from '../evidence/base-types.ts';

/** `PFS 16.4 vs 11.3 months, HR 0.77 (0.59–1.00)`; `ORR: the authors found no detectable activity`. */
export function resultInWords(found: IndexedFinding): string {
  const effect = effectInWords(found);
  return effect === found.finding.outcome ? `${effect}: the base holds no figure` : effect;
}
