/**
 * What the manifest promises is there and does what it says: files, commands, skeletons, and the
 * reading of the command line's output.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import manifest from '../../package.json';
import words from '../../package.nls.json';
import guidelines from '../../syntaxes/snippets.json';
import blocks from '../../syntaxes/snippets-markdown.json';
import { Folder, overclaimed, root, run } from '../cli/process.ts';

const { contributes } = manifest;
const commands: readonly string[] = contributes.commands.map(({ command }) => command);

test('every file it names is there', () => {
  const [language] = contributes.languages;
  const media = contributes.walkthroughs.flatMap(({ steps }) =>
    steps.map((step) => step.media.svg),
  );
  const named = [
    ...Object.values(language?.icon ?? {}),
    ...[...contributes.grammars, ...contributes.snippets].map(({ path }) => path),
    ...contributes['markdown.previewStyles'],
    ...media,
  ];
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every command it offers in a menu or a walkthrough is one of its own or of VS Code', () => {
  const inMenus = Object.values(contributes.menus).flatMap((items) =>
    items.map((item) => ('command' in item ? item.command : '')),
  );
  const inWords = Object.values(words).flatMap((text) =>
    [...text.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? ''),
  );
  const events = contributes.walkthroughs.flatMap(({ steps }) =>
    steps.flatMap((step) => step.completionEvents),
  );
  const completed = events.map((event) => event.replace(/^onCommand:/, ''));
  const ours = [...inMenus, ...inWords, ...completed].filter((command) =>
    command.startsWith('sequitur.'),
  );
  expect(ours.length).toBeGreaterThan(10);
  expect(ours.filter((command) => !commands.includes(command))).toEqual([]);
});

test('the commands that need a file of the language say so', () => {
  const explain = contributes.commands.find(({ command }) => command === 'sequitur.explain');
  expect(explain).toHaveProperty('enablement');
});

describe('a skeleton', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  /** The text as it stands before anybody fills it in. */
  const filled = (body: readonly string[]) =>
    body
      .join('\n')
      .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
      .replace(/\$\{\d+:([^}]*)\}/g, '$1')
      .replace('$0', '');

  test.each([
    ...Object.entries(guidelines).map(([name, { body }]) => [name, 'new.sequitur', body] as const),
    ...Object.entries(blocks).map(([name, { body }]) => [name, 'new.md', body] as const),
  ])('“%s” has nothing that counts against it', async (_, file, body) => {
    const text = filled(body);
    expect(text).not.toMatch(/\$/);
    folder.write(file, text);
    const { out } = await folder.run(['check', file, '--format', 'unix']);
    expect(out.split('\n').filter((line) => line !== '' && !line.includes(' note: '))).toEqual([]);
  });
});

describe('the problem matcher', () => {
  const [pattern] = contributes.problemPatterns;
  const reads = new RegExp(pattern?.regexp ?? '');

  test('reads every line that check prints for editors', async () => {
    const fixtures = ['test/fixtures/report', 'examples'];
    const { out } = await run(['check', ...fixtures, '--format', 'unix'], root);
    const read = out
      .trimEnd()
      .split('\n')
      .map((line) => {
        const found = reads.exec(line);
        const at = (group: number | undefined) => found?.[group ?? 0] ?? '';
        const place = `${at(pattern?.file)}:${at(pattern?.line)}:${at(pattern?.column)}`;
        expect(found, line).not.toBeNull();
        expect(at(pattern?.message)).not.toBe('');
        return `${place} ${at(pattern?.severity)} ${at(pattern?.code)}`;
      });
    const told = JSON.parse((await run(['check', ...fixtures, '--format', 'json'], root)).out);
    const names: Readonly<Record<string, string>> = {
      error: 'error',
      warning: 'warning',
      information: 'note',
      hint: 'note',
    };
    const places: string[] = [];
    for (const { path, diagnostics } of told.files)
      for (const { code, severity, accepted, range } of diagnostics)
        if (accepted === null)
          places.push(
            `${path}:${range.start.line + 1}:${range.start.character + 1} ${names[severity]} ${code}`,
          );
    expect(read.length).toBeGreaterThan(10);
    expect(read).toEqual(places);
  });

  test('reads paths with blanks, colons and drives', () => {
    const at = (line: string) => reads.exec(line)?.slice(1, 4);
    expect(at('C:/my drafts/a.sequitur:3:5: error: x [syntax]')).toEqual([
      'C:/my drafts/a.sequitur',
      '3',
      '5',
    ]);
    expect(at('a:b.sequitur:3:5: note: x: y [z] [has-code]')).toEqual(['a:b.sequitur', '3', '5']);
  });

  test('reads nothing else', async () => {
    expect(reads.test('1 file, 2 transitions: 0 errors, 1 warning, 0 notes.')).toBe(false);
    const folder = new Folder();
    folder.write('draft.sequitur', overclaimed);
    const { out } = await folder.run(['check', 'draft.sequitur']);
    folder.remove();
    expect(out.split('\n').filter((line) => reads.test(line))).toEqual([]);
  });
});

test('what is in the package is named for it', () => {
  const shipped = readFileSync(join(root, '.vscodeignore'), 'utf8');
  for (const one of [
    'package.nls*.json',
    'l10n/*.json',
    'client/markdown.css',
    'client/walkthrough/**',
    'examples/pancreatic-net.sequitur',
  ])
    expect(shipped).toContain(`!${one}`);
});
