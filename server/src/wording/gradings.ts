/**
 * Levels, strengths and ceilings of the grading systems in words. What they mean is data of the
 * base.
 */
import type { Base } from '../evidence/base-types.ts';
import { type Grading, type GradingId, levelIn, strengthIn } from '../evidence/gradings.ts';
import type { Ceiling } from '../evidence/ladder.ts';

interface GradeMeaning {
  /** As it is written in a bracket. */
  readonly code: string;
  readonly meaning: string;
}

/** `null` for what is no level of the system. */
export function levelMeaning(grading: Grading, level: string): GradeMeaning | null {
  const found = levelIn(grading, level);
  return found === null ? null : { code: found.code, meaning: found.definition };
}
/**
 * What a strength means in its system, with the source; `null` where the system does not define it.
 */
export function strengthMeaning(grading: Grading, strength: string): GradeMeaning | null {
  const found = strengthIn(grading, strength);
  return found === null ? null : { code: found.code, meaning: found.definition };
}

/**
 * `level IV`, `very low certainty`, `category 2A`: a code that is a word of English stands before
 * the noun.
 */
export const levelInWords = ({ levelWord }: Grading, code: string): string =>
  /^\p{Ll}{3}/u.test(code) ? `${code} ${levelWord}` : `${levelWord} ${code}`;

/** `ESMO IV`. */
export const levelWithSystem = ({ label }: Grading, code: string): string => `${label} ${code}`;

/**
 * What a reader calls the system in a sentence: `ESMO`; of brackets as they are printed, `no
 * grading system`.
 */
export const systemName = ({ judged, label }: Grading): string =>
  judged ? label : 'no grading system';

/**
 * The level that the ceiling allows at most, as it is written in a bracket of the system; `null`
 * where only a consensus can carry the step.
 */
export const ceilingLevel = (ceiling: Ceiling, { id }: Pick<Grading, 'id'>): string | null =>
  ceiling[id] ?? null;

/**
 * `ceiling ESMO IV · GRADE very low`: the system that was asked for first. Where a ceiling is
 * absent, only a consensus can carry the step.
 */
export function ceilingInWords(
  { ladder }: Pick<Base, 'ladder'>,
  ceiling: Ceiling,
  own: Grading,
): string {
  const others = ladder.shown.filter(({ id }) => id !== own.id);
  const [other] = others;
  const systems = own.judged ? [own, ...(other === undefined ? [] : [other])] : others.slice(0, 2);
  const shown = systems.flatMap((system) => {
    const level = ceiling[system.id] ?? null;
    return level === null ? [] : [levelWithSystem(system, level)];
  });
  return shown.length === 0 ? 'consensus only' : `ceiling ${shown.join(' · ')}`;
}

/**
 * `ceiling ESMO IV`: in one system alone; brackets that belong to none are shown the system that
 * comes first.
 */
export function ceilingInBrief(
  base: Pick<Base, 'ladder'>,
  ceiling: Ceiling,
  grading: Grading,
): string {
  const highest = highestInWords(base, ceiling, grading);
  return highest === null ? 'consensus only' : `ceiling ${highest}`;
}

/** `ESMO IV`; `null` where only a consensus can carry the step. */
export function highestInWords(
  { ladder }: Pick<Base, 'ladder'>,
  ceiling: Ceiling,
  own: Grading,
): string | null {
  const system = own.judged ? own : (ladder.shown[0] ?? own);
  const level = ceiling[system.id] ?? null;
  return level === null ? null : levelWithSystem(system, level);
}

/** `level IV`, `a consensus`: what a claim in the system may say at most. */
export function highestClaim(ceiling: Ceiling, grading: Grading): string {
  const level = ceilingLevel(ceiling, grading);
  return level === null ? 'a consensus' : levelInWords(grading, level);
}

/** The systems that readers see without asking, after the one that was asked for. */
export function shownSystems(
  { gradings, ladder }: Pick<Base, 'gradings' | 'ladder'>,
  asked: GradingId | null,
): readonly Grading[] {
  const own = asked === null ? [] : [gradings.get(asked)].filter(({ judged }) => judged);
  return [...new Set([...own, ...ladder.shown])];
}

/** `Ceiling: ESMO IV, GRADE very low, OCEBM 4.` */
export function ceilingSentence(
  base: Pick<Base, 'gradings' | 'ladder'>,
  ceiling: Ceiling,
  asked: GradingId | null = null,
): string {
  const parts = shownSystems(base, asked).flatMap((system) => {
    const level = ceiling[system.id] ?? null;
    return level === null ? [] : [levelWithSystem(system, level)];
  });
  return parts.length === 0 ? 'Ceiling: a consensus.' : `Ceiling: ${parts.join(', ')}.`;
}
