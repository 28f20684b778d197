/**
 * Markdown that shows text from documents and from the base as it is: nothing in it can become a
 * link, an image or a tag.
 */

/**
 * Escapes what has a meaning inside a line. Line breaks become spaces, so that no text starts a
 * block of its own.
 */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`)
    .replace(/&(?=#|\w)/g, '&amp;')
    .replace(/^(\s*)([-+#]|\d+(?=[.)]))/, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\u200b` : `${space}\\${sign}`,
    );
}

/** A code span. Backticks inside it become plain quotes. */
export function code(text: string): string {
  return `\`${text.replace(/`/g, "'").replace(/\s*[\r\n]+\s*/g, ' ')}\``;
}

/** A link to an address of the web; what is no such address gives the text alone. */
export function link(text: string, address: string): string {
  return /^https:\/\/[^\s<>]+$/.test(address) ? `[${escaped(text)}](<${address}>)` : escaped(text);
}

/** Lines of one paragraph; empty ones are left out. */
export function lines(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('  \n');
}

/** Paragraphs; empty ones are left out. */
export function paragraphs(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

/** A line across, between two paragraphs. */
export const rule = '---';

/** The same text for an editor that shows no Markdown: without marks, with addresses after their words. */
export function plain(markdown: string): string {
  return markdown
    .replace(/\n\n---(?=\n\n)/g, '')
    .replace(/\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)/g, '$1 ($2)')
    .replace(/\*\*|(?<!\\)\*/g, '')
    .replace(/(?<!\\)`/g, '')
    .replace(/ {2}\n/g, '\n')
    .replace(/\\([\\`*_[\]<>|~#+-])/g, '$1')
    .replace(/&amp;/g, '&')
    .replace(/\u200b/g, '');
}
