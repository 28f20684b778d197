/**
 * As a sentence begins: a word with a capital or a digit inside it (`mTOR`) stays as it is written.
 */
export const capital = (text: string): string =>
  /^\p{Ll}+(?![\p{L}\p{N}])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
