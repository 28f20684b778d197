import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, escaped, link, plain } from '../../server/src/text/markdown-escape.ts';

describe('Markdown', () => {
  it('shows text as it is', () => {
    expect(escaped('[x](javascript:alert(1)) <b> *a* `c`')).toBe(
      '\\[x\\](javascript:alert(1)) \\<b\\> \\*a\\* \\`c\\`',
    );
    expect(escaped('# no heading')).toBe('\\# no heading');
    expect(escaped('one\n\n- two')).toBe('one - two');
  });

  it('links to the web only', () => {
    expect(link('doi', 'https://doi.org/10.1/x(1)')).toBe('[doi](<https://doi.org/10.1/x(1)>)');
    expect(link('doi', 'javascript:alert(1)')).toBe('doi');
    expect(link('doi', 'https://a> <b')).toBe('doi');
  });

  it('comes back to the same words for an editor without Markdown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const one = text.replace(/\s+/g, ' ');
        fc.pre(!one.includes('&') && !one.includes('\u200b') && !/\\/.test(one));
        expect(plain(escaped(text))).toBe(one);
      }),
    );
    expect(plain(`**Here:** x ${code('├●┤')} · [doi](<https://doi.org/10.1/x>)`)).toBe(
      'Here: x ├●┤ · doi (https://doi.org/10.1/x)',
    );
  });
});
