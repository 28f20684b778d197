/** One line above each sequence: how its steps are supported in their places. */
import type { SequenceSupport } from '../../checks/sequence-supports.ts';
import type { Span } from '../../syntax/tree.ts';

/** A line above a declaration. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
}

/**
 * `4 transitions: 1 randomised after failure · 2 randomised, prior allowed, disputed · 1
 * retrospective only`, best support first.
 */
export function lenses(supports: readonly SequenceSupport[]): readonly Lens[] {
  return supports.map(({ span, counts }) => {
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    const words = counts.map(({ name, count }) => `${count} ${name}`);
    return {
      span,
      title: `${all} ${all === 1 ? 'transition' : 'transitions'}: ${words.join(' · ')}`,
    };
  });
}
