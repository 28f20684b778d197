import type { Reader } from './token-cursor.ts';

/** How the elements of a list are read. */
interface ListRules<T> {
  /** Reads one element. Takes nothing and gives null when none begins here. */
  readonly element: () => T | null;
  /**
   * Takes the separator and says whether another element must follow. Without it, elements follow
   * each other directly.
   */
  readonly separator?: () => boolean;
  /**
   * For a list in braces or a whole file: whether it ends here. Without it, the list ends where its
   * separator is missing.
   */
  readonly ends?: () => boolean;
  /** Reports what stands where an element or a separator should. */
  readonly unexpected?: () => void;
  /** While skipping what cannot be read: whether an element may begin here. */
  readonly resumes?: () => boolean;
}

/**
 * The one driver for all lists of the language. Its decisions:
 *
 * 1. It always ends: every round takes a token or leaves.
 * 2. An open list (`a or b`, `PFS, OS`) ends at the first missing separator; what follows is the
 * affair of whoever
 *    reads next. A separator without an element behind it is reported by the element.
 * 3. A closed list (in braces, or the file) ends only where `ends` says. Anything else that is not
 * an element is
 * reported once and skipped until an element may begin or the list ends, so one mistake costs one
 * element.
 * 4. A missing separator before something that is an element is reported, and the element is read
 * all the same.
 */
export function readList<T>(reader: Reader, rules: ListRules<T>): T[] {
  const items: T[] = [];
  if (rules.ends === undefined) {
    do {
      const item = rules.element();
      if (item === null) break;
      items.push(item);
    } while (rules.separator?.() ?? true);
    return items;
  }
  for (;;) {
    if (rules.ends()) {
      // Asked what may stand at the end of the text, the list answers with its elements too.
      if (reader.isAsked) rules.element();
      return items;
    }
    const before = reader.index;
    const item = rules.element();
    if (item !== null) items.push(item);
    if (reader.index === before) {
      if (reader.atEnd) return items;
      rules.unexpected?.();
      const { ends, resumes } = rules;
      reader.skipUntil(() => ends() || (resumes?.() ?? false));
      continue;
    }
    if (rules.separator === undefined || rules.separator() || rules.ends()) continue;
    rules.unexpected?.();
    // Read on from here if an element begins; otherwise the next round skips without a second
    // error.
  }
}
