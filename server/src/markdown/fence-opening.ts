/**
 * Whether a document may hold blocks, told without reading it as Markdown: what almost no document
 * does costs almost nothing.
 */

import { suggest } from '../text/names.ts';

/** The opening line of a block, wherever in a line it may stand. */
const opening = /(?:`{3}|~{3})[^\S\r\n]*(?:\{[^}\r\n]*?\.|\{?[^\S\r\n]*)sequitur\b/i;

/** What editors call the languages of documents that may hold blocks. */
export const documentLanguages = ['markdown', 'quarto', 'rmarkdown', 'rmd'] as const;

/** False only for a text without a block, and without anything that looks like one. */
export function mayHoldBlocks(text: string): boolean {
  return opening.test(text) || lookalikesIn(text).length > 0;
}

/** A line that names Sequitur, or nearly so, where a block would. */
export interface Lookalike {
  readonly start: number;
  readonly end: number;
  /** Backticks, tildes or colons as written; `''` for a tag of HTML. */
  readonly fence: string;
  /** The language as written, without a dot or braces. */
  readonly word: { readonly start: number; readonly end: number };
  readonly is: 'name' | 'near name' | 'later class' | 'attribute' | 'directive' | 'tag';
}

/** Behind the marks of quotations and lists: a fence, however short, and what is written behind it. */
const fenceLine = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{2,}|~{2,}|:{3,})([^\r\n]*)/gm;
const tag = /<(?:pre|code|script|div|sequitur)\b[^>\r\n]{0,200}/gi;

/** Fences of a block are among them. What a tag or a fence holds is not looked at. */
export function lookalikesIn(text: string): readonly Lookalike[] {
  const found: Lookalike[] = [];
  for (const match of text.matchAll(fenceLine)) {
    const [, margin = '', fence = '', info = ''] = match;
    const start = match.index + margin.length;
    const at = start + fence.length;
    const named = namedIn(info);
    if (named === null || isInlineCode(fence, info)) continue;
    const word = { start: at + named.start, end: at + named.end };
    found.push({ start, end: at + info.trimEnd().length, fence, word, is: named.is });
  }
  for (const match of text.matchAll(tag)) {
    const name = /(?<![\w.-])(?:lang(?:uage)?-)?sequitur(?![\w.-])/i.exec(match[0]);
    if (name === null) continue;
    const start = match.index + name.index;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      fence: '',
      word: { start, end: start + name[0].length },
      is: 'tag',
    });
  }
  return found;
}

/** "```sequitur``` blocks are read": words of a sentence, unless a declaration stands in them. */
const isInlineCode = (fence: string, info: string): boolean =>
  fence.startsWith('`') && info.includes(fence) && !/\{[^}]*\s/.test(info);

type Named = Pick<Lookalike, 'is'> & Lookalike['word'];

/** Where the text behind a fence names the language; `null` where it does not. */
function namedIn(info: string): Named | null {
  // What no language has in its name cannot be near it, and most fences are of other languages.
  const language = /^[^\S\r\n]*\{?[^\S\r\n]*\.?(?:lang(?:uage)?-)?([^\s{},.#=]+)/i.exec(info);
  const name = language?.[1] ?? '';
  if (language !== null && name !== '') {
    const start = language[0].length - name.length;
    const is = nameOf(name);
    if (is !== null) return { is, start, end: start + name.length };
  }
  const kinds: readonly (readonly [RegExp, Lookalike['is']])[] = [
    [/\{[^}]*\.sequitur(?![\w-])/i, 'later class'],
    [/^[^\S\r\n]*\{[\w-]+\}[^\S\r\n]*sequitur(?![\w-])/i, 'directive'],
    [/\b(?:engine|class|lang|language)[^\S\r\n]*=[^\S\r\n]*["']?sequitur(?![\w-])/i, 'attribute'],
  ];
  for (const [pattern, is] of kinds) {
    const match = pattern.exec(info);
    if (match === null) continue;
    const end = match.index + match[0].length;
    return { is, start: end - 'sequitur'.length, end };
  }
  return null;
}

function nameOf(word: string): 'name' | 'near name' | null {
  if (/^sequitur(?![\w-])/i.test(word)) return word.length === 8 ? 'name' : 'near name';
  const near = /^[\p{L}\p{N}_-]{6,10}$/u.test(word) && suggest(word, ['sequitur']).length > 0;
  return near ? 'near name' : null;
}
