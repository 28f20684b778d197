/**
 * One study's bearing on a transition, for each of the two questions. The rung follows from the design, the arms and the coded
 * prior-therapy contexts; every facet that was looked at is written down.
 */
import type { Base, IndexedFinding, IndexedStudy, IsoDate, PriorTherapyContext } from '../evidence/model.ts';
import type { Transition, Treatment } from '../project/model.ts';
import { capsOf, type Place } from './caps.ts';
import { coverage, tumourApplies, tumourFit, tumoursAsked, tumoursInWords } from './coverage.ts';
import { type Asked, deciding, isSuperseded, ranked, type SidedFinding, scopeOf, sidedFindings, visibleFindings } from './direction.ts';
import { ceilingOf } from './grading/ceilings.ts';
import { contains, matchRegimen, type Occurrence, occurrences } from './match.ts';
import type { Candidate, Direction, Facet, Flag, Rung } from './model.ts';
import { type Cap, type Coverage, covers, naive, naivePercent, reportedShare, shareInWords, visibleContexts } from './prior.ts';

export interface Question {
  readonly base: Base;
  readonly asOf: IsoDate;
  readonly transition: Transition;
  readonly tumours: ReadonlySet<string>;
}
export function question(base: Base, asOf: IsoDate, transition: Transition): Question {
  return { base, asOf, transition, tumours: tumoursAsked(base, transition.population.region) };
}

/** What the design and contexts give before any cap. */
interface Ground {
  readonly rung: Rung;
  readonly flags: readonly Flag[];
  readonly facets: readonly Facet[];
  readonly share: string | null;
  readonly through: string | null;
  readonly interactionTested: boolean;
  /** The context the rung rests on. */
  readonly context: PriorTherapyContext | null;
  /** The study gave the two treatments in this order: end points over both speak first. */
  readonly inOrder: boolean;
}
const ground = (rung: Rung, facets: readonly Facet[], rest: Partial<Ground> = {}): Ground => ({
  rung,
  flags: [],
  share: null,
  through: null,
  interactionTested: false,
  context: null,
  inOrder: false,
  ...rest,
  facets,
});
const facet = (name: Facet['facet'], statement: string, decided = false): Facet => ({ facet: name, statement, decided });
const rungNumber = (rung: Rung): number => (rung === 'SX' ? 10 : Number(rung.slice(1)));

/** The rungs that a design can reach: compared by allocation, prospective without comparison, retrospective. */
type DesignClass = 'compared' | 'prospective' | 'retrospective';

function designClass(
  { base, transition, tumours }: Question,
  study: IndexedStudy,
  { arm, step }: Occurrence,
): { readonly kind: DesignClass; readonly statement: string } | null {
  const { design } = study.study;
  switch (design) {
    case 'randomised-sequence':
    case 'randomised-controlled': {
      const others = study.study.arms.filter(
        (other) =>
          other.id !== arm.id &&
          (other.tumour === undefined || arm.tumour === undefined || other.tumour === arm.tumour) &&
          (other.tumour === undefined || tumourApplies(base, tumours, other.tumour)),
      );
      const at = (other: (typeof others)[number]): readonly string[] => other.sequence?.[step ?? 0] ?? other.regimen ?? other.pooled ?? [];
      if ((step ?? 0) === 0 && others.some((other) => !contains(base, at(other), transition.treatment)))
        return { kind: 'compared', statement: 'randomised, and the comparison isolates the treatment' };
      return {
        kind: 'prospective',
        statement:
          (step ?? 0) > 0 ? 'randomised at the start of the sequence, not at this step' : 'randomised, but the treatment was in both arms',
      };
    }
    case 'randomised-noncomparative':
      return { kind: 'prospective', statement: 'randomised without a comparison of the arms' };
    case 'single-arm':
      return { kind: 'prospective', statement: 'prospective, single arm' };
    case 'prospective-cohort':
      return { kind: 'prospective', statement: 'prospective cohort' };
    case 'retrospective-cohort':
      return { kind: 'retrospective', statement: 'retrospective cohort' };
    case 'case-series':
      return { kind: 'retrospective', statement: 'case series' };
    case 'pooled-analysis':
      return { kind: 'retrospective', statement: 'pooled analysis of uncontrolled data' };
    case 'basic-science':
      return null;
  }
}
const rungOfDesign: Readonly<Record<DesignClass, Rung>> = { compared: 'S2', prospective: 'S5', retrospective: 'S6' };

