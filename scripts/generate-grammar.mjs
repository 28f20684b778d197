/**
 * Writes syntaxes/sequitur.tmLanguage.json from the keyword table of the parser, so that the
 * editor's colours know the same words. With --check it writes nothing and exits 1 if the committed
 * file is stale.
 *
 *   node scripts/generate-grammar.mjs [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'syntaxes/sequitur.tmLanguage.json');

const { outputFiles } = await build({
  entryPoints: [path.join(root, 'server/src/syntax/keywords.ts')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'neutral',
});
const [module] = outputFiles;
const { KEYWORDS } = await import(
  `data:text/javascript;base64,${Buffer.from(module.text).toString('base64')}`
);

/**
 * The colour of each role. `directive-part` is coloured only on the line of a directive: elsewhere
 * `grade` is an attribute.
 */
const SCOPES = {
  header: 'keyword.control.header',
  choice: 'keyword.control.choice',
  condition: 'keyword.operator.logical',
  clause: 'keyword.other.clause',
  trigger: 'constant.language.trigger',
  outcome: 'constant.language.outcome',
  unit: 'constant.other.unit',
};

const LETTER = '[\\p{L}\\p{N}\\p{M}]';
const JOINER = '[-_./\\u2010\\u2011]';
const WORD = `${LETTER}+(?:${JOINER}${LETTER}+)*`;
const BEFORE = `(?<!${LETTER}|[-_./@\\u2010\\u2011])`;
const AFTER = `(?!${LETTER}|${JOINER}${LETTER})`;

const words = (entries) => `${BEFORE}(?:${entries.map(({ word }) => word).join('|')})${AFTER}`;
const withRole = (role) => KEYWORDS.filter((entry) => entry.role === role);
const include = (...names) => names.map((name) => ({ include: `#${name}` }));

const directives = withRole('directive').filter(({ word }) => word !== 'accept');
const basics = include('comment', 'string', 'citation', 'date', 'number');

const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Sequitur',
  scopeName: 'source.sequitur',
  fileTypes: ['sequitur'],
  patterns: include(
    'comment',
    'string',
    'citation',
    'grading',
    'directive',
    'declaration',
    'grade',
    'arrow',
    'keyword',
    'date',
    'number',
    'operator',
    'punctuation',
  ),
  repository: {
    comment: { name: 'comment.line.number-sign.sequitur', match: '(?:^|(?<=\\s))#.*$' },
    string: {
      name: 'string.quoted.double.sequitur',
      begin: '["“”„]',
      end: '["“”]|$',
      patterns: [{ name: 'constant.character.escape.sequitur', match: '\\\\["“”\\\\n]' }],
    },
    citation: {
      name: 'constant.other.citation.sequitur',
      match: `(?i)@(?:(?:doi|pmid|nct):[^\\s}]+|${LETTER}+(?:[-_./:+\\u2010\\u2011]+${LETTER}+)*)`,
    },
    grading: {
      match: `(?i)^\\s*(grading)\\s+(${WORD})`,
      captures: {
        1: { name: 'keyword.other.directive.sequitur' },
        2: { name: 'support.constant.sequitur' },
      },
    },
    directive: {
      begin: `(?i)^\\s*(${directives.map(({ word }) => word).join('|')})(?=\\s+[\\p{L}"“”„])`,
      beginCaptures: { 1: { name: 'keyword.other.directive.sequitur' } },
      end: '$',
      patterns: [
        ...basics,
        {
          name: 'keyword.other.directive.sequitur',
          match: `(?i)${words(KEYWORDS.filter(({ word }) => ['release', 'as', 'of'].includes(word)))}`,
        },
        {
          name: 'support.constant.sequitur',
          match: `(?i)${words(withRole('directive-part').filter(({ word }) => !['release', 'as'].includes(word)))}`,
        },
      ],
    },
    declaration: {
      patterns: [
        {
          match: `(?i)${BEFORE}(population|sequence)\\s+(?!for${AFTER}|after${AFTER}|within${AFTER})(${WORD})`,
          captures: {
            1: { name: 'storage.type.sequitur' },
            2: { name: 'entity.name.type.sequitur' },
          },
        },
        {
          match: `(?i)${BEFORE}(prefer)\\s+(${WORD})\\s+(over)\\s+(${WORD})`,
          captures: {
            1: { name: 'storage.type.sequitur' },
            2: { name: 'entity.name.type.sequitur' },
            3: { name: 'keyword.control.header.sequitur' },
            4: { name: 'entity.name.type.sequitur' },
          },
        },
        {
          name: 'storage.type.sequitur',
          match: `(?i)^\\s*(?:${withRole('declaration')
            .map(({ word }) => word)
            .join('|')})${AFTER}`,
        },
      ],
    },
    grade: {
      name: 'meta.grade.sequitur',
      begin: '\\[',
      end: '\\]|$',
      beginCaptures: { 0: { name: 'punctuation.definition.grade.begin.sequitur' } },
      endCaptures: { 0: { name: 'punctuation.definition.grade.end.sequitur' } },
      patterns: [
        { name: 'support.constant.sequitur', match: `${WORD}(?=\\s*:)` },
        { name: 'constant.numeric.grade.sequitur', match: WORD },
        ...include('punctuation'),
      ],
    },
    arrow: { name: 'keyword.operator.arrow.sequitur', match: '->|→' },
    keyword: {
      patterns: [
        ...Object.entries(SCOPES).map(([role, scope]) => ({
          name: `${scope}.sequitur`,
          match: `(?i)${words(withRole(role))}`,
        })),
        { name: 'keyword.other.clause.sequitur', match: `(?i)${words([{ word: 'accept' }])}` },
      ],
    },
    date: {
      name: 'constant.numeric.date.sequitur',
      match: `${BEFORE}\\d{4}-\\d\\d-\\d\\d${AFTER}`,
    },
    number: {
      name: 'constant.numeric.sequitur',
      match: `${BEFORE}\\d+(?:\\.\\d+)?(?:\\s*%)?${AFTER}`,
    },
    operator: { name: 'keyword.operator.sequitur', match: '<=|>=|[≤≥<>=+–]|\\.\\.' },
    punctuation: { name: 'punctuation.separator.sequitur', match: '[,:]' },
  },
};

const text = `${JSON.stringify(grammar, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error(
      'syntaxes/sequitur.tmLanguage.json is stale. Run: node scripts/generate-grammar.mjs',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
