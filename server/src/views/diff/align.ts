/** Which part of one version is which part of the other. */

interface Aligned<Item> {
  readonly pairs: readonly (readonly [before: Item, after: Item])[];
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
}

/**
 * Pairs items by the first key that both have and nobody took; keys are tried one after the other.
 */
export function pairBy<Item>(
  before: readonly Item[],
  after: readonly Item[],
  beforeKeys: readonly ((item: Item) => string | null)[],
  afterKeys: readonly ((item: Item) => string | null)[] = beforeKeys,
): Aligned<Item> {
  const pairs: [Item, Item][] = [];
  let [left, right] = [[...before], [...after]];
  for (const [index, keyOf] of beforeKeys.entries()) {
    const otherKeyOf = afterKeys[index] ?? keyOf;
    const byKey = new Map<string, Item[]>();
    for (const item of right) {
      const key = otherKeyOf(item);
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), item]);
    }
    const taken = new Set<Item>();
    left = left.filter((item) => {
      const key = keyOf(item);
      const match = key === null ? undefined : byKey.get(key)?.shift();
      if (match === undefined) return true;
      pairs.push([item, match]);
      taken.add(match);
      return false;
    });
    right = right.filter((item) => !taken.has(item));
  }
  return { pairs, removed: left, added: right };
}

/**
 * The longest common subsequence by key, as pairs of indices. Common ends are cut off first, so
 * that a small edit costs little.
 */
function commonOrder(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let [end, otherEnd] = [before.length, after.length];
  while (end > from && otherEnd > from && before[end - 1] === after[otherEnd - 1]) {
    end--;
    otherEnd--;
  }
  const head = Array.from({ length: from }, (_, index) => [index, index] as const);
  const tail = Array.from(
    { length: before.length - end },
    (_, index) => [end + index, otherEnd + index] as const,
  );
  const middle = longestCommon(before.slice(from, end), after.slice(from, otherEnd));
  return [...head, ...middle.map(([a, b]) => [a + from, b + from] as const), ...tail];
}

function longestCommon(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row] === after[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

interface StepAlignment<Item> extends Aligned<Item> {
  /** The same treatment in another place. */
  readonly moved: readonly (readonly [before: Item, after: Item])[];
  /** Another treatment in the same place. */
  readonly replaced: readonly (readonly [before: Item, after: Item])[];
}

/** Steps of one sequence, by their treatment. */
export function alignSteps<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): StepAlignment<Item> {
  const anchors = commonOrder(before.map(keyOf), after.map(keyOf));
  const pairs = anchors.flatMap(([a, b]) => pairOf(before[a], after[b]));
  const gaps = gapsBetween(anchors, before.length, after.length);
  const rest = gaps.map(([a, b]) => ({ left: before.slice(...a), right: after.slice(...b) }));
  const moves = pairBy(
    rest.flatMap(({ left }) => left),
    rest.flatMap(({ right }) => right),
    [keyOf],
  );
  const isLeft = new Set(moves.removed);
  const isRight = new Set(moves.added);
  const replaced: [Item, Item][] = [];
  const removed: Item[] = [];
  const added: Item[] = [];
  for (const { left, right } of rest) {
    const [gone, come] = [
      left.filter((item) => isLeft.has(item)),
      right.filter((item) => isRight.has(item)),
    ];
    const both = Math.min(gone.length, come.length);
    for (let index = 0; index < both; index++) replaced.push(...pairOf(gone[index], come[index]));
    removed.push(...gone.slice(both));
    added.push(...come.slice(both));
  }
  return { pairs, moved: moves.pairs, replaced, removed, added };
}

function pairOf<Item>(before: Item | undefined, after: Item | undefined): [Item, Item][] {
  return before === undefined || after === undefined ? [] : [[before, after]];
}

type Part = [from: number, to: number];
function gapsBetween(
  anchors: readonly (readonly [number, number])[],
  before: number,
  after: number,
): readonly (readonly [Part, Part])[] {
  let [last, other] = [0, 0];
  const gaps: (readonly [Part, Part])[] = [];
  for (const [a, b] of [...anchors, [before, after] as const]) {
    if (a > last || b > other)
      gaps.push([
        [last, a],
        [other, b],
      ]);
    [last, other] = [a + 1, b + 1];
  }
  return gaps;
}