const relationInWords: Readonly<Record<PriorTherapyContext['relation'], string>> = {
  'required-failure': 'every patient had failed',
  'required-any-of': 'every patient had failed one of',
  'required-exposure': 'every patient had had',
  stratified: 'randomisation was stratified by previous',
  'subgroup-prespecified': 'prespecified subgroup by previous',
  'subgroup-posthoc': 'subgroup by previous',
  permitted: 'allowed before or during the study:',
  excluded: 'excluded:',
  'not-stated': 'not stated:',
};
export const contextInWords = (base: Base, context: PriorTherapyContext): string =>
  `${relationInWords[context.relation]} ${context.terms.map((term) => base.label(term)).join(', ')}`;

/** The rung that one context gives for the predecessor. */
function groundOfContext(
  q: Question,
  study: IndexedStudy,
  contexts: readonly PriorTherapyContext[],
  context: PriorTherapyContext,
  kind: DesignClass,
  predecessor: Treatment,
): Ground | null {
  const { base, transition, tumours } = q;
  const applies = (tumour: string): boolean => tumourApplies(base, tumours, tumour);
  const exposure = reportedShare(base, contexts, predecessor, applies);
  const share = exposure === null ? null : shareInWords(exposure, study.study.population.n);
  const named = context.terms.filter((term) => term !== 'any-systemic' && term !== naive);
  let match: Coverage | null = null;
  for (const term of named) match ??= covers(base, term, predecessor);
  // A criterion about any systemic therapy covers a treatment only if its share is reported.
  const open = context.terms.includes('any-systemic') || context.alsoAny !== undefined;
  if (match === null && open && exposure !== null) match = covers(base, exposure.term, predecessor);
  if (match === null) return null;

  const failed = context.relation === 'required-failure' || context.relation === 'required-any-of';
  const ofSeveral = failed && (named.length > 1 || context.terms.includes('any-systemic') || context.alsoAny !== undefined);
  const completed =
    context.relation === 'required-exposure' && transition.judged === 'completion' && (context.endedBy ?? []).includes('completion');
  const flags: Flag[] = [];
  let rung: Rung | null = null;
  switch (context.relation) {
    case 'required-failure':
    case 'required-any-of':
      rung = kind === 'compared' ? 'S2' : ofSeveral && share === null ? null : rungOfDesign[kind];
      if (ofSeveral) flags.push('any-of');
      if (ofSeveral && share === null) flags.push('share-unreported');
      break;
    case 'required-exposure':
      rung = kind !== 'compared' ? rungOfDesign[kind] : completed ? 'S2' : 'S4';
      break;
    case 'stratified':
      rung = kind !== 'compared' ? rungOfDesign[kind] : context.concurrent === true ? 'S4' : 'S3';
      break;
    case 'subgroup-prespecified':
      rung = kind === 'compared' ? 'S3' : rungOfDesign[kind];
      break;
    case 'subgroup-posthoc':
      rung = kind === 'compared' ? 'S4' : rungOfDesign[kind];
      break;
    case 'permitted':
      if (share !== null || (kind === 'compared' && context.concurrent === true)) rung = kind === 'compared' ? 'S4' : rungOfDesign[kind];
      break;
    case 'excluded':
    case 'not-stated':
      break;
  }
  if (rung === null) return null;
  if (!failed && !completed) flags.push('exposure');
  if (context.concurrent === true && !failed) flags.push('concurrent');
  if (match.interchangeable) flags.push('interchangeable');
  if (match.throughMember !== null) flags.push('class');
  if (failed && transition.trigger.includes('intolerance') && !(context.endedBy ?? []).includes('intolerance')) flags.push('intolerance');
  if (transition.judged === 'completion' && !completed && context.endedBy !== undefined && !context.endedBy.includes('completion'))
    flags.push('trigger');
  const statement = `${contextInWords(base, context)}${share === null ? '' : `; ${base.label(exposure?.term ?? match.term)}: ${share}`}`;
  return {
    rung,
    flags,
    share,
    through: match.throughMember ?? (match.interchangeable ? match.term : null),
    interactionTested: context.interactionTested === true,
    inOrder: false,
    context,
    facets: [facet('prior', statement, true)],
  };
}

