import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coloured } from '../../client/src/lazy/coloured.ts';
import { extendMarkdownIt, type MarkdownIt } from '../../client/src/markdown.ts';

const text = (html: string) =>
  html
    .replace(/<\/?span[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('a block in the preview of Markdown', () => {
  test('is coloured by what its words are', () => {
    const html = coloured(
      'sequence s for q {\n  everolimus [I, A] @RADIANT-3 # why\n  -> sunitinib on progression\n}\n',
    );
    expect(html).toContain('<span class="sequitur-keyword">sequence</span>');
    expect(html).toContain('<span class="sequitur-function">everolimus</span>');
    expect(html).toContain('<span class="sequitur-decorator">@RADIANT-3</span>');
    expect(html).toContain('<span class="sequitur-comment"># why</span>');
    expect(html).toContain('<span class="sequitur-operator">-&gt;</span>');
  });

  test('keeps every character, and no markup of its own', () => {
    const piece = fc.constantFrom(
      'sequence',
      ' ',
      '\n',
      '->',
      '<b>',
      '&',
      '"',
      '{',
      '}',
      '@X',
      '[I, A]',
      '#',
      '</code>',
      '𝒳',
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (source) => {
          const html = coloured(source);
          expect(text(html)).toBe(source);
          expect(html.replace(/<span class="sequitur-[a-zA-Z]+">|<\/span>/g, '')).not.toMatch(
            /[<>]/,
          );
        },
      ),
    );
  });

  test('is left to others where it is of another language', () => {
    const markdown: MarkdownIt = { renderer: { rules: { fence: () => 'others' } } };
    const rule = extendMarkdownIt(markdown, () => coloured).renderer.rules.fence;
    const render = (info: string) =>
      rule?.(
        [{ info, content: 'sequence s { a }' }],
        0,
        {},
        {},
        { renderAttrs: () => ' data-line="3"' },
      ) ?? '';
    for (const info of [
      'sequitur',
      'Sequitur separate',
      '{sequitur}',
      '{.sequitur}',
      '{sequitur, echo=false}',
    ])
      expect(render(info), info).toMatch(/^<pre data-line="3"><code class="sequitur"><span/);
    for (const info of ['r', '', 'sequitur-like', 'text sequitur', '{r}'])
      expect(render(info), info).toBe('others');
  });
});
