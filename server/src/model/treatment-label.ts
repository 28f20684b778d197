/** Treatments as people read them. */
import type { Base } from '../evidence/base-types.ts';
import type { Treatment } from './bound-file.ts';

/**
 * `streptozocin + 5-fluorouracil`; an unknown name as it was written, and the key where no
 * component was read.
 */
export function labelOf(base: Base, treatment: Treatment): string {
  if (treatment.components.length === 0) return treatment.key;
  return treatment.components
    .map((component) => (component.known ? base.label(component.id) : component.id))
    .join(' + ');
}

/** The labels of a treatment's key: ids joined by ` + `. */
export const labelOfKey = (base: Base, key: string): string =>
  key
    .split(' + ')
    .map((id) => base.label(id))
    .join(' + ');
