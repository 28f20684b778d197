/** What a step, preference or avoidance claims: its clauses in one place, with the cited reports resolved against the base and the date. */

import { visibleFindings } from '../appraisal/direction.ts';
import { question } from '../appraisal/initial-rung.ts';
import type { Candidate } from '../appraisal/support-types.ts';
import { weighDesign } from '../appraisal/weigh-study.ts';
import type { Base, IndexedReport, IndexedStudy, IsoDate } from '../evidence/base-types.ts';
import { type Grading, type GradingId, splitGrade } from '../evidence/gradings.ts';
import type { Transition } from '../model/bound-file.ts';
import type * as syntax from '../syntax/tree.ts';

/** A bracket with what its system makes of it. */
export interface GradeClaim {
  /** The grading system that the bracket names, as written; `null` for the file's. */
  readonly system: string | null;
  /** What it is judged in: the system that it names, else the file's; `null` for a name that the base does not know. */
  readonly grading: Grading | null;
  /** As written, words joined by a space; of one word that holds both (`A-1b`), the level alone. */
  readonly level: string;
  readonly strength: string | null;
  readonly span: syntax.Span;
  readonly levelSpan: syntax.Span;
  readonly strengthSpan: syntax.Span | null;
}
/** A citation with what the base holds of it. */
export interface Cited {
  readonly key: string;
  readonly span: syntax.Span;
  /** `null` for a key the base does not know. */
  readonly study: IndexedStudy | null;
  /** The report the key names; `null` for the whole study. */
  readonly report: IndexedReport | null;
  /** Some report of the study with a finding (or the one named) is public by the date. */
  readonly public: boolean;
}
/** A strength in words: `recommended`, `suggested`. */
interface VerbClaim {
  readonly verb: syntax.Verb;
  readonly span: syntax.Span;
}
/** A consensus with its votes as written. */
export interface ConsensusClaim {
  readonly agreed: number | null;
  readonly asked: number | null;
  readonly percent: number | null;
  readonly text: string | null;
  readonly span: syntax.Span;
}
/** What a step, a preference or an avoidance says that it rests on. */
export interface Claims {
  readonly grade: GradeClaim | null;
  readonly here: GradeClaim | null;
  readonly verb: VerbClaim | null;
  readonly cited: readonly Cited[];
  readonly outcomes: readonly { readonly outcome: string; readonly span: syntax.Span }[];
  readonly consensus: ConsensusClaim | null;
  readonly because: readonly string[];
  readonly cautions: readonly string[];
  readonly extrapolatedFrom: syntax.Word | null;
}

const spanOf = (words: readonly syntax.Word[], fallback: syntax.Span): syntax.Span => {
  const first = words[0];
  const last = words[words.length - 1];
  return first === undefined || last === undefined
    ? fallback
    : { start: first.start, end: last.end };
};

/** What brackets are read with: the base's grading systems, and the one that the file grades with. */
interface GradingScope {
  readonly base: Pick<Base, 'gradings'>;
  readonly grading: GradingId;
}

/** A bracket as its own system reads it. */
export function gradeClaim(
  { base: { gradings }, grading: ofFile }: GradingScope,
  grade: syntax.Grade,
): GradeClaim {
  const system = grade.system?.text ?? null;
  const grading = system === null ? gradings.get(ofFile) : (gradings.named(system) ?? null);
  const claim: GradeClaim = {
    ...{ system, grading },
    level: grade.level.map((word) => word.text).join(' '),
    strength: grade.strength?.text ?? null,
    span: { start: grade.start, end: grade.end },
    levelSpan: spanOf(grade.level, grade),
    strengthSpan: grade.strength,
  };
  const [word, ...others] = grade.level;
  if (grading === null || word === undefined || others.length > 0 || grade.strength !== null)
    return claim;
  const split = splitGrade(grading, word.text);
  if (split === null) return claim;
  const spanIn = (part: string): syntax.Span => {
    const start = word.start + word.text.indexOf(part);
    return { start, end: start + part.length };
  };
  return {
    ...{ ...claim, ...split },
    ...{ levelSpan: spanIn(split.level), strengthSpan: spanIn(split.strength) },
  };
}

