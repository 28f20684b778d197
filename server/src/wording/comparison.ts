/** The words of a comparison: what kind of change it is, and what it does to the claim. */

/** What can differ between two readings of a step, in the order in which it is told. */
export const changeKinds = [
  'added',
  'removed',
  'moved',
  'treatment',
  'population',
  'trigger',
  'grade',
  'citation',
  'reason',
  'acceptance',
  'evidence',
  'wording',
] as const;
/** One of the things that can differ. */
export type ChangeKind = (typeof changeKinds)[number];

/** Whether the later reading claims more, less or the same. */
export const changeDirections = ['stronger', 'weaker', 'same', 'not comparable'] as const;
/**
 * What a change does to the claim: *stronger* claims more (a higher level, more patients, one more
 * recommendation, a finding that is accepted, a caution that is gone), *weaker* less, *same* as
 * much.
 */
export type ChangeDirection = (typeof changeDirections)[number];

/** A shape for each direction, so that a change reads without colours. */
const directionSigns: Readonly<Record<ChangeDirection, string>> = {
  stronger: '▲',
  weaker: '▽',
  same: '=',
  'not comparable': '◇',
};
/** `▲ stronger`, in front of a row. */
export const directionMark = (direction: ChangeDirection): string =>
  `${directionSigns[direction]} ${direction === 'same' ? 'as strong' : direction}`;

/** What stands on the card of a step: `▲ stronger`, `+ added`, `◐ base carries less`. */
export function cardMark(kind: ChangeKind, direction: ChangeDirection): string {
  if (kind === 'added') return '+ added';
  if (kind === 'removed') return '− removed';
  if (kind === 'moved') return '↔ moved';
  if (kind === 'treatment') return '⇄ other treatment';
  if (kind === 'evidence')
    return direction === 'stronger' || direction === 'weaker'
      ? `◐ base carries ${direction === 'stronger' ? 'more' : 'less'}`
      : '◐ evidence';
  return directionMark(direction);
}

/** As a phrase behind the change. */
export const directionInWords: Readonly<Record<ChangeDirection, string>> = {
  stronger: 'stronger claim',
  weaker: 'weaker claim',
  same: 'as strong a claim',
  'not comparable': 'not comparable',
};

/**
 * For evidence that changed under the text: the text claims what it claimed, and the base carries
 * more or less of it.
 */
export const evidenceDirectionInWords: Readonly<Record<ChangeDirection, string>> = {
  stronger: 'the base carries more',
  weaker: 'the base carries less',
  same: 'the base carries as much',
  'not comparable': 'not comparable',
};

/** What the ceilings say of a claim that changed, or of one whose ceiling did. */
export function ceilingNote(
  before: { readonly above: boolean | null } | null,
  after: { readonly above: boolean | null; readonly ceiling: string | null } | null,
): string | null {
  const was = before?.above ?? null;
  const is = after?.above ?? null;
  if (after === null || is === null) return null;
  const ceiling =
    after.ceiling === null ? 'which only a consensus can carry' : `ceiling ${after.ceiling}`;
  if (is) return `${was === true ? 'still' : 'now'} above what the base carries (${ceiling})`;
  return was === true ? 'now within the ceiling' : null;
}
