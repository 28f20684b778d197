/**
 * Which of the weighed studies make the answer to a question: the best rung, what disputes it, and
 * the ceiling of those that carry it equally.
 */
import type { Base, IndexedFinding } from '../evidence/base-types.ts';
import { isHigher } from './ceilings.ts';
import { compareRanks } from './direction.ts';
import { bestOf, compareRungs } from './rungs.ts';
import {
  type Candidate,
  type Ceiling,
  type Direction,
  type Flag,
  type Rung,
  rungs,
  type Support,
} from './support-types.ts';

/** Patients who are meant, a result that somebody judged, only their tumours, inactive control, primary analysis, final report, paper before abstract, later: what goes first among equals. */
function tieRank(candidate: Candidate): readonly number[] {
  const first = wholeOf(candidate);
  const outside = candidate.flags.includes('other-population') ? 1 : 0;
  const unjudged = candidate.direction === 'described' ? 1 : 0;
  const mixed = candidate.flags.includes('mixed-tumour') ? 1 : 0;
  if (first === undefined) return [outside, unjudged, mixed, 2, 2, 2, 2];
  const control =
    first.comparator === null
      ? 2
      : first.comparator.role === 'inactive-control' || first.arm.role === 'inactive-control'
        ? 0
        : 1;
  const { kind } = first.report.report;
  return [
    outside,
    unjudged,
    mixed,
    control,
    first.finding.analysis === 'primary' ||
    candidate.findings.some((finding) => finding.finding.analysis === 'primary')
      ? 0
      : 1,
    kind === 'final' ? 0 : 1,
    kind === 'abstract' ? 1 : 0,
  ];
}
/** Studies are compared by what they found in the whole; the result of a part stands first only to be read. */
const wholeOf = ({ findings, own }: Candidate): IndexedFinding | undefined =>
  findings.find((finding) => finding !== own?.finding) ?? findings[0];
const dateOf = (candidate: Candidate): string => wholeOf(candidate)?.report.date ?? '';
function byTie(a: Candidate, b: Candidate): number {
  return (
    compareRanks(tieRank(a), tieRank(b)) ||
    dateOf(b).localeCompare(dateOf(a)) ||
    a.study.id.localeCompare(b.study.id)
  );
}
/**
 * Orders candidates from the best supported: by rung, then by design and result, then the newest.
 */
export const byRung = (a: Candidate, b: Candidate): number =>
  compareRungs(a.rung, b.rung) || byTie(a, b);

const caps: readonly Flag[] = ['excluded', 'prior-missing', 'trigger', 'rechallenge'];
const isCap = (flag: Flag): boolean => caps.includes(flag);

/** Randomised before prospective before retrospective. */
const designRank = ({ study }: Candidate): number =>
  study.study.design.startsWith('randomised')
    ? 0
    : study.study.design === 'single-arm' || study.study.design === 'prospective-cohort'
      ? 1
      : 2;

/** A study of other patients leads only where none of these carries as much: without it, the answer would be about somebody else. */
function withoutOvertaken(base: Base, candidates: readonly Candidate[]): readonly Candidate[] {
  const isOutside = ({ flags }: Candidate): boolean => flags.includes('other-population');
  const inside = candidates.filter((one) => !isOutside(one) && one.direction !== null);
  if (inside.length === 0) return candidates;
  const best = inside.map(({ ceiling }) => ceiling).reduce((a, b) => base.ladder.better(a, b));
  return candidates.filter(
    (one) => !isOutside(one) || one.direction === null || isHigher(base, one.ceiling, best),
  );
}

/** The answer, as the studies that carry it give it. */
export interface Headline {
  readonly rung: Rung;
  readonly direction: Direction | null;
  readonly ceiling: Ceiling;
  readonly bounds: Support['bounds'];
  readonly flags: readonly Flag[];
  readonly carriedBy: readonly Candidate[];
}

/**
 * The best rung among supporting, neutral and described candidates; disputing ones only if nothing else speaks; an allocated order always. Below S6
 * nothing has a direction, so such candidates make the headline only where no other exists.
 * A disputing candidate at that rung or better raises `disputed` and never the rung.
 */
function headline(base: Base, all: readonly Candidate[]): Headline | null {
  const { ladder } = base;
  const candidates = withoutOvertaken(base, all);
  const spoken = candidates.filter(
    (candidate) =>
      candidate.rung === 'S1' ||
      candidate.direction === 'supports' ||
      candidate.direction === 'neutral' ||
      candidate.direction === 'described',
  );
  const directed =
    spoken.length > 0 ? spoken : candidates.filter((candidate) => candidate.direction !== null);
  const pool = directed.length > 0 ? directed : candidates;
  if (pool.length === 0) return null;
  const best = bestOf(pool.map(({ rung }) => rung));
  const tied = pool.filter(({ rung }) => rung === best).sort(byTie);
  const [first] = tied;
  if (first === undefined) return null;
  const equals = tied.filter(
    (candidate) =>
      compareRanks(tieRank(candidate), tieRank(first)) === 0 && dateOf(candidate) === dateOf(first),
  );
  const split = equals.some((candidate) => candidate.direction !== first.direction);
  const disputed =
    split ||
    candidates.some(
      (candidate) =>
        candidate.direction === 'disputes' &&
        compareRungs(candidate.rung, best) <= 0 &&
        candidate !== first,
    );
  const flags = new Set<Flag>(first.flags);
  if (disputed) flags.add('disputed');
  // At S7 the reason may be another study's: what kept the strongest design there belongs to the answer.
  if (first.rung === 'S7') {
    const strongest = Math.min(...tied.map(designRank));
    for (const candidate of tied)
      if (designRank(candidate) === strongest)
        for (const flag of candidate.flags.filter(isCap)) flags.add(flag);
  }
  return {
    rung: first.rung,
    direction: split ? 'neutral' : first.direction,
    ceiling: tied.map(({ ceiling }) => ceiling).reduce((a, b) => ladder.better(a, b)),
    bounds: first.bounds,
    flags: [...flags],
    carriedBy: tied,
  };
}

/** A class is any one member: the headline is that of its best-studied member. Candidates about the class as a whole count for every member. */
export function headlineOfBestMember(
  base: Base,
  candidates: readonly Candidate[],
): Headline | null {
  const members = new Set(candidates.map((candidate) => candidate.member));
  if (members.size <= 1) return headline(base, candidates);
  let best: { headline: Headline; studies: number } | null = null;
  for (const member of members) {
    const own = candidates.filter(
      (candidate) => candidate.member === member || candidate.member === null,
    );
    const found = headline(base, own);
    if (found === null) continue;
    const studies = own.length;
    const rank = (one: Headline): readonly number[] => [
      rungs.indexOf(one.rung),
      one.direction === 'supports' ? 0 : one.direction === 'disputes' ? 2 : 1,
    ];
    const order = best === null ? -1 : compareRanks(rank(found), rank(best.headline));
    if (best === null || order < 0 || (order === 0 && studies > best.studies))
      best = { headline: found, studies };
  }
  return best?.headline ?? null;
}
