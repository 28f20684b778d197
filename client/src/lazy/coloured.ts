/** The text of a block as HTML, coloured by what each word is, as in the editor. */
import { semanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import { parse } from '../../../server/src/syntax/parser.ts';

/** Characters; a longer block is shown without colours, so that the preview stays quick. */
const longest = 200_000;

/** Each word in the class of its token. Text that cannot be read is shown as it stands. */
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

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
