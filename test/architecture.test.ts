import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.join(import.meta.dirname, '..', 'server', 'src');

/** What each layer may import from. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  syntax: [],
  evidence: ['syntax'],
  project: ['syntax', 'evidence'],
  appraisal: ['syntax', 'evidence', 'project'],
  checks: ['syntax', 'evidence', 'project', 'appraisal'],
  report: ['syntax', 'evidence', 'project', 'appraisal', 'checks'],
  features: ['syntax', 'evidence', 'project', 'appraisal', 'checks', 'report'],
  node: ['project'],
  lsp: ['node', 'syntax', 'evidence', 'project', 'appraisal', 'checks', 'report', 'features'],
  cli: ['node', 'syntax', 'evidence', 'project', 'appraisal', 'checks', 'report'],
};
/** The build of the base reads YAML from disk; nothing of the core imports it. */
const builds = new Set(['evidence/build.ts']);
/** The command that starts the language server is the one place where the two tops meet. */
const meeting = new Map([['cli/lsp.ts', 'lsp']]);

interface Import {
  readonly file: string;
  readonly target: string;
}
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.includes('generated/'));
const imports: readonly Import[] = files.flatMap((file) =>
  [...readFileSync(path.join(source, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({
    file,
    target: match[1] ?? '',
  })),
);
const layerOf = (file: string): string => file.slice(0, file.indexOf('/'));
const resolved = ({ file, target }: Import): string => path.posix.normalize(path.posix.join(path.posix.dirname(file), target));

describe('the layers', () => {
  it('are all there, and every file is in one', () => {
    expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(allowed).sort());
  });

  it('import only from layers below', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map((one) => ({ ...one, to: layerOf(resolved(one)) }))
      .filter(
        ({ file, to }) => to in allowed && to !== layerOf(file) && !(allowed[layerOf(file)] ?? []).includes(to) && meeting.get(file) !== to,
      );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('of the core know neither Node, nor an editor, nor the protocol', () => {
    const core = ['syntax', 'evidence', 'project', 'appraisal', 'checks', 'report', 'features'];
    const wrong = imports.filter(({ file, target }) => core.includes(layerOf(file)) && !builds.has(file) && /^(node:|vscode)/.test(target));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('of the core read no clock', () => {
    const core = ['syntax', 'evidence', 'project', 'appraisal', 'checks', 'report', 'features'];
    const wrong = files.filter(
      (file) =>
        core.includes(layerOf(file)) &&
        !builds.has(file) &&
        /\bnew Date\(\)|\bDate\.now\(/.test(readFileSync(path.join(source, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('never import what builds the base', () => {
    expect(imports.filter((one) => one.target.startsWith('.') && builds.has(resolved(one))).map(({ file }) => file)).toEqual([]);
  });
});

describe('the client', () => {
  const client = path.join(import.meta.dirname, '..', 'client', 'src');
  /** Imports that load a module as soon as the file runs. */
  const loaded: readonly Import[] = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('webview/'))
    .flatMap((file) =>
      [...readFileSync(path.join(client, file), 'utf8').matchAll(/^import (?!type )[^;]*?from '([^']+)'/gm)].map((match) => ({
        file,
        target: match[1] ?? '',
      })),
    );
  const isLate = (file: string): boolean => file.startsWith('late/');

  it('loads late what takes long to load', () => {
    expect(loaded.filter(({ file }) => isLate(file)).length).toBeGreaterThan(4);
    const wrong = loaded.filter((one) => !isLate(one.file) && (one.target.startsWith('vscode-') || isLate(resolved(one))));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('keeps nothing in mind twice: what is loaded late needs nothing of what is there before', () => {
    const wrong = loaded.filter(
      (one) => isLate(one.file) && one.target.startsWith('.') && !/^(late|\.\.\/\.\.\/server)\//.test(resolved(one)),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});
