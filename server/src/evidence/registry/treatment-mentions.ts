/** Treatments of a base that a text names, by any of their spellings, as words of their own. */
import type { Base } from '../base-types.ts';
import { namesOf } from '../terms.ts';

export interface Mention {
  /** Id of an agent, variant or class. */
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** Short names in capitals are words of a language in small letters, such as EVE. */
const shortest = 5;

/** Finds the mentions in a text, in its order. Of two spellings at one place the longer counts. */
export function treatmentMentions(base: Base): (text: string) => readonly Mention[] {
  const terms = new Map<string, string>();
  for (const entry of [...base.agents, ...base.variants, ...base.classes]) {
    if (!base.isSystemic(entry.id)) continue;
    for (const name of namesOf(entry))
      if (name.length > 2 && !terms.has(keyOf(name))) terms.set(keyOf(name), entry.id);
  }
  const spellings = [...terms.keys()].sort((left, right) => right.length - left.length);
  const escaped = spellings.map((name) =>
    name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\s-]+'),
  );
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?:s|es)?(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [written] = match;
      const term = terms.get(keyOf(written)) ?? terms.get(keyOf(written).replace(/e?s$/, ''));
      if (term === undefined) return [];
      if (written.length < shortest && written !== written.toUpperCase()) return [];
      return [{ term, start: match.index, end: match.index + written.length }];
    });
}

/** Blanks and hyphens are alike. */
const keyOf = (name: string): string => name.toLowerCase().replace(/[\s-]+/g, ' ');
