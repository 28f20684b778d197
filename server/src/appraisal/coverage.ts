/**
 * Who was studied against who is meant. Only what both sides state is compared, with both bounds. The tumour decides whether the
 * evidence is direct; every other attribute informs and never lowers.
 */
import type { Base, IndexedStudy, PopulationCriteria } from '../evidence/base-types.ts';
import type { Transition } from '../model/bound-file.ts';
import { givenValues, type Region, regionOfCriteria } from '../model/population.ts';
import { type AxisId, spaceOf } from '../model/space.ts';
import {
  containsValues,
  intersectValues,
  interval,
  isNone,
  type ValueSet,
} from '../model/values.ts';

export type TumourFit =
  /** Only tumours that are meant. */
  | 'same'
  /** Other tumours as well. */
  | 'mixed'
  /** Only a part of the tumours that are meant. */
  | 'part'
  /** None of the tumours that are meant. */
  | 'other';

export interface AttributeFit {
  readonly attribute: AxisId;
  readonly fit: 'partial' | 'outside';
  readonly asked: ValueSet;
  readonly studied: ValueSet;
}

const askedOf = new WeakMap<Region, ReadonlySet<string>>();
/** Tumours that are meant: what the population says, or all of the base's field where it says nothing. */
export function tumoursAsked(base: Base, region: Region): ReadonlySet<string> {
  let tumours = askedOf.get(region);
  if (tumours === undefined) {
    const asked = givenValues(region, 'tumour');
    tumours = asked?.kind === 'finite' ? asked.values : spaceOf(base).tumoursBelow('net');
    askedOf.set(region, tumours);
  }
  return tumours;
}

/** Every study is compared with the same few sets of tumours, so the answers are kept with the set. */
const fits = new WeakMap<ReadonlySet<string>, Map<string, TumourFit>>();

export function tumourFit(
  base: Base,
  asked: ReadonlySet<string>,
  studied: readonly string[],
): TumourFit {
  let known = fits.get(asked);
  if (known === undefined) {
    known = new Map();
    fits.set(asked, known);
  }
  const key = studied.join(' ');
  let fit = known.get(key);
  if (fit === undefined) {
    fit = compareTumours(base, asked, studied);
    known.set(key, fit);
  }
  return fit;
}
function compareTumours(
  base: Base,
  asked: ReadonlySet<string>,
  studied: readonly string[],
): TumourFit {
  const space = spaceOf(base);
  const members = new Set(studied.flatMap((tumour) => [...space.tumoursBelow(tumour)]));
  const common = [...members].filter((tumour) => asked.has(tumour));
  if (common.length === 0) return 'other';
  if ([...members].some((tumour) => !asked.has(tumour))) return 'mixed';
  return [...asked].every((tumour) => members.has(tumour)) ? 'same' : 'part';
}

/** Does a cohort or subgroup of this tumour speak to the tumours that are meant? */
export function tumourApplies(base: Base, asked: ReadonlySet<string>, tumour: string): boolean {
  return tumourFit(base, asked, [tumour]) !== 'other';
}

const studyRegions = new WeakMap<PopulationCriteria, Region>();
function regionOfStudy(base: Base, criteria: PopulationCriteria): Region {
  const known = studyRegions.get(criteria);
  if (known !== undefined) return known;
  const region = regionOfCriteria(spaceOf(base), criteria);
  studyRegions.set(criteria, region);
  return region;
}

/** A step taken on progression has patients who have just progressed. */
const justProgressed = interval(0, 0);

/** Attributes on which the study does not cover everybody who is meant, in the vocabulary's order; the tumour is left to `tumourFit`. */
export function coverage(
  base: Base,
  study: IndexedStudy,
  transition: Transition,
): readonly AttributeFit[] {
  const { criteria } = study.study.population;
  const studied = regionOfStudy(base, criteria);
  const fits: AttributeFit[] = [];
  for (const axis of spaceOf(base).axes.values()) {
    if (axis.attribute.kind === 'tumour' || axis.flag !== null) continue;
    const enrolled = givenValues(studied, axis.id);
    if (enrolled === null || !(axis.id in criteria)) continue;
    const asked =
      axis.attribute.kind === 'progression' && transition.judged === 'progression'
        ? justProgressed
        : givenValues(transition.population.region, axis.id);
    if (asked === null || isNone(asked) || containsValues(enrolled, asked)) continue;
    fits.push({
      attribute: axis.id,
      fit: isNone(intersectValues(enrolled, asked)) ? 'outside' : 'partial',
      asked,
      studied: enrolled,
    });
  }
  return fits;
}

/** The tumour in words for a message, as the study names it. */
export const tumoursInWords = (base: Base, ids: readonly string[]): string =>
  ids.map((id) => base.tumours.find((tumour) => tumour.id === id)?.label ?? id).join(', ');
