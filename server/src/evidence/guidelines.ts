/** What guidelines print, made addressable: by citation key and by treatment. None of it is evidence. */
import { normaliseName } from '../text/names.ts';
import type { Guideline, NotSeenGuideline, Recommendation } from './schema/schema.ts';

export type { Guideline, NotSeenGuideline, Recommendation } from './schema/schema.ts';

/** One printed recommendation with what its file says for all of them. */
export interface PrintedRecommendation {
  /** `ESMO-2021/lt-02`. */
  readonly key: string;
  readonly guideline: Guideline;
  readonly recommendation: Recommendation;
  /** Canonical address; `null` where none was seen. */
  readonly source: string | null;
  /** The copy that was read, where it was not the original. */
  readonly via: string | null;
  readonly confidence: Guideline['confidence'];
}

interface GuidelineTarget {
  readonly guideline: Guideline;
  /** The one recommendation that the key names; `null` for the whole guideline. */
  readonly recommendation: PrintedRecommendation | null;
}

export class Guidelines {
  readonly files: readonly Guideline[];
  readonly notSeen: readonly NotSeenGuideline[];
  readonly #recommendations: readonly PrintedRecommendation[];
  #targets: ReadonlyMap<string, GuidelineTarget> | undefined;
  #byRegimen: ReadonlyMap<string, readonly PrintedRecommendation[]> | undefined;

  constructor(files: readonly Guideline[], notSeen: readonly NotSeenGuideline[]) {
    this.files = files;
    this.notSeen = notSeen;
    this.#recommendations = files.flatMap((guideline) =>
      guideline.recommendations.map((recommendation) => printed(guideline, recommendation)),
    );
  }

  /** Every recommendation, by guideline and then as printed. */
  get all(): readonly PrintedRecommendation[] {
    return this.#recommendations;
  }

  /** `ESMO-2021` or `ESMO-2021/lt-02`, by letters and digits in any case. */
  cite(key: string): GuidelineTarget | undefined {
    this.#targets ??= new Map<string, GuidelineTarget>([
      ...this.#recommendations.map(
        (one) =>
          [normaliseName(one.key), { guideline: one.guideline, recommendation: one }] as const,
      ),
      ...this.files.map(
        (guideline) => [normaliseName(guideline.id), { guideline, recommendation: null }] as const,
      ),
    ]);
    return this.#targets.get(normaliseName(key));
  }

  /** Recommendations that name exactly these components as one of their alternatives. */
  about(components: readonly string[]): readonly PrintedRecommendation[] {
    if (this.#byRegimen === undefined) {
      const groups = new Map<string, PrintedRecommendation[]>();
      for (const one of this.#recommendations)
        for (const key of new Set(one.recommendation.treatments.map(regimenKey)))
          groups.set(key, [...(groups.get(key) ?? []), one]);
      this.#byRegimen = groups;
    }
    return this.#byRegimen.get(regimenKey(components)) ?? [];
  }
}

const regimenKey = (components: readonly string[]): string => [...components].sort().join('+');

function printed(guideline: Guideline, recommendation: Recommendation): PrintedRecommendation {
  const confidence = recommendation.confidence ?? guideline.confidence;
  return {
    key: `${guideline.id}/${recommendation.id}`,
    guideline,
    recommendation,
    source: recommendation.source ?? guideline.source ?? null,
    via: confidence === 'seen-in-original' ? null : (recommendation.via ?? guideline.via ?? null),
    confidence,
  };
}
