/**
 * Documents that are read as one text: `{{< include >}}` of Quarto and children of knitr put the
 * text of one document into another. Each keeps its own places: it is checked with the names, the
 * directives and the bibliographies of the others, and has the findings of its own blocks alone. A
 * document whose name begins with `_` is read with the one that includes it.
 */
import { filesIn, kindOfPath } from '../markdown/documents.ts';
import type { WrittenPath } from '../markdown/host-document.ts';
import type { AroundDocument, DocumentReader } from '../model/project.ts';
import { parse } from '../syntax/parser.ts';
import type { Directive, SourceFile, Span } from '../syntax/tree.ts';
import { textOf } from '../text/decode.ts';
import { documentEndings } from '../text/file-endings.ts';
import { folderOf, relativeTo } from '../workspace/config.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import { insideProject, type LoadedFile, pathBelow } from '../workspace/imports.ts';
import { Links } from '../workspace/links.ts';

/**
 * Of Quarto: its settings hold for every document below it, and paths that begin with `/` start at
 * it.
 */
const projectFile = '_quarto.yml';
/** Documents that share one text. Quarto has no limit; a chain that is longer is a mistake. */
const mostShared = 200;

interface DocumentParts {
  /** The blocks that are one file. */
  readonly source: SourceFile;
  readonly includes: readonly WrittenPath[];
  readonly bibliographies: readonly WrittenPath[];
}
type Read =
  | ({ readonly kind: 'document' } & DocumentParts)
  | Exclude<LoadedFile, { readonly kind: 'file' }>;

/** A document that shares its text with the one that is checked, and where that one names it. */
interface Member {
  readonly path: FilePath;
  readonly written: string;
  readonly span: Span;
  readonly read: Read;
}
interface QuartoProject {
  readonly folder: FilePath;
  readonly bibliographies: readonly WrittenPath[];
}

const top: Span = { start: 0, end: 0 };

/** Finds the documents of a Quarto project that share their text and settings. */
export class SharedDocuments implements DocumentReader {
  readonly #host: Host;
  readonly #links: Links;
  readonly #read = new Map<FilePath, Promise<Read>>();
  readonly #projects = new Map<string, ReturnType<SharedDocuments['lookForProject']>>();
  readonly #listed = new Map<FilePath, Promise<readonly FilePath[]>>();

  constructor(host: Host) {
    this.#host = host;
    this.#links = new Links(host);
  }

  invalidate(path: FilePath): void {
    this.#links.forget();
    this.#read.delete(path);
    if (path.endsWith(`/${projectFile}`)) this.#projects.clear();
    if (kindOfPath(path) === 'document') this.#listed.clear();
  }

  async around(
    root: FilePath,
    path: FilePath,
    text: string,
    alone: boolean,
  ): Promise<AroundDocument> {
    const own = await partsOf(text);
    const { project, paths } = await this.#projectOf(root, path);
    const places = { root, start: project?.folder ?? root };
    const shared = await this.#members(places, path, own);
    const members = alone ? [] : shared;
    const bibliographies = [
      ...pathsFrom(own.bibliographies, path, project).map((one) => bibliographyAt(one, one.span)),
      ...shared.flatMap(({ path: from, read }) =>
        read.kind !== 'document'
          ? []
          : pathsFrom(read.bibliographies, from, project).map(bibliographyOfOther),
      ),
      ...(project === null
        ? []
        : pathsFrom(project.bibliographies, `${project.folder}/${projectFile}`, project).map(
            (one) => bibliographyAt(one, top),
          )),
    ];
    const directives = [
      ...bibliographies,
      ...members.map(importOf),
      ...members.flatMap((member) => directivesOf(root, path, member)),
    ];
    const files = new Map(
      members.map((member): [FilePath, LoadedFile] => [
        member.path,
        member.read.kind !== 'document'
          ? member.read
          : { kind: 'file', source: withOthers(member.read.source, member.path, path, members) },
      ]),
    );
    return { directives, files, paths: [...paths, ...shared.map((member) => member.path)] };
  }

