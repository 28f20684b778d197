/**
 * The ladder of a base: names of rungs, the ceiling of each case in every grading system, and the
 * conventions behind them.
 */
import { betterLevel, type Grading, lowerLevel } from './gradings.ts';
import type { CeilingId, ConventionId, RungCode } from './ladder-ids.ts';
import type { Convention, LadderCeiling, LadderFile, LadderRung } from './schema/schema.ts';

export type { CeilingId, ConventionId, RungCode } from './ladder-ids.ts';
export type { Convention, LadderCeiling, LadderRung } from './schema/schema.ts';

/**
 * The highest level in each grading system, by its id; `null` where only a consensus can carry the
 * step.
 */
export type Ceiling = Readonly<Record<string, string | null>>;

/**
 * Why a system has this level as its ceiling: its own definition, a line of a source, or a
 * convention with its reason.
 */
export interface CeilingSource {
  readonly level: string | null;
  readonly by: 'level' | 'source' | 'convention';
  /** The line that gives the level; of the definition for `level`. */
  readonly quote: string | null;
  readonly source: string | null;
  /** For a convention. */
  readonly reason: string | null;
}

const byKey = <K, T>(entries: readonly T[], key: (entry: T) => K): ReadonlyMap<K, T> =>
  new Map(entries.map((entry) => [key(entry), entry]));

/**
 * Look-ups over ladder.yaml; each throws on a base that leaves out what code names, which does not
 * build.
 */
export class Ladder {
  readonly file: LadderFile;
  /**
   * The systems whose levels stand in the ladder's own file, in its order; readers see their
   * ceilings without asking.
   */
  readonly shown: readonly Grading[];
  /** Those, then the other systems that judge anything. */
  readonly systems: readonly Grading[];
  readonly #gradings: readonly Grading[];
  readonly #rungs: ReadonlyMap<RungCode, LadderRung>;
  readonly #entries: ReadonlyMap<CeilingId, LadderCeiling>;
  readonly #conventions: ReadonlyMap<ConventionId, Convention>;
  readonly #ceilings = new Map<CeilingId, Ceiling>();

  constructor(file: LadderFile, gradings: readonly Grading[]) {
    this.file = file;
    this.#gradings = gradings;
    const listed = Object.keys(file.ceilings[0]?.levels ?? {});
    this.shown = listed.flatMap((id) => gradings.find((grading) => grading.id === id) ?? []);
    this.systems = [
      ...this.shown,
      ...gradings.filter((grading) => grading.judged && !this.shown.includes(grading)),
    ];
    this.#rungs = byKey(file.rungs, ({ code }) => code);
    this.#entries = byKey(file.ceilings, ({ id }) => id);
    this.#conventions = byKey(file.conventions, ({ id }) => id);
  }

  rung(code: RungCode): LadderRung {
    return declared(this.#rungs.get(code), `rung ${code}`);
  }

  /** When a case of the ladder holds, and what it means in each system. */
  ceilingCase(id: CeilingId): LadderCeiling {
    return declared(this.#entries.get(id), `ceiling ${id}`);
  }

  convention(id: ConventionId): Convention {
    return declared(this.#conventions.get(id), `convention ${id}`);
  }

  /** The value of a threshold, in the unit that the convention states. */
  threshold(id: ConventionId): number {
    return declared(this.convention(id).value, `value of ${id}`);
  }

  /** The same object for the same case. */
  ceiling(id: CeilingId): Ceiling {
    const known = this.#ceilings.get(id);
    if (known !== undefined) return known;
    const made = Object.fromEntries(
      this.#gradings.map((grading) => [grading.id, this.ceilingSource(id, grading).level]),
    );
    this.#ceilings.set(id, made);
    return made;
  }

  /**
   * The level of one case in one system, with where it comes from. A system that judges nothing has
   * none.
   */
  ceilingSource(id: CeilingId, grading: Grading): CeilingSource {
    const entry = declared(this.#entries.get(id), `ceiling ${id}`);
    const none = { level: null, quote: null, source: null, reason: null };
    if (!grading.judged) return { ...none, by: 'convention', reason: 'Nothing is judged.' };
    const own = entry.levels[grading.id] ?? grading.ceilings?.[id];
    const given = declared(own, `ceiling ${id} in ${grading.id}`);
    if (given.by === 'source')
      return {
        ...none,
        level: given.level,
        by: 'source',
        quote: given.quote,
        source: given.source,
      };
    if (given.by === 'convention')
      return { ...none, level: given.level, by: 'convention', reason: given.reason ?? null };
    const definition = grading.levels.find(({ code }) => code === given.level);
    return {
      level: given.level,
      by: 'level',
      quote: definition?.quote ?? null,
      source: definition?.source ?? grading.source ?? null,
      reason: null,
    };
  }

  /**
   * The better of two ceilings, system by system: the ceiling of tied candidates is the best of
   * them, never a count.
   */
  better(a: Ceiling, b: Ceiling): Ceiling {
    return a === b ? a : this.#merged(a, b, betterLevel);
  }

  /** The lower of two ceilings, system by system: a bound on top of a rung. */
  bounded(a: Ceiling, bound: Ceiling): Ceiling {
    return this.#merged(a, bound, lowerLevel);
  }

  #merged(
    a: Ceiling,
    b: Ceiling,
    pick: (grading: Grading, left: string | null, right: string | null) => string | null,
  ): Ceiling {
    return Object.fromEntries(
      this.#gradings.map((grading) => [
        grading.id,
        pick(grading, a[grading.id] ?? null, b[grading.id] ?? null),
      ]),
    );
  }
}

function declared<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the ladder of the base declares no ${what}`);
  return found;
}
