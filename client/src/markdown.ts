/** Blocks of the language in VS Code's preview of Markdown: coloured by what each word is, as in the editor. Findings stay in the editor. */
import { semanticTokens } from '../../server/src/features/tokens.ts';
import { parse } from '../../server/src/syntax/parser.ts';

/** The part of markdown-it that is used; the preview brings it. */
interface Token {
  readonly info: string;
  readonly content: string;
}
interface Renderer {
  renderAttrs(token: Token): string;
}
type Rule = (tokens: readonly Token[], index: number, options: unknown, environment: unknown, self: Renderer) => string;
export interface MarkdownIt {
  readonly renderer: { readonly rules: { fence?: Rule | undefined } };
}

/** `sequitur`, `{sequitur}`, `{.sequitur}` and what may follow. */
const ours = /^\s*\{?\s*\.?sequitur(?=[\s,}]|$)/i;
/** Characters; a longer block is shown without colours, so that the preview stays quick. */
const longest = 200_000;

export function extendMarkdownIt<Markdown extends MarkdownIt>(markdown: Markdown): Markdown {
  const { rules } = markdown.renderer;
  const { fence: others } = rules;
  rules.fence = (tokens, index, options, environment, self) => {
    const token = tokens[index];
    if (token === undefined || !ours.test(token.info)) return others?.(tokens, index, options, environment, self) ?? '';
    // The attributes say which line of the source the block stands in: the preview scrolls by them.
    return `<pre${self.renderAttrs(token)}><code class="sequitur">${coloured(token.content)}</code></pre>\n`;
  };
  return markdown;
}

/** The text as HTML, each word in the class of its token. Text that cannot be read is shown as it stands. */
export function coloured(text: string): string {
  if (text.length > longest) return escaped(text);
  let html = '';
  let last = 0;
  for (const { start, end, type } of semanticTokens(parse(text))) {
    html += `${escaped(text.slice(last, start))}<span class="sequitur-${type}">${escaped(text.slice(start, end))}</span>`;
    last = end;
  }
  return html + escaped(text.slice(last));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