  #projectOf(root: FilePath, path: FilePath): ReturnType<SharedDocuments['lookForProject']> {
    const key = JSON.stringify([root, folderOf(path)]);
    const known = this.#projects.get(key) ?? this.lookForProject(root, path);
    this.#projects.set(key, known);
    return known;
  }
  /** The nearest project of Quarto, and the places where one was looked for. */
  private async lookForProject(
    root: FilePath,
    path: FilePath,
  ): Promise<{ readonly project: QuartoProject | null; readonly paths: readonly FilePath[] }> {
    const paths: FilePath[] = [];
    for (const folder of foldersUp(root, path)) {
      const file =
        folder.endsWith('/') || folder === '' ? folder + projectFile : `${folder}/${projectFile}`;
      paths.push(file);
      const read = await this.#host.readFile(file);
      if (read.kind === 'failed') {
        if (read.reason === 'missing' || read.reason === 'directory') continue;
        // Read again as a bibliography, so that the reason is told as for any other.
        return {
          project: { folder, bibliographies: [{ written: projectFile, span: top }] },
          paths,
        };
      }
      const { bibliographiesOf } = await import('../markdown/host-document.ts');
      return { project: { folder, bibliographies: bibliographiesOf(textOf(read.bytes)) }, paths };
    }
    return { project: null, paths };
  }

  /**
   * The documents that the text is shared with: those it includes, those that include it, and what
   * these include in turn.
   */
  async #members(
    { root, start }: { readonly root: FilePath; readonly start: FilePath },
    path: FilePath,
    own: DocumentParts,
  ): Promise<readonly Member[]> {
    const members = new Map<FilePath, Member>();
    const add = async (from: FilePath, includes: readonly WrittenPath[], span: Span | null) => {
      for (const { written, span: place } of includes) {
        const target = includeTarget(root, start, from, written);
        if (target === path || members.has(target) || members.size >= mostShared) continue;
        const outside = await this.#links.outOf(root, target);
        const read: Read =
          outside === null ? await this.#parts(target) : { kind: 'outside', target: outside };
        members.set(target, { path: target, written, span: span ?? place, read });
        if (read.kind === 'document') await add(target, read.includes, span ?? place);
      }
    };
    await add(path, own.includes, null);
    let part = path;
    while (isPart(part) && members.size < mostShared) {
      const including = await this.#including(root, start, part, members);
      if (including === null) break;
      const read = await this.#parts(including);
      const written = including.slice(including.lastIndexOf('/') + 1);
      members.set(including, { path: including, written, span: top, read });
      if (read.kind === 'document') await add(including, read.includes, top);
      part = including;
    }
    return [...members.values()];
  }

  /** The first document of the folders above that includes this one. */
  async #including(
    root: FilePath,
    start: FilePath,
    path: FilePath,
    known: ReadonlyMap<FilePath, Member>,
  ): Promise<FilePath | null> {
    for (const folder of foldersUp(root, path)) {
      for (const candidate of await this.#documentsIn(folder)) {
        if (candidate === path || known.has(candidate)) continue;
        const read = await this.#parts(candidate);
        if (
          read.kind === 'document' &&
          read.includes.some(
            ({ written }) => includeTarget(root, start, candidate, written) === path,
          )
        )
          return candidate;
      }
      if (folder === start) break;
    }
    return null;
  }
  #documentsIn(folder: FilePath): Promise<readonly FilePath[]> {
    const known = this.#listed.get(folder);
    if (known !== undefined) return known;
    const listed = this.#host
      .list(
        folder,
        documentEndings.map((ending) => `*.${ending}`),
      )
      .then((paths) => paths.filter((one) => folderOf(one) === folder));
    this.#listed.set(folder, listed);
    return listed;
  }

  #parts(path: FilePath): Promise<Read> {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const reading = this.#host
      .readFile(path)
      .then(
        async (read): Promise<Read> =>
          read.kind === 'failed'
            ? read
            : { kind: 'document', ...(await partsOf(textOf(read.bytes))) },
      );
    this.#read.set(path, reading);
    return reading;
  }
}

async function partsOf(text: string): Promise<DocumentParts> {
  const { bibliographiesIn, includesIn } = await import('../markdown/host-document.ts');
  const [regions = []] = await filesIn(text, 'document');
  return {
    source: parse(text, regions),
    includes: includesIn(text),
    bibliographies: bibliographiesIn(text),
  };
}

