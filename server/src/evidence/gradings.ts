/**
 * The grading systems that the base declares, and what can be asked of one: a level or strength as it is written, the two in
 * one word, and comparisons within the system. A level is compared within its own system only; conversion is for display.
 */
import { normaliseName } from '../text/names.ts';
import type { gradingIds } from './generated/grading-ids.ts';
import type { Grading, GradingLevel, GradingStrength } from './schema/schema.ts';

export type { Grading, GradingLevel, GradingStrength } from './schema/schema.ts';
/** `esmo`, `oxford`, `none`: the files of `server/evidence/gradings`. */
export type GradingId = (typeof gradingIds)[number];

/** Every grading system of a base, by id and by name. */
export class Gradings {
  /** In the order of their ids. */
  readonly all: readonly Grading[];
  readonly #byId: ReadonlyMap<string, Grading>;
  #byName: ReadonlyMap<string, Grading> | undefined;

  constructor(all: readonly Grading[]) {
    this.all = all;
    this.#byId = new Map(all.map((grading) => [grading.id, grading]));
  }

  /** The system with an id that this program knows. Throws on a base that does not declare it, which does not build. */
  get(id: GradingId): Grading {
    const found = this.#byId.get(id);
    if (found === undefined) throw new Error(`the base declares no grading system ${id}`);
    return found;
  }

  /** What a name in a document means, by letters and digits in any case: `ESMO`, `oxford-2009`, `ENETS`. */
  named(name: string): Grading | undefined {
    this.#byName ??= new Map(
      this.all.flatMap((grading) =>
        gradingNames(grading).map((spelling) => [normaliseName(spelling), grading] as const),
      ),
    );
    return this.#byName.get(normaliseName(name));
  }
}

/** Every spelling of a system. */
export const gradingNames = ({ id, label, synonyms = [] }: Grading): readonly string[] => [
  id,
  label,
  ...synonyms,
];

const spelled = (
  entry: { readonly code: string; readonly synonyms?: readonly string[] | undefined },
  written: string,
): boolean => {
  const wanted = normaliseName(written);
  return [entry.code, ...(entry.synonyms ?? [])].some((name) => normaliseName(name) === wanted);
};

/** The level as it is written, in any case; `null` if the system has no such level (always for `none`). */
export const levelIn = (grading: Grading, written: string): GradingLevel | null =>
  grading.levels.find((level) => spelled(level, written)) ?? null;

/** The strength as it is written, in any case; `null` if the system has no such strength. */
export const strengthIn = (grading: Grading, written: string): GradingStrength | null =>
  grading.strengths.find((strength) => spelled(strength, written)) ?? null;

/** Level and strength that are written as one word. */
interface SplitGrade {
  readonly level: string;
  readonly strength: string;
}

/**
 * `A-1b` and `2b-A` are level and strength in one word, as ENETS writes them. `null` where the system has no such form or the word
 * is not one; a pair that the system's own definitions exclude is split like any other.
 */
export function splitGrade(grading: Grading, word: string): SplitGrade | null {
  for (const { pattern } of grading.combined ?? []) {
    const { level, strength } = new RegExp(pattern, 'i').exec(word)?.groups ?? {};
    if (level !== undefined && strength !== undefined) return { level, strength };
  }
  return null;
}

/**
 * Position of a level from the strongest, which is 0. A level without a sub-level counts as the weakest that it may mean, so that
 * no claim is called too strong for what it does not say.
 */
function rank(grading: Grading, code: string): number {
  const covered = grading.levels.find((level) => level.code === code)?.covers?.at(-1);
  return grading.levels.findIndex((level) => level.code === (covered ?? code));
}

/**
 * Is the claimed level stronger than the ceiling? Both are codes of the system. With no ceiling only a consensus can carry the
 * step, so any level is; in a system that judges none, no level is.
 */
export function exceeds(grading: Grading, claimed: string, ceiling: string | null): boolean {
  if (!grading.judged) return false;
  if (ceiling === null) return true;
  return rank(grading, claimed) < rank(grading, ceiling);
}

/** The better of two codes of the system, of which `null` is none. */
export function betterLevel(grading: Grading, a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return rank(grading, a) <= rank(grading, b) ? a : b;
}

/** The lower of two codes of the system; `null`, which only a consensus can carry, is below all. */
export function lowerLevel(grading: Grading, a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return rank(grading, a) <= rank(grading, b) ? b : a;
}

/** Does the strength recommend (strong or moderate, and not against)? */
export const recommends = ({ direction, force }: GradingStrength): boolean =>
  direction !== 'against' && force !== 'weak';
