/**
 * The fenced blocks of a Markdown, Quarto or R Markdown document, found as CommonMark says, in
 * place. Only documents need this file: it brings a Markdown parser with it, so it is imported
 * where a document is read and nowhere else.
 */
import { parse, postprocess, preprocess } from 'micromark';
import { frontmatter } from 'micromark-extension-frontmatter';
import type { Region, Span } from '../syntax/tree.ts';
import type { Block } from './block.ts';
import { blocksAfter, type ReadDocument } from './fence-changes.ts';

/**
 * What stands inside paragraphs opens no fence, and reading it would cost most of the time:
 * emphasis even its square.
 */
const inlines = [
  ...[
    'attention',
    'autolink',
    'characterEscape',
    'characterReference',
    'codeText',
    'hardBreakEscape',
    'htmlText',
  ],
  ...['labelEnd', 'labelStartImage', 'labelStartLink', 'definition'],
];

/**
 * The blocks `sequitur`, `{sequitur}` and `{.sequitur}` of a document, in order. A fence that is
 * not closed goes to the end of what it stands in. YAML and TOML at the top of the document are no
 * text of it.
 */
export function fencesOf(markdown: string): readonly Block[] {
  // The parser leaves a byte order mark out, and counts from behind it.
  const skipped = markdown.startsWith('\ufeff') ? 1 : 0;
  const text = markdown.slice(skipped);
  const document = parse({
    extensions: [frontmatter(['yaml', 'toml']), { disable: { null: inlines } }],
  }).document();
  const blocks: Block[] = [];
  let info = '';
  let fence: Span | null = null;
  let closing: Span | null = null;
  let lines: Span[] = [];
  for (const [event, token] of postprocess(document.write(preprocess()(text, undefined, true)))) {
    const span = { start: token.start.offset + skipped, end: token.end.offset + skipped };
    if (event === 'enter' && token.type === 'codeFenced') {
      info = '';
      lines = [];
      fence = null;
      closing = null;
    } else if (event === 'exit' && token.type === 'codeFenced') {
      const kind = kindOf(info);
      if (kind !== null && fence !== null)
        blocks.push({
          region: regionOf(markdown, fence, lines, closing, span.end),
          separate: kind === 'separate',
        });
    } else if (event === 'enter') {
      if (token.type === 'codeFencedFence') {
        if (fence === null) fence = span;
        else closing = span;
      } else if (token.type === 'codeFencedFenceInfo') info = markdown.slice(span.start, span.end);
      else if (token.type === 'codeFencedFenceMeta')
        info += ` ${markdown.slice(span.start, span.end)}`;
      else if (token.type === 'codeFlowValue') lines.push(span);
    }
  }
  return blocks;
}

/**
 * The regions of each file of a document: first the ordinary blocks together, then each separate
 * one. Without a block, one empty file.
 */
export function filesOf(markdown: string): readonly (readonly Region[])[] {
  const blocks = blocksIn(markdown);
  const joined = blocks.filter(({ separate }) => !separate).map(({ region }) => region);
  const separate = blocks.filter((block) => block.separate).map(({ region }) => [region]);
  return joined.length > 0 || separate.length === 0 ? [joined, ...separate] : separate;
}

/**
 * Documents that were read last, the latest first: an editor asks for each text several times, and
 * for the next with one key more.
 */
const recent: ReadDocument[] = [];
const mostRecent = 4;

/** As `fencesOf`, remembering the last documents. */
export function blocksIn(text: string): readonly Block[] {
  let blocks = recent.find((one) => one.text === text)?.blocks ?? null;
  for (const one of recent) blocks ??= blocksAfter(one, text);
  blocks ??= fencesOf(text);
  recent.splice(
    0,
    recent.length,
    { text, blocks },
    ...recent.filter((one) => one.text !== text).slice(0, mostRecent - 1),
  );
  return blocks;
}

/**
 * `sequitur separate`, `{sequitur}`, `{sequitur, echo=false}`, and Pandoc's `{.sequitur
 * #fig-order}`, whose language is the first class: null for a block of another language.
 */
function kindOf(info: string): 'joined' | 'separate' | null {
  const words = info.replace(/[{},]/g, ' ').trim().split(/\s+/);
  const isBraced = info.trim().startsWith('{');
  const firstClass = words.find((word) => word.startsWith('.'));
  // An identifier may stand before the classes.
  const [language, ...options] =
    isBraced && firstClass !== undefined && /^[.#]/.test(words[0] ?? '')
      ? [firstClass.slice(1), ...words.filter((word) => word !== firstClass)]
      : words;
  if (language?.toLowerCase() !== 'sequitur') return null;
  return options.some((option) => /^\.?separate$/i.test(option)) ? 'separate' : 'joined';
}

/**
 * White space before the lines is read with them, as the indentation that it is; any other margin
 * is left out line by line.
 */
function regionOf(
  text: string,
  fence: Span,
  lines: readonly Span[],
  closing: Span | null,
  end: number,
): Region {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return { start: fence.end, end: fence.end };
  const start = lineStart(text, first.start);
  const stop = closing === null ? Math.max(last.end, end) : lineStart(text, closing.start);
  const isQuoted = lines.some(
    (line) => text.slice(lineStart(text, line.start), line.start).trim() !== '',
  );
  if (isQuoted) return { start: first.start, end: last.end, lines };
  return { start, end: stop };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