/** A first step has no predecessor: what counts is who had had no systemic therapy. */
function groundOfFirstStep(study: IndexedStudy, contexts: readonly PriorTherapyContext[], kind: DesignClass): Ground | null {
  const share = naivePercent(study, contexts);
  const stratum = contexts.find(
    (context) => context.terms.includes(naive) && (context.relation === 'stratified' || context.relation === 'subgroup-prespecified'),
  );
  const subgroup = contexts.find((context) => context.terms.includes(naive) && context.relation === 'subgroup-posthoc');
  const words = share?.words ?? null;
  const statement = (text: string): readonly Facet[] => [facet('prior', words === null ? text : `${text}; ${words}`, true)];
  if (share !== null && share.percent >= 80)
    return ground(rungOfDesign[kind], statement('at least 80 % had had no systemic therapy'), { share: words });
  if (stratum !== undefined)
    return ground(kind === 'compared' ? 'S3' : rungOfDesign[kind], statement('treatment-naive patients were a stratum'), {
      share: words,
      interactionTested: stratum.interactionTested === true,
    });
  if (share !== null || subgroup !== undefined)
    return ground(kind === 'compared' ? 'S4' : rungOfDesign[kind], statement('some patients had had no systemic therapy'), {
      share: words,
    });
  return null;
}

/** An allocated or observed order pₖ → R. */
function groundOfSequence({ base }: Question, study: IndexedStudy, { arm, step }: Occurrence, predecessor: Treatment): Ground | null {
  if (arm.sequence === undefined || step === null || step === 0) return null;
  const before = arm.sequence[step - 1] ?? [];
  const match = matchRegimen(base, study, arm, before, predecessor, null);
  if (match.kind !== 'same') return null;
  const { member } = match;
  const allocated = study.study.design === 'randomised-sequence' && study.study.arms.some((other) => other.id !== arm.id);
  const rung: Rung = allocated
    ? 'S1'
    : study.study.design.startsWith('retrospective') || study.study.design === 'case-series' || study.study.design === 'pooled-analysis'
      ? 'S6'
      : 'S5';
  return ground(
    rung,
    [
      facet(
        'prior',
        allocated ? 'the order of the two treatments was allocated at random' : 'patients received the two treatments in this order',
        true,
      ),
    ],
    { flags: member === null ? [] : ['class'], through: member, inOrder: true },
  );
}

const capStatement = (base: Base, cap: Cap): string => {
  const terms = cap.terms.map((term) => base.label(term)).join(', ');
  switch (cap.reason) {
    case 'excluded':
      return cap.terms.includes(naive)
        ? 'enrolled only patients without previous systemic therapy'
        : `excluded patients with previous ${terms}`;
    case 'prior-missing':
      return `required previous ${terms}, which the history lacks`;
    case 'trigger':
      return 'its patients had not progressed, the step says they have';
    case 'rechallenge':
      return 'did not treat patients again who had had the treatment before';
  }
};
const capFacet: Readonly<Record<Cap['reason'], Facet['facet']>> = {
  excluded: 'exclusion',
  'prior-missing': 'requirement',
  trigger: 'trigger',
  rechallenge: 'rechallenge',
};

function better(a: Ground | null, b: Ground | null): Ground | null {
  if (a === null) return b;
  if (b === null) return a;
  if (rungNumber(a.rung) !== rungNumber(b.rung)) return rungNumber(a.rung) < rungNumber(b.rung) ? a : b;
  return a.flags.length <= b.flags.length ? a : b;
}

/** S7: R was studied in these patients, only after an earlier step of the history, or after none of it. */
function groundWithout(q: Question, contexts: readonly PriorTherapyContext[]): Ground {
  const { history } = q.transition;
  if (history.predecessor === null) return ground('S7', [facet('prior', 'does not report who had had no systemic therapy before', true)]);
  const earlier = [...history.always, ...history.sometimes].find(
    (treatment) =>
      treatment.key !== history.predecessor?.key &&
      contexts.some(
        (context) =>
          context.relation !== 'excluded' &&
          context.terms.some((term) => term !== 'any-systemic' && covers(q.base, term, treatment) !== null),
      ),
  );
  return ground('S7', [
    facet(
      'prior',
      earlier === undefined
        ? `does not report patients after ${labelOf(q.base, history.predecessor)}`
        : `bears on an earlier step (${labelOf(q.base, earlier)}), not on ${labelOf(q.base, history.predecessor)}`,
      true,
    ),
  ]);
}