function cite(base: Base, asOf: IsoDate, clause: syntax.Span & { readonly key: string }): Cited {
  const target = base.cite(clause.key);
  const span = { start: clause.start, end: clause.end };
  if (target === undefined)
    return { key: clause.key, span, study: null, report: null, public: false };
  const isPublic =
    target.report === null
      ? visibleFindings(target.study, asOf).length > 0 ||
        target.study.reports.some((report) => report.date <= asOf)
      : target.report.date <= asOf;
  return { key: clause.key, span, study: target.study, report: target.report, public: isPublic };
}

const known = new Map<string, string>([
  ['pfs', 'PFS'],
  ['os', 'OS'],
  ['orr', 'ORR'],
  ['qol', 'QoL'],
  ['symptoms', 'symptoms'],
]);

/** `nccn: ` for a bracket that names its system, so that what is proposed in its place names it too. */
export const ofSystem = ({ system }: Pick<GradeClaim, 'system'>): string =>
  system === null ? '' : `${system}: `;

/** What clauses are read with: the base, the date, and the file's grading system. */
export interface ClaimsScope extends GradingScope {
  readonly base: Base;
  readonly asOf: IsoDate;
}

/** Gathers clauses; of a clause given twice the first counts (the parser reports the second). */
export function claimsOf(
  { base, asOf, grading: ofFile }: ClaimsScope,
  clauses: readonly syntax.Clause[],
): Claims {
  let grade: GradeClaim | null = null;
  let here: GradeClaim | null = null;
  let verb: VerbClaim | null = null;
  let consensus: ConsensusClaim | null = null;
  let extrapolatedFrom: syntax.Word | null = null;
  const cited: Cited[] = [];
  const outcomes: { outcome: string; span: syntax.Span }[] = [];
  const because: string[] = [];
  const cautions: string[] = [];
  for (const clause of clauses) {
    switch (clause.kind) {
      case 'grade':
        grade ??= gradeClaim({ base, grading: ofFile }, clause.grade);
        break;
      case 'here':
        if (clause.grade !== null) here ??= gradeClaim({ base, grading: ofFile }, clause.grade);
        break;
      case 'verb':
        verb ??= { verb: clause.verb, span: { start: clause.start, end: clause.end } };
        break;
      case 'citation':
        cited.push(cite(base, asOf, clause));
        break;
      case 'improves':
        for (const word of clause.outcomes)
          outcomes.push({
            outcome: known.get(word.text.toLowerCase()) ?? word.text,
            span: { start: word.start, end: word.end },
          });
        break;
      case 'consensus':
        consensus ??= {
          agreed: clause.agreed,
          asked: clause.asked,
          percent: clause.percent,
          text: clause.text?.value ?? null,
          span: { start: clause.start, end: clause.end },
        };
        break;
      case 'because':
        if (clause.text !== null) because.push(clause.text.value);
        break;
      case 'caution':
        if (clause.text !== null) cautions.push(clause.text.value);
        break;
      case 'extrapolated':
        extrapolatedFrom ??= clause.from;
        break;
      case 'trigger':
      case 'with':
      case 'optionally':
      case 'dose':
      case 'rechallenge':
      case 'accept':
        break;
    }
  }
  return { grade, here, verb, cited, outcomes, consensus, because, cautions, extrapolatedFrom };
}

type Weighed = { readonly agent: Candidate; readonly position: Candidate };
/** A study weighs the same for the same transition and date; documents cite the same few studies at many steps. */
const weighed = new WeakMap<IndexedStudy, Map<string, Weighed | null>>();
const mostRemembered = 5_000;

/** Both sides of a cited study for this transition, by its rules alone where the base holds no result; `null` when it never gave the treatment. */
export function weighCited(
  base: Base,
  asOf: IsoDate,
  transition: Transition,
  study: IndexedStudy,
): Weighed | null {
  let known = weighed.get(study);
  if (known === undefined || known.size > mostRemembered) {
    known = new Map();
    weighed.set(study, known);
  }
  const key = `${asOf}|${transition.key}`;
  let found = known.get(key);
  if (found === undefined) {
    found = weighDesign(question(base, asOf, transition), study);
    known.set(key, found);
  }
  return found;
}
