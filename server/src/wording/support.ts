/** The name of a support with its direction: the same words in a hover, a drawing, a list and a table. */
import { rungName } from '../appraisal/rungs.ts';
import type { Appraisal, Direction, Rung, Support } from '../appraisal/support-types.ts';
import type { Base, IsoDate } from '../evidence/base-types.ts';
import type { Transition } from '../model/bound-file.ts';
import { isPlaced } from '../model/histories.ts';

/** The words of a direction: a result without a verdict shows neither a difference nor that there is none. */
const directionWords = {
  supports: 'in favour',
  neutral: 'no difference shown',
  described: 'described without a verdict',
  disputes: 'the findings speak against it',
} as const satisfies Readonly<Record<Direction, string>>;

/** What was found: the direction, and whether another finding disputes it. */
export interface Verdict {
  readonly direction: Direction | null;
  readonly disputed: boolean;
}
/** What was found for a support. */
export const verdictOf = (support: Support): Verdict => ({
  direction: support.direction,
  disputed: support.flags.includes('disputed'),
});

/** The direction, then what disputes it, each as a phrase; empty where nothing has a direction. */
export function verdictWords({ direction, disputed }: Verdict): readonly string[] {
  return [
    ...(direction === null ? [] : [directionWords[direction]]),
    ...(disputed ? ['disputed'] : []),
  ];
}

/** The studies of a step did not admit patients with the previous treatment. */
export const excludedInWords = 'excluded by the studies';

/** `randomised sequence, no difference shown`; a first step has nothing before it that it could be studied after. */
export function supportName(
  { ladder }: Pick<Base, 'ladder'>,
  support: Support,
  {
    kind,
    asOf,
    firstStep = false,
  }: { readonly kind: 'agent' | 'position'; readonly asOf: IsoDate; readonly firstStep?: boolean },
): string {
  const name =
    support.rung === 'SX'
      ? `not in the base as of ${asOf}`
      : rungName(ladder, support.rung, kind, firstStep);
  // A name without more is one in favour.
  const verdict = verdictWords(verdictOf(support)).filter(
    (words) => words !== directionWords.supports,
  );
  const excluded = support.flags.includes('excluded') ? [excludedInWords] : [];
  return [name, ...verdict, ...excluded].join(', ');
}

/** What the position support of a transition is about: without a place, the treatment alone. */
export const placeKind = (
  transition: Pick<Transition, 'history' | 'beginning'>,
): 'agent' | 'position' => (isPlaced(transition) ? 'position' : 'agent');

/** The name of a rung in the place of a transition: `prospective, untreated patients` at a first step, `prospective without comparison` where no place is said. */
export const rungNameInPlace = (
  { ladder }: Pick<Base, 'ladder'>,
  transition: Pick<Transition, 'history' | 'beginning'>,
  rung: Rung,
): string => rungName(ladder, rung, placeKind(transition), transition.history.predecessor === null);

/** The support of a judged transition in its place, as a lens, a hint or a list says it: named once for all of them. */
export const positionName = (
  base: Pick<Base, 'ladder'>,
  { transition, appraisal }: JudgedPosition,
): string =>
  supportName(base, appraisal.position, {
    kind: placeKind(transition),
    asOf: appraisal.asOf,
    firstStep: transition.history.predecessor === null,
  });

interface JudgedPosition {
  readonly transition: Pick<Transition, 'history' | 'beginning'>;
  readonly appraisal: Pick<Appraisal, 'position' | 'asOf'>;
}
