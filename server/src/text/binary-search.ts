/**
 * The index of the last number that is not above a limit, in a list that rises; 0 where all are
 * above it.
 */
export function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
