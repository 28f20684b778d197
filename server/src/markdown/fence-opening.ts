/** Whether a document may hold blocks, told without reading it as Markdown: what almost no document does costs almost nothing. */

/** The opening line of a block, wherever in a line it may stand. */
const opening = /(?:`{3}|~{3})[ \t]*(?:\{[^}\r\n]*?\.|\{?[ \t]*)sequitur\b/i;

/** What editors call the languages of documents that may hold blocks. */
export const documentLanguages = ['markdown', 'quarto', 'rmarkdown', 'rmd'] as const;

/** False only for a text without a block. */
export function mayHoldBlocks(text: string): boolean {
  return opening.test(text);
}
