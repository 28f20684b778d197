/** A search of PubMed for a title. */

/**
 * The words of a title without what PubMed reads as operators: brackets, quotation marks, colons,
 * slashes.
 */
export const titleWords = (title: string): string =>
  title
    .replace(/["[\](){}:;,/*|&+]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export const titleQuery = (title: string): string => `${titleWords(title)}[Title]`;
