/** What would change in a text, in the format that `git apply` and `patch` read. */

interface Change {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}
/** Unchanged lines around a change. */
const context = 3;
/** Texts that differ in more lines than these are shown as one exchange: the search for the shortest way would take too long. */
const mostDifferences = 2_000;

/** '' for equal texts. `path` is relative; lines keep their breaks. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const changes = changesOf(linesOf(before), linesOf(after));
  const hunks = hunksOf(changes);
  if (hunks.length === 0) return '';
  return `--- ${quoted(`a/${path}`)}\n+++ ${quoted(`b/${path}`)}\n${hunks.join('')}`;
}

/** A name with control characters, quotes or backslashes as git writes it, which `git apply` reads back. */
function quoted(path: string): string {
  if (!/[\p{Cc}"\\]/u.test(path)) return path;
  const octal = (character: string): string =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
      .join('');
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, octal)}"`;
}

/** Lines with their breaks. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function changesOf(before: readonly string[], after: readonly string[]): readonly Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end++;
  const same = (line: string): Change => ({ kind: ' ', line });
  return [
    ...before.slice(0, start).map(same),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** Myers' algorithm: the way from one list to the other with the fewest changes; it remembers the front of each round. */
function shortest(before: readonly string[], after: readonly string[]): readonly Change[] {
  const most = Math.min(before.length + after.length, mostDifferences);
  const fronts: Map<number, number>[] = [];
  let front = new Map<number, number>([[1, 0]]);
  for (let round = 0; round <= most; round++) {
    fronts.push(front);
    const next = new Map(front);
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      let x = stepsDown(front, diagonal, round)
        ? (front.get(diagonal + 1) ?? 0)
        : (front.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal])
        x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(fronts, before, after);
    }
    front = next;
  }
  return [
    ...before.map((line): Change => ({ kind: '-', line })),
    ...after.map((line): Change => ({ kind: '+', line })),
  ];
}

const stepsDown = (front: ReadonlyMap<number, number>, diagonal: number, round: number): boolean =>
  diagonal === -round ||
  (diagonal !== round && (front.get(diagonal - 1) ?? -1) < (front.get(diagonal + 1) ?? -1));

function wayBack(
  fronts: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Change[] {
  const changes: Change[] = [];
  let x = before.length;
  let y = after.length;
  for (let round = fronts.length - 1; round >= 0; round--) {
    const front = fronts[round] ?? new Map<number, number>();
    const diagonal = x - y;
    const earlier = stepsDown(front, diagonal, round) ? diagonal + 1 : diagonal - 1;
    const fromX = front.get(earlier) ?? 0;
    const fromY = fromX - earlier;
    while (x > fromX && y > fromY) {
      changes.push({ kind: ' ', line: before[--x] ?? '' });
      y--;
    }
    if (round === 0) break;
    if (x === fromX) changes.push({ kind: '+', line: after[--y] ?? '' });
    else changes.push({ kind: '-', line: before[--x] ?? '' });
  }
  return changes.reverse();
}

function hunksOf(changes: readonly Change[]): readonly string[] {
  const near = new Set<number>();
  changes.forEach(({ kind }, index) => {
    if (kind !== ' ') for (let at = index - context; at <= index + context; at++) near.add(at);
  });
  const hunks: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (let index = 0; index < changes.length; ) {
    if (!near.has(index)) {
      oldLine++;
      newLine++;
      index++;
      continue;
    }
    const [oldStart, newStart] = [oldLine, newLine];
    const rows: string[] = [];
    for (; index < changes.length && near.has(index); index++) {
      const { kind, line } = changes[index] ?? { kind: ' ', line: '' };
      if (kind !== '+') oldLine++;
      if (kind !== '-') newLine++;
      rows.push(
        line.endsWith('\n') ? kind + line : `${kind}${line}\n\\ No newline at end of file\n`,
      );
    }
    hunks.push(
      `@@ -${extent(oldStart, oldLine)} +${extent(newStart, newLine)} @@\n${rows.join('')}`,
    );
  }
  return hunks;
}

/** First line and number of lines; a part without lines stands behind the line before it. */
const extent = (start: number, end: number): string =>
  `${end === start ? start - 1 : start},${end - start}`;