export const labelOf = (base: Base, treatment: Treatment): string =>
  treatment.components.map((component) => (component.known ? base.label(component.id) : component.id)).join(' + ');

interface Weighed {
  readonly agent: Candidate;
  readonly position: Candidate;
}

/** Agent and position support of one place in a study where R was given. */
function weigh(q: Question, study: IndexedStudy, occurrence: Occurrence, visible: readonly IndexedFinding[]): Weighed | null {
  const { base, transition, tumours, asOf } = q;
  const { arm, match } = occurrence;
  const studied = arm.tumour === undefined ? study.study.population.criteria.tumour : [arm.tumour];
  const fit = tumourFit(base, tumours, studied);
  const member = match.kind === 'same' ? match.member : null;
  const design = designClass(q, study, occurrence);
  if (design === null) return null;
  const facets: Facet[] = [facet('design', design.statement)];
  const flags: Flag[] = [];
  if (member !== null) flags.push('class');
  if (study.pack !== null) flags.push('pack');
  if (visible.every((finding) => finding.report.report.kind === 'abstract')) flags.push('abstract-only');
  if (visible.every((finding) => isSuperseded(finding, asOf))) flags.push('superseded');

  const applies = (tumour: string): boolean => tumourApplies(base, tumours, tumour);
  const { predecessor } = transition.history;
  const sided = sidedFindings(visible, arm, asOf);
  const about = (position: boolean): Asked => ({
    base,
    tumourApplies: applies,
    predecessor: position ? predecessor : null,
    firstStep: position && predecessor === null,
  });

  const build = (
    on: Ground,
    extra: { flags: readonly Flag[]; facets: readonly Facet[]; worstPath: readonly string[] | null; position: boolean },
  ): Candidate => {
    const order = on.inOrder;
    const side = order ? sided : sided.filter((one) => one.finding.finding.sequenceWide !== true || arm.sequence === undefined);
    const decided = deciding(side.length > 0 ? side : sided, about(extra.position), order);
    const direction: Direction | null = rungNumber(on.rung) >= 7 ? null : (decided?.direction ?? 'neutral');
    const all = [...new Set([...flags, ...on.flags, ...extra.flags])];
    return {
      study,
      arm: arm.id,
      rung: on.rung,
      direction,
      ceiling: ceilingOf({
        rung: on.rung,
        study: study.study,
        shareUnreported: all.includes('share-unreported'),
        interactionTested: on.interactionTested,
      }),
      flags: all,
      facets: [
        ...facets,
        ...on.facets,
        ...extra.facets,
        ...(decided === null || direction === null ? [] : [facet('direction', `${decided.finding.id}: ${direction}`)]),
      ],
      findings: speaking(sided, decided, about(extra.position), order),
      share: on.share,
      through: on.through,
      member,
      worstPath: extra.worstPath,
    };
  };

  // A part of the treatment in another tumour is too far away to be named.
  if (fit === 'other' && match.kind === 'component') return null;
  if (fit === 'other' || match.kind === 'component') {
    const why: Flag = fit === 'other' ? 'other-tumour' : 'component';
    const statement =
      fit === 'other'
        ? facet('tumour', `studied in ${tumoursInWords(base, studied)}`, true)
        : facet(
            'agent',
            `studied as part of a combination: ${(arm.regimen ?? arm.sequence?.flat() ?? []).map((id) => base.label(id)).join(' + ')}`,
            true,
          );
    const candidate = build(ground('S8', [statement], { flags: [why] }), { flags: [], facets: [], worstPath: null, position: false });
    return { agent: candidate, position: candidate };
  }

  if (fit === 'mixed') flags.push('mixed-tumour');
  facets.push(
    facet(
      'tumour',
      fit === 'mixed'
        ? `mixed tumours: ${mixedShare(base, study, tumours) ?? tumoursInWords(base, studied)}`
        : tumoursInWords(base, studied),
    ),
  );
  const uncovered = coverage(base, study, transition);
  if (fit === 'part' || uncovered.length > 0) {
    flags.push('population');
    facets.push(
      facet(
        'population',
        uncovered.length === 0
          ? 'enrolled only some of the tumours that are meant'
          : `does not cover everybody that is meant: ${uncovered.map((one) => one.attribute).join(', ')}`,
      ),
    );
  }

  const agent = build(ground(rungOfDesign[design.kind], []), { flags: [], facets: [], worstPath: null, position: false });

  const contexts = visibleContexts(study, asOf, applies);
  let on: Ground | null = null;
  if (predecessor === null) on = (occurrence.step ?? 0) > 0 ? null : groundOfFirstStep(study, contexts, design.kind);
  else {
    on = groundOfSequence(q, study, occurrence, predecessor);
    // What happened before the study began bears on its first treatment only.
    if ((occurrence.step ?? 0) === 0)
      for (const context of contexts) on = better(on, groundOfContext(q, study, contexts, context, design.kind, predecessor));
  }
  const place: Place = { study, arm, step: occurrence.step };
  const caps = capsOf(base, place, contexts, transition);
  const base7 = on ?? groundWithout(q, contexts);
  if (caps.length > 0) {
    const capped: Ground = {
      ...base7,
      rung: 'S7',
      interactionTested: false,
      facets: base7.facets.map((one) => ({ ...one, decided: false })),
    };
    const position = build(capped, {
      flags: caps.map((cap) => cap.reason),
      facets: caps.map((cap) => facet(capFacet[cap.reason], capStatement(base, cap), true)),
      worstPath: caps[0]?.path ?? null,
      position: true,
    });
    return { agent, position };
  }
  return { agent, position: build(base7, { flags: [], facets: [], worstPath: null, position: true }) };
}

