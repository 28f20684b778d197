/** The grammars in the engine that VS Code colours with, over its own grammar of Markdown. */
import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';

interface State {
  readonly depth: number;
}
interface Line {
  readonly tokens: readonly {
    readonly startIndex: number;
    readonly endIndex: number;
    readonly scopes: readonly string[];
  }[];
  readonly ruleStack: State;
}
interface Textmate {
  readonly INITIAL: State;
  parseRawGrammar(text: string, path: string): object;
  readonly Registry: new (
    options: object,
  ) => {
    loadGrammar(scope: string): Promise<{ tokenizeLine(line: string, state: State): Line } | null>;
  };
}
interface Oniguruma {
  loadWASM(data: ArrayBuffer): Promise<void>;
  readonly OnigScanner: new (patterns: readonly string[]) => object;
  readonly OnigString: new (text: string) => object;
}

const modules =
  ['node_modules', 'node_modules.asar']
    .map((name) => path.join(vscode.env.appRoot, name))
    .find((folder) => existsSync(folder)) ?? '';
const load = createRequire(path.join(modules, 'of-vscode.js'));

/** The scopes of ours that each word `sequence` of a Markdown document gets, line by line. */
async function scopesIn(markdown: string): Promise<readonly string[]> {
  const textmate: Textmate = load('vscode-textmate');
  const oniguruma: Oniguruma = load('vscode-oniguruma');
  const wasm = readFileSync(path.join(modules, 'vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);
  const ours = vscode.extensions.getExtension('sequitur.sequitur')?.extensionPath ?? '';
  const builtIn = vscode.extensions.getExtension('vscode.markdown');
  const files: Readonly<Record<string, string>> = {
    'text.html.markdown': path.join(
      builtIn?.extensionPath ?? '',
      'syntaxes/markdown.tmLanguage.json',
    ),
    'source.sequitur': path.join(ours, 'syntaxes/sequitur.tmLanguage.json'),
    'markdown.sequitur.codeblock': path.join(ours, 'syntaxes/markdown-injection.tmLanguage.json'),
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: readonly string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope: string) => {
      const file = files[scope];
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
    getInjections: (scope: string) =>
      scope === 'text.html.markdown' ? ['markdown.sequitur.codeblock'] : [],
  });
  const grammar = await registry.loadGrammar('text.html.markdown');
  assert.ok(grammar);
  const found: string[] = [];
  let state = textmate.INITIAL;
  for (const line of markdown.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens)
      if (line.slice(startIndex, endIndex).includes('sequence'))
        found.push(scopes.filter((scope) => scope.includes('sequitur')).join(' '));
  }
  return found;
}

const coloured = 'meta.embedded.block.sequitur storage.type.sequitur';

describe('the colours of a block', () => {
  const blocks: readonly (readonly [name: string, markdown: string])[] = [
    ['backticks', '```sequitur\nsequence s { a }\n```\nsequence'],
    [
      'tildes, an attribute, and a longer end',
      '~~~{.sequitur .numberLines}\nsequence s { a }\n~~~~\nsequence',
    ],
    ['a list', '- list\n\n  ```{sequitur, echo=false}\n  sequence s { a }\n  ```\n  sequence'],
    ['a quotation', '> ```sequitur separate\n> sequence s { a }\n> ```\n> sequence'],
    ['indentation', '   ~~~sequitur\n   sequence s { a }\n   ~~~\nsequence'],
  ];
  for (const [name, markdown] of blocks)
    it(`begin and end with it: ${name}`, async () => {
      assert.deepEqual(await scopesIn(markdown), [coloured, '']);
    });

  it('are not those of a block of another language', async () => {
    assert.deepEqual(await scopesIn('```r\nsequence\n```\n\n```sequitur-like\nsequence\n```\n'), [
      '',
      '',
    ]);
  });
});
