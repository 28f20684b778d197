/**
 * What the extension shows can be translated: the words of the manifest and those of the client.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json';
import words from '../../package.nls.json';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every string of a JSON value with the path of names that leads to it. */
function stringsOf(
  value: unknown,
  path: readonly string[] = [],
): [path: readonly string[], text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsOf(inner, [...path, key]));
}

describe('the manifest', () => {
  const all = stringsOf(manifest);
  const keyOf = (text: string) => /^%(.+)%$/.exec(text)?.[1];

  test('takes every text it shows from package.nls.json, and nothing there is left over', () => {
    expect(
      all.flatMap(([, text]) => keyOf(text) ?? []).filter((key) => !Object.hasOwn(words, key)),
    ).toEqual([]);
    const used = new Set(all.map(([, text]) => keyOf(text)));
    expect(Object.keys(words).filter((key) => !used.has(key))).toEqual([]);
  });

  test('shows no text of its own', () => {
    const shown = new Set([
      ...[
        'title',
        'shortTitle',
        'description',
        'markdownDescription',
        'deprecationMessage',
        'markdownDeprecationMessage',
        'category',
      ],
      ...[
        'patternErrorMessage',
        'enumDescriptions',
        'markdownEnumDescriptions',
        'enumItemLabels',
        'displayName',
        'contents',
        'altText',
      ],
      ...['userDescription', 'contextualTitle', 'label', 'shortTitle', 'enumDescriptions'],
    ]);
    // What a language model reads of a tool is not for people.
    const isShown = (path: readonly string[]) =>
      path.some((key) => shown.has(key)) && !path.includes('inputSchema');
    const own = all.filter(([path, text]) => isShown(path) && keyOf(text) === undefined);
    expect(own.map(([path, text]) => `${path.join('.')}: ${text}`)).toEqual([]);
  });

  test('says what every setting is for, and where it may be set', () => {
    for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
      expect(setting, name).toHaveProperty('scope');
      expect('markdownDescription' in setting || 'description' in setting, name).toBe(true);
      expect(setting, name).toHaveProperty('default');
    }
  });

  test('puts every command under one heading', () => {
    for (const { command, category, title } of manifest.contributes.commands) {
      expect(category, command).toBe('%category%');
      expect(words, command).toHaveProperty([title.slice(1, -1)]);
    }
  });
});

describe('the client', () => {
  const source = join(root, 'client/src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith('webview'),
  );

  /** Texts that no reader sees: markup, and what an exception says to the log. */
  const unseen = (before: string, text: string) =>
    /(?:Error|output\.\w+|console\.\w+)\(\s*$/.test(before) || /^\s*<|<\/\w+>|[{};]\s*$/.test(text);

  test.each(files)('%s shows no words that cannot be translated', (name) => {
    // Comments hold quotes of their own; an address is no comment.
    const text = readFileSync(join(source, name), 'utf8').replace(
      /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm,
      '',
    );
    const literals = text.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g);
    const own: string[] = [];
    for (const found of literals) {
      const literal = found[1] ?? found[2] ?? '';
      const before = text.slice(Math.max(0, found.index - 200), found.index);
      const translated = /l10n\.t\(\s*(?:\{\s*message:\s*)?$/.test(before);
      // Two words with a blank between them are a text for people.
      if (!translated && /\p{Ll}{2,},? \p{L}{2,}/u.test(literal) && !unseen(before, literal))
        own.push(literal);
    }
    expect(own).toEqual([]);
  });

  test('has every text in the file for translators', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/generate-l10n.mjs', '--check'],
      { cwd: root, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
