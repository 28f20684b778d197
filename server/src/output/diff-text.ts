/** A comparison for people at a terminal. */
import { counted } from '../text/counted.ts';
import { hanging, padded, printable, wrap } from '../text/display-width.ts';
import type { Change, Diff } from '../views/diff/schema.ts';
import { palette } from './palette.ts';

const kindWidth = 11;
const directionWidth = 14;

/** `2 changes in meaning: 1 stronger, 1 the same. main → working tree`. */
export function diffHeadline({ counts, before, after }: Diff): string {
  const { changes, stronger, weaker, same, notComparable } = counts;
  const sides = `${before.name} → ${after.name}`;
  if (changes === 0) return `No change in meaning. ${sides}`;
  const parts = [
    [stronger, 'stronger'],
    [notComparable, 'not comparable'],
    [weaker, 'weaker'],
    [same, 'as strong'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${counted(changes, 'change')} in meaning: ${told.join(', ')}. ${sides}`;
}

/** Above changes that the base made and no author. */
export const evidenceHeading = 'Evidence that changed under an unchanged text';

/** A comparison for a terminal `width` columns wide. */
export function diffText(diff: Diff, options: { width: number; colours: boolean }): string {
  const paint = palette(options.colours);
  const { width } = options;
  const rowsOf = (change: Change): string[] => {
    const place = [change.file, change.sequence].filter((part) => part !== null).join(', ');
    const head = `  ${padded(change.direction, directionWidth)}  ${padded(change.kind, kindWidth)}  `;
    return [
      ...hanging(head, printable(change.sentence), width),
      ...hanging(' '.repeat(directionWidth + kindWidth + 6), printable(place), width).map(
        paint.faint,
      ),
      ...(change.reports.length === 0
        ? []
        : hanging(
            ' '.repeat(directionWidth + kindWidth + 6),
            `by ${change.reports.join(', ')}`,
            width,
          ).map(paint.faint)),
    ];
  };
  const written = diff.changes.filter(({ kind }) => kind !== 'evidence');
  const moved = diff.changes.filter(({ kind }) => kind === 'evidence');
  const rows = [
    ...diff.notes.flatMap((note) => wrap(note, width)),
    ...wrap(printable(diffHeadline(diff)), width).map(paint.strong),
    ...written.flatMap(rowsOf),
    ...(moved.length === 0 ? [] : ['', paint.strong(evidenceHeading), ...moved.flatMap(rowsOf)]),
    ...diff.failed.flatMap(({ path, side, reason }) =>
      hanging('  ', printable(`${path} (${side}): ${reason}`), width),
    ),
  ];
  return `${rows.join('\n')}\n`;
}
