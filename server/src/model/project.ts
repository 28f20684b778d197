/**
 * Opens files: finds their configuration, loads what they import (each file is read and parsed
 * once), and binds them. It remembers who depends on what, so that a change is followed by the
 * files it touches and no others.
 */
import type { Base } from '../evidence/base-types.ts';
import { parse } from '../syntax/parser.ts';
import type { Directive, Region, SourceFile } from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';
import { Attachments, type BaseOf } from '../workspace/attachments.ts';
import {
  type Configuration,
  Configurations,
  configName,
  noConfiguration,
} from '../workspace/config.ts';
import type { ConfigProblem, KnownCodes } from '../workspace/config-file.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import { importsOf, type LoadedFile } from '../workspace/imports.ts';
import { Links } from '../workspace/links.ts';
import type { ProjectProblem } from '../workspace/problems.ts';
import { Roots } from '../workspace/roots.ts';
import {
  type Preset,
  readDirectives,
  type SettingsWithOrigin,
  settingsOf,
} from '../workspace/settings.ts';
import { bindFile } from './bind.ts';
import type { BoundFile } from './bound-file.ts';

/** What a document is read with besides its blocks. */
export interface AroundDocument {
  /**
   * Of its front matter and of the documents that share its text; their places are in the document
   * itself.
   */
  readonly directives: readonly Directive[];
  /** The documents that share its text. */
  readonly files: ReadonlyMap<FilePath, LoadedFile>;
  /** Files whose change may change any of this, whether they exist or not. */
  readonly paths: readonly FilePath[];
}
/** Finds what a document shares with other files. */
export interface DocumentReader {
  /** A block that is a file of its own is `alone`: nothing but bibliographies is shared with it. */
  around(root: FilePath, path: FilePath, text: string, alone: boolean): Promise<AroundDocument>;
  invalidate(path: FilePath): void;
}
/** A text that is a document, and what is wrong with it around its blocks. */
export interface DocumentText {
  readonly text: string;
  readonly found: readonly ProjectProblem[];
  /** For a block that is a file of its own. */
  readonly alone: boolean;
}

/** What a project works with. */
export interface ProjectOptions {
  readonly host: Host;
  /** Without it, a document has nothing but its blocks. */
  readonly documents?: DocumentReader;
  readonly baseOf: BaseOf;
  /**
   * The folder that imports stay below where neither a repository nor a configuration says more:
   * the workspace, or where the command line runs.
   */
  readonly root: FilePath;
  readonly commandLine?: Preset;
  /**
   * What an editor sets, for files whose configuration does not say: so the command line finds the
   * same wherever there is one.
   */
  readonly defaults?: Preset;
  /** Codes that the configuration's `severity` may name. */
  readonly codes?: KnownCodes;
}
/**
 * Where a configuration that cannot be used does not count, the file is opened as if it had none.
 */
export type BrokenConfiguration = 'fails' | 'does not count';
/** A document may hold several files; what any of them was bound from can change it. */
type FilePlace = 'first of the text' | 'beside the others';
/** The meaning of a file, or why it has none: its configuration cannot be used. */
export type OpenedFile =
  | {
      readonly kind: 'bound';
      readonly bound: BoundFile;
      readonly base: Base;
      readonly configuration: Configuration;
      readonly settings: SettingsWithOrigin;
    }
  /** A broken configuration: nothing can be said about the file. */
  | {
      readonly kind: 'failed';
      readonly source: SourceFile;
      readonly message: string;
      readonly problems: readonly ConfigProblem[];
    };

/** What a file is bound with besides its own text. */
export interface Surroundings {
  readonly kind: 'known';
  readonly path: FilePath;
  readonly base: Base;
  readonly root: FilePath;
  /** The files that it imports, and those that they import in turn. */
  readonly files: ReadonlyMap<FilePath, LoadedFile>;
  /** Of a document: what it has besides those of its blocks. */
  readonly directives: readonly Directive[];
  /** The documents that share its text. */
  readonly shared: readonly LoadedFile[];
  /**
   * What cannot be used of packs and bibliographies, and what is wrong around the blocks of a
   * document.
   */
  readonly problems: readonly ProjectProblem[];
  readonly preset: Preset;
  readonly commandLine: Preset;
  readonly configuration: Configuration;
}

