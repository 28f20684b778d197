/** Patients of two snapshots compared: more patients are a stronger claim, fewer a weaker one. */
import type { Base } from '../../evidence/base-types.ts';
import { type PlainRegion, regionFrom } from '../../model/plain-region.ts';
import { contains, type Region } from '../../model/population.ts';
import { spaceOf } from '../../model/space.ts';
import type { ChangeDirection } from '../../wording/comparison.ts';
import type { Snapshot, SnapshotRegion } from '../snapshot/types.ts';

/** The patients of both sides, compared once for each pair. */
export class Regions {
  readonly #before: Snapshot['regions'];
  readonly #after: Snapshot['regions'];

  readonly #base: Base;

  constructor(base: Base, before: Snapshot['regions'], after: Snapshot['regions']) {
    this.#base = base;
    this.#before = before;
    this.#after = after;
  }

  words(side: 'before' | 'after', key: string): string {
    return (side === 'before' ? this.#before : this.#after)[key]?.words ?? 'unknown';
  }
  /** Both in words, without what they share. */
  difference(before: string, after: string): { before: string; after: string } {
    const [was, is] = [this.words('before', before), this.words('after', after)];
    const [parts, others] = [was.split(', '), is.split(', ')];
    const left = parts.filter((part) => !others.includes(part)).join(', ');
    const right = others.filter((part) => !parts.includes(part)).join(', ');
    // Alternatives are read as a whole, and a criterion that is gone leaves nothing to name.
    const whole = `${was}${is}`.includes('; or ') || left === '' || right === '';
    return whole ? { before: was, after: is } : { before: left, after: right };
  }
  /** Keys are the same for the same patients. */
  compare(before: string, after: string): ChangeDirection {
    if (before === after) return 'same';
    const [was, is] = [
      regionOf(this.#base, this.#before[before]),
      regionOf(this.#base, this.#after[after]),
    ];
    if (was === null || is === null) return 'not comparable';
    const [wider, narrower] = [contains(is, was), contains(was, is)];
    if (wider === narrower) return wider ? 'same' : 'not comparable';
    return wider ? 'stronger' : 'weaker';
  }
}

function regionOf(base: Base, stored: SnapshotRegion | undefined): Region | null {
  if (stored === undefined || stored.plain === null) return null;
  const space = spaceOf(base);
  const plain: PlainRegion = stored.plain;
  // A stored snapshot may know attributes that this base does not.
  const known = plain.boxes.every((box) => box.every(([axis]) => space.axes.has(axis)));
  return known ? regionFrom(space, plain) : null;
}
