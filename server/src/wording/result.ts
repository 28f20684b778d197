/** A result as a message tells it: with its figures, or with the verdict of its authors where no figure was printed. */
import { effectInWords } from '../appraisal/explain.ts';
import type { IndexedFinding } from '../evidence/base-types.ts';

/** `PFS 16.4 vs 11.3 months, HR 0.77 (0.59–1.00)`; `ORR: the authors found no detectable activity`. */
export function resultInWords(found: IndexedFinding): string {
  const { basis, statistics, outcome } = found.finding;
  const effect = effectInWords(found);
  if (statistics.length > 0 && effect !== outcome) return effect;
  const verdict = basis ?? found.finding.note;
  return verdict === undefined
    ? `${effect}: the base holds no figure`
    : `${effect}: ${decapitalised(verdict.replace(/\.$/, ''))}`;
}

/** `The authors found` → `the authors found`; a name or an abbreviation keeps its capital. */
const decapitalised = (text: string): string =>
  /^(?:The|A|An|No|In|Of|With)\s/.test(text)
    ? `${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : text;
