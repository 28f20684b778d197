/**
 * The reasons of an appraisal in sentences: why a support has its rung, why not more, and what the
 * class carries beside it.
 */

import { rungName } from '../appraisal/rungs.ts';
import type { Appraisal, Beside, Candidate } from '../appraisal/support-types.ts';
import type { Base } from '../evidence/base-types.ts';
import type { Transition } from '../model/bound-file.ts';
import { isPlaced } from '../model/histories.ts';
import { labelOf } from '../model/treatment-label.ts';
import { absenceInWords } from './absence.ts';
import { candidateInWords } from './effect.ts';
import { verdictWords } from './support.ts';

/** A transition with its answer. */
interface Judged {
  readonly transition: Transition;
  readonly appraisal: Appraisal;
}
/** Which of the two questions; of a step without a place the treatment alone is asked. */
type Kind = 'agent' | 'position';
const askedAs = ({ transition }: Pick<Judged, 'transition'>, kind: Kind): Kind =>
  isPlaced(transition) ? kind : 'agent';

const decidedBy = (candidate: Candidate): string =>
  candidate.facets
    .filter((facet) => facet.decided)
    .map((facet) => facet.statement)
    .join('; ');

/** Why a support has its rung, in at most three sentences: one for each study that carries it. */
export function whyThis(base: Base, judged: Judged, kind: Kind): readonly string[] {
  const { transition, appraisal } = judged;
  const { predecessor } = transition.history;
  if (!appraisal.appraised) return [`${labelOf(base, transition.treatment)} is not appraised.`];
  if (kind === 'position' && predecessor !== null && !predecessor.known)
    return [`${labelOf(base, predecessor)} is not known, so the place is not appraised.`];
  const support = appraisal[kind];
  if (support.rung === 'SX')
    return [`Not in the base as of ${appraisal.asOf}, ${absenceInWords(base, transition)}.`];
  if (support.rung === 'S9') return ['Only a rationale is stated for this pair of classes.'];
  const ofDesign = askedAs(judged, kind) === 'agent';
  const sentences = support.carriedBy.slice(0, 3).map((candidate) => {
    const reason = ofDesign
      ? candidate.facets.find((facet) => facet.facet === 'design')?.statement
      : decidedBy(candidate);
    return `${candidate.study.study.acronym}: ${reason ?? base.ladder.rung(candidate.rung).definition}.`;
  });
  const against = support.candidates
    .filter((candidate) => candidate.direction === 'disputes')
    .map((candidate) => candidate.study.study.acronym);
  return support.flags.includes('disputed') && against.length > 0
    ? [...sentences, `Disputed by ${against.join(', ')}.`]
    : sentences;
}

/** `randomised, stratified by prior, in favour, with 177Lu-edotreotide (COMPETE …)`. */
export function besideInWords(base: Base, found: Beside, firstStep: boolean): string {
  const { rung, direction, carrier } = found;
  const given = carrier.member?.split(' + ').map((id) => base.label(id));
  return [
    rungName(base.ladder, rung, 'position', firstStep),
    ...verdictWords({ direction, disputed: false }),
    `${given === undefined ? 'for the class as a whole' : `with ${given.join(' + ')}`} (${candidateInWords(carrier)})`,
  ].join(', ');
}

/** What the class carries in this place on a better rung, in a sentence. */
export function classHere(base: Base, { transition, appraisal }: Judged): readonly string[] {
  const { beside } = appraisal.position;
  const firstStep = transition.history.predecessor === null;
  const [first] = beside;
  if (first === undefined) return [];
  const found = beside.map((one) => besideInWords(base, one, firstStep)).join('; ');
  return [`For its class (${base.label(first.classId)}) the base holds more here: ${found}.`];
}

/**
 * Why the studies of a stronger design do not carry more: what the class carries, then at most three
 * sentences, strongest design first. Studies with the same reason share one, so reasons are told in
 * the past, which reads the same of one study and of several.
 */
export function whyNotMore(base: Base, judged: Judged, kind: Kind): readonly string[] {
  return kind === 'agent' ? [] : [...classHere(base, judged), ...heldBack(judged)];
}

/** Why studies in these patients do not speak of the place. */
export function heldBack(judged: Judged): readonly string[] {
  const support = judged.appraisal.position;
  if (askedAs(judged, 'position') === 'agent' || support.rung === 'S1') return [];
  const designRank = ({ study: { study } }: Candidate): number =>
    study.design.startsWith('randomised')
      ? 0
      : study.design === 'single-arm' || study.design === 'prospective-cohort'
        ? 1
        : 2;
  const studies = new Map<string, string[]>();
  for (const candidate of support.candidates
    .filter(({ rung }) => rung === 'S7')
    .sort(
      (a, b) =>
        designRank(a) - designRank(b) ||
        (b.study.study.population.n ?? 0) - (a.study.study.population.n ?? 0),
    )) {
    const reason = decidedBy(candidate);
    const { acronym } = candidate.study.study;
    studies.set(reason, [...new Set([...(studies.get(reason) ?? []), acronym])]);
  }
  return [...studies].slice(0, 3).map(([reason, names]) => `${namesInWords(names)} ${reason}.`);
}
/** As many studies as a sentence names. */
const mostNamed = 3;
function namesInWords(names: readonly string[]): string {
  const named =
    names.length > mostNamed
      ? [...names.slice(0, mostNamed - 1), `${names.length - mostNamed + 1} more`]
      : names;
  return named.length === 1 ? named.join() : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
