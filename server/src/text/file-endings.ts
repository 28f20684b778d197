/** How the names of texts end, without the dot. Upper and lower case count alike. */

/** Markdown, Quarto and R Markdown. */
export const documentEndings = ['md', 'markdown', 'qmd', 'rmd'] as const;

/** Every file that may hold the language, as patterns of names. */
export const textGlobs: readonly string[] = ['sequitur', ...documentEndings].map(
  (ending) => `**/*.${ending}`,
);
/** The name of such a file. */
export const textName = new RegExp(`\\.(?:${['sequitur', ...documentEndings].join('|')})$`, 'i');
