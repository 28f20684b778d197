/**
 * What several steps share — studies, reports, findings, populations, printed recommendations —
 * once for a whole snapshot.
 */
import { appraise } from '../../appraisal/appraise.ts';
import type { Appraisal } from '../../appraisal/support-types.ts';
import type {
  Base,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
  IsoDate,
} from '../../evidence/base-types.ts';
import { linksOf, vancouver } from '../../evidence/cite.ts';
import type { PrintedRecommendation } from '../../evidence/guidelines.ts';
import type { Transition } from '../../model/bound-file.ts';
import { plainRegion } from '../../model/plain-region.ts';
import { type Region, regionKey } from '../../model/population.ts';
import { describeRegion } from '../../model/region-words.ts';
import { digest } from '../../text/digest.ts';
import { populationInWords } from '../../wording/criterion.ts';
import { effectInWords } from '../../wording/effect.ts';
import { designInWords, priorInWords, ratioOf } from '../../wording/study.ts';
import { criteriaOf } from '../population-criteria.ts';
import type {
  Snapshot,
  SnapshotFact,
  SnapshotPrinted,
  SnapshotRegion,
  SnapshotReport,
  SnapshotStudy,
  SnapshotTransition,
} from './types.ts';

/** The two supports of a transition. */
export type BothSupports = Pick<SnapshotTransition, 'agent' | 'position'>;

/** The tables that the files of a snapshot share, each entry once. */
export class Tables {
  /** What was worked out for one step and holds for all that ask the same. */
  readonly supports = new WeakMap<Appraisal, BothSupports>();
  readonly #appraisals = new WeakMap<Base, Map<string, Appraisal>>();
  readonly #regionKeys = new Map<string, string>();
  readonly #questions = new Map<string, string>();
  readonly #regions = new Map<string, SnapshotRegion>();
  readonly #studies = new Map<string, SnapshotStudy>();
  readonly #reports = new Map<string, SnapshotReport>();
  readonly #findings = new Map<string, SnapshotFact>();
  readonly #printed = new Map<string, SnapshotPrinted>();

  /** The key of a region; equal regions have equal keys in every snapshot. */
  region(region: Region): string {
    const exact = regionKey(region);
    let key = this.#regionKeys.get(exact);
    if (key === undefined) {
      key = digest(exact);
      this.#regionKeys.set(exact, key);
    }
    if (!this.#regions.has(key)) this.#regions.set(key, plain(region));
    return key;
  }

  /** The digest of a question by the key of its transition. */
  question(key: string, digested: () => string): string {
    const known = this.#questions.get(key) ?? digested();
    this.#questions.set(key, known);
    return known;
  }

  /** The appraisal of a transition that no step of a sequence makes. */
  appraisal(transition: Transition, base: Base, asOf: IsoDate): Appraisal {
    const ofBase = this.#appraisals.get(base) ?? new Map<string, Appraisal>();
    this.#appraisals.set(base, ofBase);
    const key = `${asOf}|${transition.key}`;
    const known = ofBase.get(key);
    if (known !== undefined) return known;
    const made = appraise(base, transition, asOf);
    ofBase.set(key, made);
    return made;
  }

  study(study: IndexedStudy, base: Base): string {
    if (!this.#studies.has(study.id))
      this.#studies.set(study.id, {
        acronym: study.study.acronym,
        design: designInWords(study.study),
        n: study.study.population.n ?? null,
        patients: populationInWords(study.study.population.criteria, base),
        previous: (study.study.priorTherapy ?? []).map((context) => priorInWords(context, base)),
        registered: (study.study.registry ?? []).map(({ id }) => id),
        pack: study.pack,
      });
    return study.id;
  }

  report(report: IndexedReport, base: Base): string {
    if (!this.#reports.has(report.key)) {
      const { citation, kind, firstPublic } = report.report;
      this.#reports.set(report.key, {
        study: this.study(report.study, base),
        kind,
        firstPublic,
        citation: vancouver(citation),
        doi: citation.DOI ?? null,
        pmid: citation.PMID ?? null,
        links: linksOf(report)
          .filter(({ url }) => url.startsWith('https://'))
          .map(({ label, url }) => ({ label, url })),
      });
    }
    return report.key;
  }

  finding(found: IndexedFinding, base: Base): string {
    if (!this.#findings.has(found.id)) {
      const [source] = found.finding.provenance;
      const ratio = ratioOf(found);
      this.#findings.set(found.id, {
        report: this.report(found.report, base),
        outcome: found.finding.outcome,
        effect: effectInWords(found),
        n: found.finding.n ?? null,
        ratio: ratio === null ? null : { value: ratio.value, low: ratio.low, high: ratio.high },
        quote: source?.quote ?? '',
        locator: source?.locator ?? null,
      });
    }
    return found.id;
  }

  printed({ key, guideline, recommendation, source, confidence }: PrintedRecommendation): string {
    if (!this.#printed.has(key)) {
      const { direction, grade, place, quote, locator } = recommendation;
      this.#printed.set(key, {
        guideline: guideline.id,
        body: guideline.body,
        year: guideline.year,
        title: guideline.citation.title,
        direction,
        grade: grade?.printed ?? null,
        place: place.printed,
        quote,
        locator,
        source,
        confidence,
      });
    }
    return key;
  }

  /** Sorted by key, so that the same documents give the same bytes. */
  all(): Pick<Snapshot, 'regions' | 'studies' | 'reports' | 'findings' | 'printed'> {
    return {
      regions: sorted(this.#regions),
      studies: sorted(this.#studies),
      reports: sorted(this.#reports),
      findings: sorted(this.#findings),
      printed: sorted(this.#printed),
    };
  }
}

const known = new WeakMap<Region, SnapshotRegion>();
function plain(region: Region): SnapshotRegion {
  const found = known.get(region);
  if (found !== undefined) return found;
  const exact = plainRegion(region);
  const made: SnapshotRegion = {
    words: describeRegion(region),
    criteria: criteriaOf(region),
    plain:
      exact === null
        ? null
        : {
            boxes: exact.boxes.map((box) =>
              box.map(([axis, values]) => [
                axis,
                'values' in values
                  ? { values: [...values.values] }
                  : {
                      intervals: values.intervals.map(([low, high, lowOpen, highOpen]) => [
                        low,
                        high,
                        lowOpen,
                        highOpen,
                      ]),
                    },
              ]),
            ),
            stated: [...exact.stated],
          },
  };
  known.set(region, made);
  return made;
}

/** Orders texts by code unit, which is the same on every machine. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
function sorted<Value>(map: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...map].sort(([a], [b]) => byCode(a, b)));
}
