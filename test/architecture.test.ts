import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const source = path.join(root, 'server', 'src');

/**
 * The rooms of the core, lowest first: each may import from the rooms in its list and no others.
 */
const core: Readonly<Record<string, readonly string[]>> = {
  text: [],
  syntax: ['text'],
  format: ['text', 'syntax'],
  markdown: ['text', 'syntax'],
  evidence: ['text', 'syntax'],
  workspace: ['text', 'syntax', 'evidence'],
  model: ['text', 'syntax', 'evidence', 'workspace'],
  appraisal: ['text', 'syntax', 'evidence', 'workspace', 'model'],
  wording: ['text', 'syntax', 'evidence', 'workspace', 'model', 'appraisal'],
  checks: ['text', 'syntax', 'markdown', 'evidence', 'workspace', 'model', 'appraisal', 'wording'],
  views: ['text', 'syntax', 'evidence', 'workspace', 'model', 'appraisal', 'wording', 'checks'],
  output: [
    ...['text', 'syntax', 'evidence', 'workspace', 'model', 'appraisal', 'wording', 'checks'],
    'views',
  ],
  features: [
    ...['text', 'syntax', 'evidence', 'workspace', 'model', 'appraisal', 'wording', 'checks'],
    ...['views', 'output'],
  ],
  protocol: ['text', 'checks', 'views', 'features'],
};
/**
 * The tops and what they stand on: they may use the whole core, and `lsp` and `cli` never know each
 * other.
 */
const tops: Readonly<Record<string, readonly string[]>> = {
  node: [...Object.keys(core)],
  lsp: ['node', 'format', 'markdown', ...Object.keys(core)],
  cli: ['node', 'format', 'markdown', ...Object.keys(core)],
};
const allowed = { ...core, ...tops };
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
  [
    ...readFileSync(path.join(source, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g),
  ].map((match) => ({
    file,
    target: match[1] ?? '',
  })),
);
const roomOf = (file: string): string => file.slice(0, file.indexOf('/'));
const resolved = ({ file, target }: Import): string =>
  path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
const inCore = (file: string): boolean => Object.hasOwn(core, roomOf(file));

/** Groups of files that import each other in a circle, by Tarjan's algorithm. */
function circles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string): number => {
    const index = order.size;
    order.set(file, index);
    let lowest = index;
    stack.push(file);
    onStack.add(file);
    for (const next of edges.get(file) ?? []) {
      const known = order.get(next);
      if (known === undefined) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, known);
    }
    low.set(file, lowest);
    if (lowest === index) {
      const group = stack.splice(stack.indexOf(file));
      for (const member of group) onStack.delete(member);
      if (group.length > 1) found.push(group.sort());
    }
    return lowest;
  };
  for (const file of edges.keys()) if (!order.has(file)) visit(file);
  return found;
}

describe('the rooms', () => {
  it('are all there, and every file is in one', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(allowed).sort());
  });

  it('are all named in docs/architecture.md', () => {
    const map = readFileSync(path.join(root, 'docs', 'architecture.md'), 'utf8');
    const unnamed = Object.keys(allowed).filter(
      (room) => !map.includes(`| \`server/src/${room}\` |`),
    );
    expect(unnamed).toEqual([]);
  });

  it('import only from rooms below', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map((one) => ({ ...one, to: roomOf(resolved(one)) }))
      .filter(
        ({ file, to }) =>
          Object.hasOwn(allowed, to) &&
          to !== roomOf(file) &&
          !(allowed[roomOf(file)] ?? []).includes(to) &&
          meeting.get(file) !== to,
      );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('hold no circle of files', () => {
    const edges = new Map(
      files.map((file) => [
        file,
        imports
          .filter((one) => one.file === file && one.target.startsWith('.'))
          .map(resolved)
          .filter((target) => files.includes(target)),
      ]),
    );
    expect(circles(edges)).toEqual([]);
    // The search itself finds a circle, and leaves out a file that only leads to one.
    const known = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(circles(known)).toEqual([['b', 'c']]);
  });

  it('of the core know neither Node, nor an editor, nor the protocol', () => {
    const wrong = imports.filter(
      ({ file, target }) => inCore(file) && !builds.has(file) && /^(node:|vscode)/.test(target),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('name a message beyond the protocol in one place', () => {
    const all = [source, path.join(root, 'client', 'src')].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => path.join(folder, file)),
    );
    const naming = all.filter((file) => /'sequitur\/\w/.test(readFileSync(file, 'utf8')));
    expect(
      naming.map((file) => path.relative(root, file).split(path.sep).join('/')).sort(),
    ).toEqual(['server/src/protocol/client-files.ts', 'server/src/protocol/requests.ts']);
  });

  it('of the core read no clock', () => {
    const wrong = files.filter(
      (file) =>
        inCore(file) &&
        !builds.has(file) &&
        /\bnew Date\(\)|\bDate\.now\(/.test(readFileSync(path.join(source, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('read files in one place, which refuses pipes, devices and what has no end', () => {
    const wrong = files.filter(
      (file) =>
        file !== 'node/read-file.ts' &&
        !builds.has(file) &&
        /import \{[^}]*\b(?:readFile|readFileSync|createReadStream|openSync|open)\b[^}]*\} from 'node:fs/.test(
          readFileSync(path.join(source, file), 'utf8'),
        ) &&
        file !== 'node/write-file.ts',
    );
    expect(wrong).toEqual([]);
  });

  it('never import the build of the base', () => {
    expect(
      imports
        .filter((one) => one.target.startsWith('.') && builds.has(resolved(one)))
        .map(({ file }) => file),
    ).toEqual([]);
  });
});

describe('the client', () => {
  const client = path.join(import.meta.dirname, '..', 'client', 'src');
  /** Imports that load a module as soon as the file runs. */
  const loaded: readonly Import[] = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('webview/'))
    .flatMap((file) =>
      [
        ...readFileSync(path.join(client, file), 'utf8').matchAll(
          /^import (?!type )[^;]*?from '([^']+)'/gm,
        ),
      ].map((match) => ({
        file,
        target: match[1] ?? '',
      })),
    );
  const isLate = (file: string): boolean => file.startsWith('lazy/');

  it('loads late what takes long to load', () => {
    expect(loaded.filter(({ file }) => isLate(file)).length).toBeGreaterThan(4);
    const wrong = loaded.filter(
      (one) => !isLate(one.file) && (one.target.startsWith('vscode-') || isLate(resolved(one))),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('keeps nothing in mind twice: what is loaded late needs nothing of what is there before', () => {
    const wrong = loaded.filter(
      (one) =>
        isLate(one.file) &&
        one.target.startsWith('.') &&
        !/^(lazy|\.\.\/\.\.\/server)\//.test(resolved(one)),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});
