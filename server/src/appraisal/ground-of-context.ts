/** What one coded prior-therapy context of a study gives for the treatment before a step. */
import type { Base, IndexedStudy, PriorTherapyContext } from '../evidence/base-types.ts';
import type { Treatment } from '../model/bound-file.ts';
import { tumourApplies } from './coverage.ts';
import {
  type DesignClass,
  facet,
  type Ground,
  type Question,
  rungOfDesign,
} from './initial-rung.ts';
import { type Coverage, covers, naive, reportedShare, shareInWords } from './prior.ts';
import type { Flag, Rung } from './support-types.ts';

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
/** A coded context as a clause: `every patient had failed everolimus`. */
const contextInWords = (base: Base, context: PriorTherapyContext): string =>
  `${relationInWords[context.relation]} ${context.terms.map((term) => base.label(term)).join(', ')}`;

/** What one coded context of a study is asked: does it speak of what came before the step? */
interface ContextAsked {
  readonly study: IndexedStudy;
  /** All contexts of the study that are public; `context` is one of them. */
  readonly contexts: readonly PriorTherapyContext[];
  readonly context: PriorTherapyContext;
  readonly kind: DesignClass;
  readonly predecessor: Treatment;
}

/** The rung that one context gives for the predecessor. */
export function groundOfContext(q: Question, asked: ContextAsked): Ground | null {
  const { base, transition, tumours } = q;
  const { study, contexts, context, kind, predecessor } = asked;
  const applies = (tumour: string): boolean => tumourApplies(base, tumours, tumour);
  const exposure = reportedShare(base, contexts, predecessor, applies);
  const share = exposure === null ? null : shareInWords(exposure, study.study.population.n);
  const match = matchOf(base, asked, exposure?.term ?? null);
  if (match === null) return null;

  const failed = requiresFailure(context);
  const completed =
    context.relation === 'required-exposure' &&
    transition.judged === 'completion' &&
    (context.endedBy ?? []).includes('completion');
  const ofSeveral = failed && isOfSeveral(context);
  const rung = rungOfContext(context, kind, {
    ...{ completed, ofSeveral, shareReported: share !== null },
  });
  if (rung === null) return null;
  const flags: Flag[] = [];
  if (ofSeveral) flags.push('any-of');
  if (ofSeveral && share === null) flags.push('share-unreported');
  if (!failed && !completed) flags.push('exposure');
  if (context.concurrent === true && !failed) flags.push('concurrent');
  if (match.interchangeable) flags.push('interchangeable');
  if (match.throughMember !== null) flags.push('class');
  flags.push(...flagsOfEnding(transition, context, completed));
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

const requiresFailure = ({ relation }: PriorTherapyContext): boolean =>
  relation === 'required-failure' || relation === 'required-any-of';

const namedTerms = ({ terms }: PriorTherapyContext): readonly string[] =>
  terms.filter((term) => term !== 'any-systemic' && term !== naive);

/** Whether a criterion was met by more treatments than the one that is asked about. */
const isOfSeveral = (context: PriorTherapyContext): boolean =>
  namedTerms(context).length > 1 ||
  context.terms.includes('any-systemic') ||
  context.alsoAny !== undefined;

/**
 * The term of a context that covers the predecessor. A criterion about any systemic therapy covers
 * it only if its share is reported.
 */
function matchOf(
  base: Base,
  { context, predecessor }: ContextAsked,
  exposed: string | null,
): Coverage | null {
  for (const term of namedTerms(context)) {
    const match = covers(base, term, predecessor);
    if (match !== null) return match;
  }
  const open = context.terms.includes('any-systemic') || context.alsoAny !== undefined;
  return open && exposed !== null ? covers(base, exposed, predecessor) : null;
}

interface ContextFacts {
  /**
   * The study required that the treatment before was completed, and the step follows completion.
   */
  readonly completed: boolean;
  readonly ofSeveral: boolean;
  /** How many patients had had the predecessor is known. */
  readonly shareReported: boolean;
}

/**
 * The rung that a relation to the predecessor gives under a class of design; `null` where it gives
 * none.
 */
function rungOfContext(
  { relation, concurrent }: PriorTherapyContext,
  kind: DesignClass,
  { completed, ofSeveral, shareReported }: ContextFacts,
): Rung | null {
  const ifCompared = (rung: Rung): Rung => (kind === 'compared' ? rung : rungOfDesign[kind]);
  switch (relation) {
    case 'required-failure':
    case 'required-any-of':
      return kind !== 'compared' && ofSeveral && !shareReported ? null : rungOfDesign[kind];
    case 'required-exposure':
      return ifCompared(completed ? 'S2' : 'S4');
    case 'stratified':
      return ifCompared(concurrent === true ? 'S4' : 'S3');
    case 'subgroup-prespecified':
      return ifCompared('S3');
    case 'subgroup-posthoc':
      return ifCompared('S4');
    case 'permitted':
      return shareReported || (kind === 'compared' && concurrent === true)
        ? ifCompared('S4')
        : null;
    case 'excluded':
    case 'not-stated':
      return null;
  }
}

/** Where the step follows an end of treatment for which the context did not ask. */
function flagsOfEnding(
  transition: Question['transition'],
  context: PriorTherapyContext,
  completed: boolean,
): readonly Flag[] {
  const flags: Flag[] = [];
  if (
    requiresFailure(context) &&
    transition.trigger.includes('intolerance') &&
    !(context.endedBy ?? []).includes('intolerance')
  )
    flags.push('intolerance');
  if (
    transition.judged === 'completion' &&
    !completed &&
    context.endedBy !== undefined &&
    !context.endedBy.includes('completion')
  )
    flags.push('trigger');
  return flags;
}
