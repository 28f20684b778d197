import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { KEYWORDS } from '../../server/src/syntax/keywords.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly patterns?: readonly Pattern[];
}

function readJson(path: string): {
  repository: Record<string, Pattern>;
  injectionSelector?: string;
} {
  return JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
}

/**
 * Editors use Oniguruma; what is used of it here is the same in JavaScript but for the spelling of
 * the case flag.
 */
function compile(source: string): RegExp {
  return new RegExp(
    source.replaceAll('(?i)', '').replaceAll('(?i:', '(?:').replaceAll('\\G', ''),
    'iu',
  );
}

function all(pattern: Pattern): Pattern[] {
  return [pattern, ...(pattern.patterns ?? []).flatMap(all)];
}

const grammar = readJson('syntaxes/sequitur.tmLanguage.json');
const patterns = Object.values(grammar.repository).flatMap(all);

function scopesOf(text: string): string[] {
  return patterns.flatMap(({ name, match }) =>
    name !== undefined && match !== undefined && compile(match).exec(text)?.[0] === text
      ? [name]
      : [],
  );
}

describe('the editor grammar', () => {
  test('is generated from the keyword table and up to date', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/generate-grammar.mjs', '--check'],
      { cwd: root, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('knows every keyword', () => {
    const directive = compile(grammar.repository.directive?.begin ?? '');
    for (const { word, role } of KEYWORDS) {
      const known =
        role === 'directive' && word !== 'accept'
          ? directive.test(`${word} x`)
          : scopesOf(word).some((scope) => !scope.includes('grade.'));
      expect(known, word).toBe(true);
    }
  });

  test.each([
    ['on-treatment', 'keyword'],
    ['5-on', 'keyword'],
    ['position.on', 'keyword'],
  ])('does not colour the keyword in %s', (text, scope) => {
    const hits = patterns.filter(
      ({ name, match }) =>
        name?.startsWith(scope) && match !== undefined && compile(match).test(text),
    );
    expect(hits).toEqual([]);
  });

  test.each([
    ['@RADIANT-3/final', 'constant.other.citation.sequitur'],
    ['2026-06-30', 'constant.numeric.date.sequitur'],
    ['20 %', 'constant.numeric.sequitur'],
    ['->', 'keyword.operator.arrow.sequitur'],
    ['# a note', 'comment.line.number-sign.sequitur'],
  ])('colours %s', (text, scope) => {
    expect(scopesOf(text)).toContain(scope);
  });
});

describe('the grammar for Markdown', () => {
  const injection = readJson('syntaxes/markdown-injection.tmLanguage.json');
  const block = injection.repository['sequitur-code-block'];
  const fence = compile(block?.begin ?? '');
  /**
   * Whether a line closes what another opened, where it was indented with `margin` and opened with
   * `opening`.
   */
  const closes = (line: string, margin: string, opening: string) =>
    compile((block?.end ?? '').replaceAll('\\2', margin).replaceAll('\\3', opening)).test(line);

  test('is injected into Markdown, Quarto and R Markdown', () => {
    const { contributes } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
    const targets = ['text.html.markdown', 'text.html.quarto', 'text.html.rmarkdown'];
    const [injected] = contributes.grammars.filter(
      (one: { injectTo?: unknown }) => one.injectTo !== undefined,
    );
    expect(injected.injectTo).toEqual(targets);
    expect(injection.injectionSelector?.split(', ')).toEqual(targets.map((scope) => `L:${scope}`));
  });

  test.each([
    ...[
      '```sequitur',
      '```{sequitur}',
      '~~~ sequitur separate',
      '  ````{sequitur, echo=FALSE}',
      '``` Sequitur',
    ],
    ...[
      '```{.sequitur}',
      '~~~~{.sequitur .numberLines}',
      '```{.sequitur caption="a b"}',
      '   ~~~sequitur',
      '\t```sequitur',
    ],
  ])('finds the fence %s', (line) => {
    expect(fence.test(line)).toBe(true);
  });
  test('ends with a fence that is as long or longer', () => {
    expect(closes('```', '', '```')).toBe(true);
    expect(closes('`````', '', '```')).toBe(true);
    expect(closes('   ~~~  ', '   ', '~~~')).toBe(true);
    expect(closes('```', '', '````')).toBe(false);
    expect(closes('``` text', '', '```')).toBe(false);
  });
  test.each(['```sequitur-like', '```r', '`` sequitur', '```{sequiturs}', '```{r sequitur}'])(
    'leaves %s alone',
    (line) => {
      expect(fence.test(line)).toBe(false);
    },
  );
});

test('the word of the editor is the word of the language', () => {
  const { wordPattern } = JSON.parse(
    readFileSync(`${root}/syntaxes/language-configuration.json`, 'utf8'),
  );
  const word = new RegExp(wordPattern.pattern, wordPattern.flags);
  for (const text of ['177Lu-dotatate', 'STZ/5-FU', '@E2211/final', 'IFN-α'])
    expect(word.exec(`-> ${text} -> x`)?.[0]).toBe(text);
});
