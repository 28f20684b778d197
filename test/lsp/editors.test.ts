/**
 * The configurations of other editors that the documentation hands out: they can be read, and start
 * the server as it is started here.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const file = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/**
 * As much of TOML as Helix's file uses: tables, arrays of tables, and values that are JSON but for
 * the `=` of inline tables. What cannot be read is an error.
 */
function readToml(text: string): Record<string, Record<string, unknown>> {
  const tables: Record<string, Record<string, unknown>> = {};
  let table: Record<string, unknown> | undefined;
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const header = /^\[(\[)?([\w.-]+)\](\])?$/.exec(line);
    if (header !== null) {
      if ((header[1] === undefined) !== (header[3] === undefined))
        throw new Error(`a bracket is missing: ${line}`);
      table = {};
      tables[header[2] ?? ''] = table;
      continue;
    }
    const [, key, value] = /^([\w-]+) = (.+)$/.exec(line) ?? [];
    if (table === undefined || key === undefined || value === undefined)
      throw new Error(`this is no TOML: ${line}`);
    if (key in table) throw new Error(`${key} is there twice`);
    table[key] = JSON.parse(value.replace(/([\w-]+) = /g, '"$1": '));
  }
  return tables;
}
const settings = Object.keys(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).contributes
    .configuration.properties,
);
const offered = (given: object) =>
  Object.keys(given).every((name) => settings.includes(`sequitur.${name}`));

describe('Helix', () => {
  const text = file('editors/helix-languages.toml');

  it('starts the server for files of the language, with settings that there are', () => {
    const { 'language-server.sequitur': server, language } = readToml(text);
    expect(server).toEqual({
      command: 'sequitur',
      args: ['lsp', '--stdio'],
      config: { sequitur: { grading: 'esmo' } },
    });
    expect(offered({ grading: 'esmo' })).toBe(true);
    expect(language).toMatchObject({
      name: 'sequitur',
      'file-types': ['sequitur'],
      'language-servers': ['sequitur'],
    });
  });
  it('has the same file in the documentation', () => {
    expect(file('editors.md')).toContain(`\`\`\`toml\n${text}\`\`\``);
  });
  it('would not read a file that is broken', () => {
    for (const broken of [
      '[server',
      '[[language]',
      'name = "a"',
      '[a]\nname "a"',
      '[a]\nname = "a',
      '[a]\nx = 1\nx = 2',
    ])
      expect(() => readToml(broken)).toThrow();
  });
});

describe('Zed', () => {
  it('has settings of the language and of the server', () => {
    const read = JSON.parse(file('editors/zed-settings.json'));
    expect(read.languages.Sequitur).toMatchObject({
      semantic_tokens: 'full',
      language_servers: ['sequitur'],
    });
    expect(offered(read.lsp.sequitur.settings.sequitur)).toBe(true);
    expect(file('editors.md')).toContain('(editors/zed-settings.json)');
  });
});