/** How a file is opened, where it is not a text of its own. */
export interface Reading {
  /** Default: `first of the text`. */
  readonly place?: FilePlace;
  /** The document that its blocks stand in; default: none. */
  readonly document?: DocumentText | null;
  /** Default: `fails`. */
  readonly brokenConfiguration?: BrokenConfiguration;
}

/**
 * The files of a project as they depend on one another: configurations, roots, imports, packs and
 * bibliographies.
 */
export class Project {
  readonly #options: ProjectOptions;
  readonly #configurations: Configurations;
  readonly #roots: Roots;
  readonly #links: Links;
  readonly #attachments: Attachments;
  readonly #files = new Map<FilePath, Promise<LoadedFile>>();
  /** What each opened file was bound from. */
  readonly #sources = new Map<FilePath, ReadonlySet<FilePath>>();

  constructor(options: ProjectOptions) {
    this.#options = options;
    this.#configurations = new Configurations(options.host, options.codes ?? null);
    this.#roots = new Roots(options.host, options.root);
    this.#links = new Links(options.host);
    this.#attachments = new Attachments(options.baseOf, options.host, this.#links);
  }

  /**
   * The meaning of a text at a path; `regions` are the fenced blocks of a document that are one
   * file. The file need not exist.
   */
  async open(
    path: FilePath,
    text: string,
    regions?: readonly Region[],
    reading: Reading = {},
  ): Promise<OpenedFile> {
    const parsed = parse(text, regions);
    const around = await this.surroundings(path, parsed, reading);
    if (around.kind === 'failed') return { ...around, source: parsed };
    const { base, configuration, preset, directives } = around;
    const { commandLine = {} } = this.#options;
    const source =
      directives.length === 0
        ? parsed
        : { ...parsed, directives: [...parsed.directives, ...directives] };
    const settings = settingsOf(
      readDirectives(source, base, () => {}),
      base,
      preset,
      commandLine,
    );
    // What others say at their top counts here, and what is wrong with it is told there.
    const shown = {
      ...source,
      directives: source.directives.filter(
        (directive) => parsed.directives.includes(directive) || 'target' in directive,
      ),
    };
    const bound = withoutUsedElsewhere({ ...bindIn(around, source), source: shown }, around.shared);
    return { kind: 'bound', bound, base, configuration, settings };
  }

