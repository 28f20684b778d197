/** The formats that citations are written in, by the names that people give them. */
export const citationFormats = ['vancouver', 'bibtex', 'ris', 'csl-json'] as const;
export type CitationFormat = (typeof citationFormats)[number];
