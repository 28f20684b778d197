import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentSymbols,
  matchingSymbols,
  type OutlineSymbol,
} from '../../server/src/features/document-symbol.ts';
import { folds } from '../../server/src/features/folding-range.ts';
import { places } from '../../server/src/features/node-at.ts';
import { enclosing } from '../../server/src/features/selection-range.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import { marked } from './view.ts';

const source = `# Draft.
# Second line.
guideline "Pancreatic NET"
population q "Adults" { tumour pancreatic-net ki67 <= 20% }
sequence s for q {
  lanreotide [I, A] @CLARINET # first
  -> on progression one of {
       when ki67 > 10%: capecitabine + temozolomide
       otherwise: any of { everolimus, sunitinib }
     }
}
prefer s over s
avoid palbociclib after everolimus`;

const outline = (symbols: readonly OutlineSymbol[], depth = 0): string[] =>
  symbols.flatMap((symbol) => [
    `${'  '.repeat(depth)}${symbol.kind} ${symbol.name}`,
    ...outline(symbol.children, depth + 1),
  ]);

describe('the outline', () => {
  it('lists declarations, steps, choices and branches in their order', () => {
    expect(outline(documentSymbols(parse(source)))).toEqual([
      'guideline Pancreatic NET',
      'population q',
      'sequence s',
      '  step lanreotide',
      '  choice one of',
      '    branch ki67 > 10%',
      '      step capecitabine + temozolomide',
      '    branch otherwise',
      '      choice any of',
      '        step everolimus',
      '        step sunitinib',
      'preference prefer s over s',
      'avoidance avoid palbociclib after everolimus',
    ]);
  });

  it('is found by name or title', () => {
    expect(matchingSymbols(parse(source), 'adult').map(({ name }) => name)).toEqual(['q']);
    expect(matchingSymbols(parse(source), '').map(({ name }) => name)).toEqual(['q', 's']);
  });

  it('has a name and a selection inside its span for whatever is written', () => {
    const inside = (symbols: readonly OutlineSymbol[]): void => {
      for (const { name, span, selection, children } of symbols) {
        expect(name).not.toBe('');
        expect(span.start <= selection.start && selection.end <= span.end).toBe(true);
        inside(children);
      }
    };
    fc.assert(fc.property(pieces, (text) => inside(documentSymbols(parse(text)))));
  });
});

/** Pieces of the source in any order, cut anywhere: what a text looks like while someone writes. */
const pieces = fc
  .array(fc.tuple(fc.nat(source.length), fc.nat(60)), { maxLength: 8 })
  .map((parts) => parts.map(([start, length]) => source.slice(start, start + length)).join(''));

describe('folding', () => {
  it('covers declarations, choices, branches and runs of comments', () => {
    const shown = folds(parse(source)).map(
      ({ kind, span }) => `${kind} ${source.slice(span.start, span.end).split(/\s/, 1)[0]}`,
    );
    expect(shown).toEqual(
      expect.arrayContaining(['comment #', 'region population', 'region sequence']),
    );
    expect(shown.filter((one) => one === 'comment #')).toHaveLength(1);
  });
});

describe('selection', () => {
  it('grows from the word over the clause and the step to the file', () => {
    const { text, offset } = marked(source.replace('@CLARINET', '@CLA┆RINET'));
    const grown = enclosing(parse(text), offset).map(({ start, end }) => text.slice(start, end));
    expect(grown[0]).toBe('@CLARINET');
    expect(grown[1]).toMatch(/^lanreotide/);
    expect(grown.at(-1)).toBe(text);
  });

  it('always nests', () => {
    fc.assert(
      fc.property(pieces, fc.nat(200), (text, at) => {
        const spans = enclosing(parse(text), Math.min(at, text.length));
        for (const [index, span] of spans.entries()) {
          const around = spans[index + 1];
          if (around !== undefined)
            expect(
              around.start <= span.start &&
                span.end <= around.end &&
                around.end - around.start > span.end - span.start,
            ).toBe(true);
        }
      }),
    );
  });
});

describe('places and semantic tokens', () => {
  it('name every word by its meaning', () => {
    const parsed = parse(source);
    const kinds = new Map(
      places(parsed).map((place) => [source.slice(place.start, place.end), place.kind]),
    );
    expect(kinds.get('lanreotide')).toBe('treatment');
    expect(kinds.get('@CLARINET')).toBe('citation');
    expect(kinds.get('[I, A]')).toBe('grade');
    expect(kinds.get('progression')).toBe('trigger');
    expect(kinds.get('ki67')).toBe('attribute');
    expect(kinds.get('pancreatic-net')).toBe('value');
    expect(kinds.get('otherwise')).toBe('keyword');
    expect(kinds.get('->')).toBe('arrow');
    const types = new Map(
      semanticTokens(parsed).map((token) => [source.slice(token.start, token.end), token.type]),
    );
    expect(types.get('capecitabine')).toBe('function');
    expect(types.get('# first')).toBe('comment');
    expect(types.get('"Adults"')).toBe('string');
  });

  it('never overlap and stay on their line, whatever is written', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const parsed = parse(text);
        let end = 0;
        for (const token of semanticTokens(parsed)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(token.start, token.end)).not.toMatch(/[\r\n]/);
          end = token.end;
        }
        let last = 0;
        for (const place of places(parsed)) {
          expect(place.start).toBeGreaterThanOrEqual(last);
          last = place.end;
        }
      }),
    );
  });
});