/** From the folder of a file up to the root. */
function foldersUp(root: FilePath, path: FilePath): readonly FilePath[] {
  const folders = [folderOf(path)];
  for (let last = folders[0] ?? ''; last !== root && pathBelow(root, last) !== null; ) {
    const above = folderOf(last);
    if (above === last) break;
    folders.push(above);
    last = above;
  }
  return folders;
}

/** Quarto renders no document whose name begins with `_`: it is there to be included. */
const isPart = (path: FilePath): boolean => path.slice(path.lastIndexOf('/') + 1).startsWith('_');

/**
 * A path that begins with `/` starts at the project of Quarto. One out of the root is told where it
 * is named.
 */
function includeTarget(root: FilePath, start: FilePath, from: FilePath, written: string): FilePath {
  const target = written.startsWith('/')
    ? insideProject(root, `${start}/${projectFile}`, written.slice(1))
    : insideProject(root, from, written);
  return 'path' in target ? target.path : relativeTo(folderOf(from), written);
}

function pathsFrom(
  paths: readonly WrittenPath[],
  from: FilePath,
  project: QuartoProject | null,
): readonly TargetedPath[] {
  return paths.map(({ written, span }) => ({
    ...{ written, span },
    target: written.startsWith('/')
      ? relativeTo(project?.folder ?? folderOf(from), written.slice(1))
      : relativeTo(folderOf(from), written),
  }));
}

type TargetedPath = WrittenPath & { readonly target: FilePath };

type NamedFile = Extract<Directive, { kind: 'import' | 'bibliography' }>;

function bibliographyAt({ target, written }: TargetedPath, span: Span): NamedFile {
  return { kind: 'bibliography', ...span, path: { value: written, ...span }, target };
}
const bibliographyOfOther = (path: TargetedPath): NamedFile => ({
  ...bibliographyAt(path, top),
  toldElsewhere: true,
});

function importOf({ path, written, span }: Pick<Member, 'path' | 'written' | 'span'>): Directive {
  return { kind: 'import', ...span, path: { value: written, ...span }, target: path };
}

/** A shared document sees the names of all others. */
function withOthers(
  source: SourceFile,
  path: FilePath,
  checked: FilePath,
  members: readonly Member[],
): SourceFile {
  const others = [
    { path: checked, written: checked, span: top },
    ...members.filter((member) => member.path !== path).map((member) => ({ ...member, span: top })),
  ];
  return { ...source, directives: [...source.directives, ...others.map(importOf)] };
}

/**
 * What a shared document says at its top, as if it stood where the document names it. What it
 * accepts, it accepts for itself.
 */
function directivesOf(
  root: FilePath,
  path: FilePath,
  { path: from, span, read }: Member,
): readonly Directive[] {
  if (read.kind !== 'document') return [];
  return read.source.directives.flatMap((directive): readonly Directive[] => {
    if (directive.kind === 'accept') return [];
    const moved = placed(directive, span);
    if (moved.kind === 'evidence' && moved.pack !== null) {
      const target = insideProject(root, from, moved.pack.value);
      if ('reason' in target) return [moved];
      return [
        { ...moved, pack: { ...moved.pack, value: relativePath(folderOf(path), target.path) } },
      ];
    }
    if ((moved.kind !== 'import' && moved.kind !== 'bibliography') || moved.path === null)
      return [moved];
    return [
      { ...moved, target: relativeTo(folderOf(from), moved.path.value), toldElsewhere: true },
    ];
  });
}

/** The same part of a tree with another place. */
function placed<Part extends Span>(part: Part, span: Span): Part {
  const moved = Object.entries(part).map(([key, value]: [string, unknown]) => [
    key,
    isPlaced(value) ? placed(value, span) : value,
  ]);
  return { ...Object.fromEntries(moved), ...span };
}
const isPlaced = (value: unknown): value is Span =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value;

function relativePath(folder: FilePath, path: FilePath): string {
  const [from, to] = [folder.split('/'), path.split('/')];
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