function mixedShare(base: Base, study: IndexedStudy, tumours: ReadonlySet<string>): string | null {
  const share = (study.study.population.shares ?? []).find((one) => tumours.has(one.tumour));
  if (share === undefined) return null;
  const count =
    share.n === undefined ? null : `${share.n}${study.study.population.n === undefined ? '' : ` of ${study.study.population.n}`}`;
  return `${tumoursInWords(base, [share.tumour])} ${[count, share.percent === undefined ? null : `${share.percent} %`].filter((part) => part !== null).join(', ')}`;
}

/** The finding of the very subgroup first, then what decided, then what else speaks to these patients; at most eight. */
function speaking(sided: readonly SidedFinding[], decided: SidedFinding | null, asked: Asked, order: boolean): readonly IndexedFinding[] {
  const list = ranked(sided, asked, order).filter((one) => scopeOf(one.finding, asked) !== 'other subgroup');
  const own = list.find((one) => scopeOf(one.finding, asked) === 'matching subgroup' && one.finding.finding.subgroup?.prior !== undefined);
  const first = [own, decided ?? undefined].filter((one): one is SidedFinding => one !== undefined).map((one) => one.finding);
  return [...new Set([...first, ...list.map((one) => one.finding)])].slice(0, 8);
}

/** The best place of a study for each question; `null` when the study is not public by the date, has no finding, or never gave R. */
export function weighStudy(q: Question, study: IndexedStudy): Weighed | null {
  const visible = visibleFindings(study, q.asOf);
  if (visible.length === 0) return null;
  let best: Weighed | null = null;
  for (const occurrence of occurrences(q.base, study, q.transition.treatment, q.transition.background)) {
    // A cohort of another tumour is weighed only if the study has no cohort of the tumour asked about.
    const weighed = weigh(
      q,
      study,
      occurrence,
      visible.filter(
        (finding) =>
          finding.finding.subgroup?.tumour === undefined ||
          occurrence.arm.tumour === undefined ||
          finding.arm.id === occurrence.arm.id ||
          finding.comparator?.id === occurrence.arm.id,
      ),
    );
    if (weighed === null) continue;
    best = best === null ? weighed : { agent: prefer(best.agent, weighed.agent), position: prefer(best.position, weighed.position) };
  }
  return best;
}
function prefer(a: Candidate, b: Candidate): Candidate {
  return rungNumber(b.rung) < rungNumber(a.rung) ? b : a;
}

export { rungNumber };
