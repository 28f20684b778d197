/** Comparing names as readers do: `5FU` is `5-FU`, `octreotide-LAR` is "Octreotide LAR". */

const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * The form by which names compare everywhere: letters and digits only, in lower case, in Unicode's
 * compatibility form (so `ﬁ` is `fi` and a full-width letter is the plain one). Any text is
 * accepted; text without a letter gives ''.
 */
export function normaliseName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NOT_LETTER_OR_DIGIT, '');
}

/** How many edits a misspelling may have: one in a short word, two in a long one; none in words of one or two letters
 * except a single change, because there everything is near everything. */
function allowance(length: number): number {
  return length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

/**
 * The optimal-string-alignment distance (insertions, deletions, changes, swaps of neighbours)
 * between `left` and `right`, or `limit + 1` as soon as it is certain to be above `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  const width = right.length + 1;
  let beforeLast = new Array<number>(width).fill(0);
  let last = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = new Array<number>(width).fill(0);
    current[0] = row;
    let smallest = row;
    for (let column = 1; column < width; column++) {
      const same = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        left.charCodeAt(row - 1) === right.charCodeAt(column - 2) &&
        left.charCodeAt(row - 2) === right.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current[column] = cost;
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}

/**
 * Names longer than this are not compared: no real name is, and the work would grow with the square
 * of the length.
 */
const LONGEST = 64;

/**
 * The candidates that `name` may be a misspelling of, nearest first and at most three, compared by
 * `normaliseName`. A candidate that equals the name is the nearest. Nothing near gives an empty
 * list.
 */
export function suggest(name: string, candidates: Iterable<string>): string[] {
  if (name.length > LONGEST) return [];
  const wanted = normaliseName(name);
  if (wanted === '') return [];
  const limit = allowance(wanted.length);
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = editDistance(wanted, normaliseName(candidate), limit);
    if (distance <= limit && distance < wanted.length) near.push({ candidate, distance });
  }
  near.sort((left, right) => left.distance - right.distance);
  return [...new Set(near.map((entry) => entry.candidate))].slice(0, 3);
}
