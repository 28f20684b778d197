/**
 * Blocks of the language in VS Code's preview of Markdown: coloured by what each word is, as in the
 * editor. Findings stay in the editor.
 */

/** The part of markdown-it that is used; the preview brings it. */
interface Token {
  readonly info: string;
  readonly content: string;
}
interface Renderer {
  renderAttrs(token: Token): string;
}
type Rule = (
  tokens: readonly Token[],
  index: number,
  options: unknown,
  environment: unknown,
  self: Renderer,
) => string;
export interface MarkdownIt {
  readonly renderer: { readonly rules: { fence?: Rule | undefined } };
}

/** `sequitur`, `{sequitur}`, `{.sequitur}` and what may follow. */
const ours = /^\s*\{?\s*\.?sequitur(?=[\s,}]|$)/i;
/** Gives the text of a block as HTML. */
export type Colouring = (text: string) => string;

/**
 * Extends markdown-it. What colours is loaded with the first block, because most documents hold
 * none.
 */
export function extendMarkdownIt<Markdown extends MarkdownIt>(
  markdown: Markdown,
  load: () => Colouring,
): Markdown {
  const { rules } = markdown.renderer;
  const { fence: others } = rules;
  rules.fence = (tokens, index, options, environment, self) => {
    const token = tokens[index];
    if (token === undefined || !ours.test(token.info))
      return others?.(tokens, index, options, environment, self) ?? '';
    // The attributes say which line of the source the block stands in: the preview scrolls by them.
    return `<pre${self.renderAttrs(token)}><code class="sequitur">${load()(token.content)}</code></pre>\n`;
  };
  return markdown;
}
