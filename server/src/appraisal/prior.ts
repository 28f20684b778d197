/**
 * The history of a transition against what a study says about previous therapy. The rung follows
 * from the study's coded contexts; nothing here knows a study by name.
 */
import type {
  Base,
  Exposure,
  IndexedStudy,
  IsoDate,
  PriorTherapyContext,
  TermId,
} from '../evidence/base-types.ts';
import type { Treatment } from '../model/bound-file.ts';
import { idsOf } from './match.ts';

/** The prior-therapy term for any systemic treatment. */
export const anySystemic = 'any-systemic';
/** The prior-therapy term for no systemic treatment at all. */
export const naive = 'none';

/** How a prior term covers a treatment of the history. */
export interface Coverage {
  readonly term: TermId;
  /** Through a sibling of an interchangeable class (lanreotide for octreotide). */
  readonly interchangeable: boolean;
  /** The treatment is a class, and the term is one of its members. */
  readonly throughMember: TermId | null;
}

/**
 * Contexts that are public by the date and apply to the tumours asked about. A context without a
 * report is as old as the study.
 */
export function visibleContexts(
  study: IndexedStudy,
  asOf: IsoDate,
  tumourApplies: (tumour: string) => boolean,
): readonly PriorTherapyContext[] {
  return study.study.priorTherapy.filter((context) => {
    if (context.tumour !== undefined && !tumourApplies(context.tumour)) return false;
    if (context.report === undefined) return true;
    const report = study.reports.find((candidate) => candidate.report.id === context.report);
    return report === undefined || report.date <= asOf;
  });
}

/**
 * A term covers a treatment when one of its agents is the term, a variant of it, or a member of its
 * class, or when it holds a regimen of the class. A named agent covers siblings only where the base
 * declares the class interchangeable.
 */
export function coversByRule(base: Base, term: TermId, treatment: Treatment): Coverage | null {
  let sibling: Coverage | null = null;
  for (const component of treatment.components) {
    if (!component.systemic) continue;
    if (base.ancestors(component.id).has(term))
      return { term, interchangeable: false, throughMember: null };
    if (
      component.known &&
      !component.isClass &&
      !base.isClass(term) &&
      base.interchangeable(component.id, term) !== undefined
    )
      sibling = { term, interchangeable: true, throughMember: null };
  }
  if (base.regimenClasses(idsOf(treatment)).has(term))
    return { term, interchangeable: false, throughMember: null };
  return sibling;
}

/** As a previous treatment that evidence is sought for, a class is also matched by its members. */
export function covers(base: Base, term: TermId, treatment: Treatment): Coverage | null {
  const direct = coversByRule(base, term, treatment);
  if (direct !== null) return direct;
  if (term === anySystemic || term === naive) return null;
  for (const component of treatment.components) {
    if (component.isClass && base.ancestors(term).has(component.id))
      return { term, interchangeable: false, throughMember: term };
  }
  return null;
}

/**
 * The most specific reported share of patients with this previous treatment, over all contexts of
 * the study.
 */
export function reportedShare(
  base: Base,
  contexts: readonly PriorTherapyContext[],
  treatment: Treatment,
  tumourApplies: (tumour: string) => boolean,
): Exposure | null {
  let best: { exposure: Exposure; depth: number } | null = null;
  for (const context of contexts) {
    if (context.relation === 'excluded' || context.relation === 'not-stated') continue;
    for (const exposure of context.exposure ?? []) {
      if (exposure.term === anySystemic || exposure.term === naive) continue;
      if (exposure.n === undefined && exposure.percent === undefined) continue;
      if (exposure.n === 0 || exposure.percent === 0) continue;
      if (exposure.tumour !== undefined && !tumourApplies(exposure.tumour)) continue;
      if (covers(base, exposure.term, treatment) === null) continue;
      // More ancestors: a more specific term. A share for the tumour asked about is better than one
      // for all.
      const depth = base.ancestors(exposure.term).size + (exposure.tumour === undefined ? 0 : 0.5);
      if (best === null || depth > best.depth) best = { exposure, depth };
    }
  }
  return best?.exposure ?? null;
}

/** `163 of 410 (40 %)`, as far as it is reported. */
export function shareInWords(share: Exposure, enrolled: number | undefined): string {
  const percent = share.percent === undefined ? null : `${share.percent} %`;
  if (share.n === undefined) return percent ?? '';
  const count = enrolled === undefined ? `${share.n} patients` : `${share.n} of ${enrolled}`;
  return percent === null ? count : `${count} (${percent})`;
}

/** Percent of patients without any systemic therapy before, where it is reported. */
export function naivePercent(
  study: IndexedStudy,
  contexts: readonly PriorTherapyContext[],
): { readonly percent: number; readonly words: string } | null {
  const enrolled = study.study.population.n;
  const asPercent = (exposure: Exposure): number | null =>
    exposure.percent !== undefined
      ? exposure.percent
      : exposure.n !== undefined && enrolled !== undefined
        ? (100 * exposure.n) / enrolled
        : null;
  for (const context of contexts) {
    if (context.relation === 'required-exposure' && context.terms.includes(naive))
      return { percent: 100, words: 'all treatment-naive' };
  }
  const exposures = contexts
    .filter((context) => context.relation !== 'excluded')
    .flatMap((context) => context.exposure ?? []);
  for (const [term, isNaive] of [
    [naive, true],
    [anySystemic, false],
  ] as const) {
    for (const exposure of exposures.filter((candidate) => candidate.term === term)) {
      const percent = asPercent(exposure);
      if (percent === null) continue;
      const value = isNaive ? percent : 100 - percent;
      return { percent: value, words: `${Math.round(value)} % without previous systemic therapy` };
    }
  }
  return null;
}

/** Whether a study enrolled only patients who had had what the context names. */
export const isRequirement = (context: PriorTherapyContext): boolean =>
  (context.relation === 'required-failure' ||
    context.relation === 'required-exposure' ||
    context.relation === 'required-any-of') &&
  !context.terms.includes(naive);

/**
 * Does this treatment meet the requirement? A class of the history may be the required member, so
 * it is not held against it.
 */
export function meetsRequirement(
  base: Base,
  context: PriorTherapyContext,
  treatment: Treatment,
): boolean {
  if (context.terms.some((term) => covers(base, term, treatment) !== null)) return true;
  const also = context.alsoAny;
  if (also === undefined || !treatment.systemic) return false;
  if (also.term !== anySystemic && covers(base, also.term, treatment) === null) return false;
  return !treatment.components.every((component) =>
    also.except.some((term) => base.ancestors(component.id).has(term)),
  );
}

/** Why the support cannot rise above S7, whatever the design. */
export interface Cap {
  readonly reason: 'excluded' | 'prior-missing' | 'trigger' | 'rechallenge';
  readonly context: PriorTherapyContext | null;
  /** The terms in words for a message. */
  readonly terms: readonly TermId[];
  /** The path that shows it, as treatment keys. */
  readonly path: readonly string[];
}
/**
 * By the reason of a cap, the tumours whose patients it is about, where the study enrolled others
 * of those that are meant as well.
 */
export type CappedFor = Readonly<Partial<Record<Cap['reason'], readonly string[]>>>;