  /** What a file is bound with. Of its tree, only the directives are asked. */
  async surroundings(
    path: FilePath,
    source: SourceFile,
    { place = 'first of the text', document = null, brokenConfiguration = 'fails' }: Reading = {},
  ): Promise<
    | Surroundings
    | {
        readonly kind: 'failed';
        readonly message: string;
        readonly problems: readonly ConfigProblem[];
      }
  > {
    const configured = await this.#configurations.for(path);
    if (configured.kind === 'broken' && brokenConfiguration === 'fails') {
      // Once it is corrected, the file is opened anew.
      if (!this.#sources.has(path)) this.#sources.set(path, new Set());
      const [first] = configured.problems;
      const message =
        first === undefined
          ? 'The configuration cannot be used.'
          : `${first.file}:${first.line}:${first.column} ${first.message} ${first.help}`;
      return { kind: 'failed', message, problems: configured.problems };
    }
    const configuration = configured.kind === 'broken' ? noConfiguration : configured.configuration;
    const root = await this.#roots.for(path, configuration.file);
    const { documents, commandLine = {}, defaults = {} } = this.#options;
    const around =
      document === null || documents === undefined
        ? nothingAround
        : await documents.around(root, path, document.text, document.alone);
    const { directives } = around;
    const whole =
      directives.length === 0
        ? source
        : { ...source, directives: [...source.directives, ...directives] };
    const attached = await this.#attachments.of(root, path, whole, configuration);
    const files = await this.#load(root, path, whole, around.files);
    const others = place === 'beside the others' ? (this.#sources.get(path) ?? []) : [];
    this.#sources.set(
      path,
      new Set([...others, ...files.keys(), ...attached.paths, ...around.paths]),
    );
    return {
      ...{ kind: 'known', path, base: attached.base, root, files, commandLine },
      ...{ directives, shared: [...around.files.values()] },
      problems: [...attached.problems, ...(document?.found ?? [])],
      ...{ preset: { ...defaults, ...configuration.preset }, configuration },
    };
  }

  /**
   * After a file was changed, created or deleted; gives the opened files that may mean something
   * else now.
   */
  invalidate(path: FilePath): readonly FilePath[] {
    if (path.endsWith(`/${configName}`) || path === configName) {
      this.#configurations.invalidate();
      return [...this.#sources.keys()];
    }
    this.#files.delete(path);
    this.#options.documents?.invalidate(path);
    this.#links.forget();
    this.#attachments.invalidate(path);
    return this.dependents(path);
  }
  /**
   * The opened files that import the file, directly or through others, or use it as a pack, part of
   * a pack or bibliography.
   */
  dependents(path: FilePath): readonly FilePath[] {
    const uses = (sources: ReadonlySet<FilePath>): boolean =>
      sources.has(path) || [...sources].some((source) => path.startsWith(`${source}/`));
    return [...this.#sources].filter(([, sources]) => uses(sources)).map(([opened]) => opened);
  }
  /** What an opened file was bound from beside its own text. */
  sources(path: FilePath): readonly FilePath[] {
    return [...(this.#sources.get(path) ?? [])].filter((source) => source !== path);
  }
  /** The file is not open any more. */
  close(path: FilePath): void {
    this.#sources.delete(path);
  }

  async #load(
    root: FilePath,
    path: FilePath,
    source: SourceFile,
    shared: ReadonlyMap<FilePath, LoadedFile>,
  ): Promise<ReadonlyMap<FilePath, LoadedFile>> {
    const loaded = new Map<FilePath, LoadedFile>();
    let level = targets(root, path, source);
    while (level.length > 0) {
      const wanted = [...new Set(level)].filter((target) => target !== path && !loaded.has(target));
      const read = await Promise.all(
        wanted.map(async (target) => ({
          target,
          file: shared.get(target) ?? (await this.#inside(root, target)),
        })),
      );
      for (const { target, file } of read) loaded.set(target, file);
      level = read.flatMap(({ target, file }) =>
        file.kind === 'file' ? targets(root, target, file.source) : [],
      );
    }
    return loaded;
  }
  async #inside(root: FilePath, path: FilePath): Promise<LoadedFile> {
    const target = await this.#links.outOf(root, path);
    return target === null ? this.#read(path) : { kind: 'outside', target };
  }
  #read(path: FilePath): Promise<LoadedFile> {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const reading = this.#options.host
      .readFile(path)
      .then(
        (read): LoadedFile =>
          read.kind === 'failed'
            ? read
            : { kind: 'file', source: parse(new TextDecoder().decode(read.bytes)) },
      );
    this.#files.set(path, reading);
    return reading;
  }
}

const nothingAround: AroundDocument = { directives: [], files: new Map(), paths: [] };

/** A file in its surroundings. The text that is open stands for the file on disk. */
export function bindIn(around: Surroundings, source: SourceFile): BoundFile {
  const { path, base, root, preset: configuration, commandLine, problems } = around;
  const imports = [...around.files.values()].some((file) => file.kind === 'file');
  const files: ReadonlyMap<FilePath, LoadedFile> = imports
    ? new Map([...around.files, [path, { kind: 'file', source }]])
    : around.files;
  const meaning = bindFile({ path, source, base, root, files, configuration, commandLine });
  return problems.length === 0
    ? meaning
    : { ...meaning, problems: [...problems, ...meaning.problems].sort(byPlace) };
}

/** A population may be declared in one document for a sequence in another that shares its text. */
function withoutUsedElsewhere(bound: BoundFile, shared: readonly LoadedFile[]): BoundFile {
  if (shared.length === 0) return bound;
  const words = new Set(
    shared.flatMap((file) =>
      file.kind !== 'file'
        ? []
        : file.source.tokens.map(({ start, end }) =>
            normaliseName(file.source.text.slice(start, end)),
          ),
    ),
  );
  const problems = bound.problems.filter(
    (problem) =>
      problem.code !== 'unused-population' || !words.has(normaliseName(problem.params.name)),
  );
  return { ...bound, problems };
}

const byPlace = (a: ProjectProblem, b: ProjectProblem): number =>
  a.span.start - b.span.start || a.span.end - b.span.end;

function targets(root: FilePath, path: FilePath, source: SourceFile): readonly FilePath[] {
  return importsOf(root, path, source).flatMap(({ target }) =>
    'path' in target ? [target.path] : [],
  );
}
