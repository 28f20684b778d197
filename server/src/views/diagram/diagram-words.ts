/** The words of a support in a preview. Figures, names and citations come from the base. */

import type { Rung, Support } from '../../appraisal/support-types.ts';
import { rungs } from '../../appraisal/support-types.ts';
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type {
  Base,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
  IsoDate,
} from '../../evidence/base-types.ts';
import { linksOf, vancouver } from '../../evidence/cite.ts';
import { labelOf, labelOfKey } from '../../model/treatment-label.ts';
import { capital } from '../../text/capital.ts';
import { effectInWords } from '../../wording/effect.ts';
import { ceilingInBrief, highestInWords } from '../../wording/gradings.ts';
import { type Look, lookOf } from '../../wording/look.ts';
import { visibleReports } from '../../wording/study.ts';
import { supportName } from '../../wording/support.ts';
import { placeOfTherapy } from '../../wording/transition.ts';
import type { FileSettings } from '../../workspace/file-settings.ts';
import type { StudyWords, SupportWords } from './diagram.ts';

/** With what the words of a support are found. */
export interface Judging {
  readonly base: Base;
  readonly asOf: IsoDate;
  readonly grading: FileSettings['grading'];
}
type Kind = 'agent' | 'position';

/** `capecitabine + temozolomide` for the ids of a regimen that stands for its class. */
export function supportInWords(
  support: Support,
  kind: Kind,
  firstStep: boolean,
  { base, asOf, grading }: Judging,
): SupportWords {
  const [best] = support.carriedBy;
  const member = best?.member ?? best?.through ?? null;
  const words = studyInWords(best?.study, best?.findings[0], asOf);
  return {
    rung: support.rung,
    word: supportName(base, support, { kind, asOf, firstStep }),
    ceiling: ceilingInBrief(base, support.ceiling, base.gradings.get(grading)),
    highest: highestInWords(base, support.ceiling, base.gradings.get(grading)) ?? 'consensus only',
    look: lookOf(support),
    ...words,
    study:
      words.study === null || member === null
        ? words.study
        : `${words.study} by ${labelOfKey(base, member)}`,
  };
}

/**
 * A study with the finding that is told of it, and where to read both; without a finding, its
 * latest report by the date.
 */
export function studyInWords(
  study: IndexedStudy | undefined,
  finding: IndexedFinding | undefined,
  asOf: IsoDate,
): StudyWords {
  const report =
    study === undefined ? undefined : (finding?.report ?? visibleReports(study, asOf).at(-1));
  const source = report === undefined ? null : sourceOf(report);
  return {
    study: study?.study.acronym ?? null,
    n: finding?.finding.n ?? study?.study.population.n ?? null,
    effect: finding === undefined ? null : effectInWords(finding),
    citation: source?.citation ?? null,
    links: source?.links ?? [],
  };
}

type Source = Pick<StudyWords, 'citation' | 'links'>;
/** A long sequence cites the same few reports at every step. */
const sources = new WeakMap<IndexedReport, Source>();
function sourceOf(report: IndexedReport): Source {
  const known = sources.get(report);
  if (known !== undefined) return known;
  const found = {
    citation: vancouver(report.report.citation),
    links: linksOf(report).filter(({ url }) => url.startsWith('https://')),
  };
  sources.set(report, found);
  return found;
}

/** `Angelousi 2017 (n = 31), PFS HR 0.94 (0.45–1.97)`; `null` where no study carries it. */
export function carrierInWords({ study, n, effect }: StudyWords): string | null {
  if (study === null) return null;
  return `${study}${n === null ? '' : ` (n = ${n})`}${effect === null ? '' : `, ${effect}`}`;
}

/** `Sunitinib after everolimus`, `Everolimus as first systemic therapy`. */
export function headingOf({ transition }: AppraisedTransition, base: Base): string {
  return `${capital(labelOf(base, transition.treatment))} ${placeOfTherapy(base, transition)}`;
}

/** The transition whose place is supported least directly. */
export function weakest(
  transitions: readonly AppraisedTransition[],
): AppraisedTransition | undefined {
  const rank = (rung: Rung) => rungs.indexOf(rung);
  return transitions.toSorted(
    (a, b) => rank(b.appraisal.position.rung) - rank(a.appraisal.position.rung),
  )[0];
}

/** What each kind of line says. Every look that a support can have is one of these. */
export const legendTexts: readonly { readonly look: Look; readonly text: string }[] = [
  { look: { line: 'solid', weight: 'thick', shade: 5 }, text: 'randomised here' },
  { look: { line: 'solid', weight: 'normal', shade: 3 }, text: 'prospective' },
  { look: { line: 'dashed', weight: 'normal', shade: 2 }, text: 'retrospective' },
  {
    look: { line: 'dotted', weight: 'normal', shade: 1 },
    text: 'not studied after this step, or indirect',
  },
  {
    look: { line: 'dotted', weight: 'thin', shade: 0 },
    text: 'rationale only, or not in the base',
  },
  { look: { line: 'crossed', weight: 'normal', shade: 2 }, text: 'excluded or disputed' },
];
