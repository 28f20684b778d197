/**
 * Names for parts of a document that outlive inserted lines, changed grades and renamed sequences.
 */

/** Letters and digits joined by hyphens, as an address may hold them. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'untitled';

/** Gives each wanted name once; of two that are the same the later gets a number. */
export class Names {
  readonly #taken = new Set<string>();
  take(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number++) name = `${wanted}-${number}`;
    this.#taken.add(name);
    return name;
  }
}
