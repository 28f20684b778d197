/**
 * The configuration of a file: the nearest `sequitur.config.json` above it, with its overrides
 * applied. The editor and the command line ask the same resolver, so that they cannot disagree.
 * Every value knows the place it was written.
 */
import ignore from 'ignore';
import { textGlobs } from '../text/file-endings.ts';
import { readFailures } from '../text/read-failure.ts';
import type { ConfigFile, ConfigPlace, ConfigProblem, KnownCodes } from './config-file.ts';
import type { Config } from './config-schema.ts';
import type { FilePath } from './file-settings.ts';
import type { Host } from './host.ts';
import { normalisePath } from './imports.ts';
import type { Preset } from './settings.ts';

/** The name of a configuration; it is looked for in the folder of a file and above. */
export const configName = 'sequitur.config.json';

const megabyte = 1024 * 1024;
/** Bytes. */
const largestConfiguration = megabyte;

/** How serious a finding is made, or `off`. */
export type ConfiguredSeverity = NonNullable<Config['severity']>[string];
/** How much a document may leave open. */
export type Profile = NonNullable<Config['profile']>;

/** What the configuration above a file says for it, with the overrides that match. */
export interface Configuration {
  /** `null` when there is none above the file. */
  readonly file: FilePath | null;
  readonly preset: Preset;
  readonly profile: Profile;
  readonly severity: Readonly<Record<string, ConfiguredSeverity>>;
  /** Paths of evidence packs. */
  readonly packs: readonly FilePath[];
  /**
   * Where each value was written, by its name: `asOf`, `severity.missing-grade`, `evidence.packs`.
   */
  readonly places: ReadonlyMap<string, ConfigPlace>;
}
/** What files without a configuration are judged by. */
export const noConfiguration: Configuration = {
  file: null,
  preset: {},
  profile: 'draft',
  severity: {},
  packs: [],
  places: new Map(),
};
type ConfigurationResult =
  | { readonly kind: 'ok'; readonly configuration: Configuration }
  | { readonly kind: 'broken'; readonly problems: readonly ConfigProblem[] };

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly file: ConfigFile }
  | { readonly kind: 'broken'; readonly problems: readonly ConfigProblem[] };

/**
 * Finds and remembers configurations. `codes` are those that `severity` may name; without them
 * every name is taken.
 */
export class Configurations {
  readonly #host: Host;
  readonly #codes: KnownCodes | null;
  readonly #folders = new Map<FilePath, Promise<Found>>();

  constructor(host: Host, codes: KnownCodes | null = null) {
    this.#host = host;
    this.#codes = codes;
  }

  /** The configuration for a file, whether the file exists or not. */
  async for(path: FilePath): Promise<ConfigurationResult> {
    const found = await this.#nearest(folderOf(path));
    if (found.kind === 'none') return { kind: 'ok', configuration: noConfiguration };
    return found.kind === 'broken' ? found : { kind: 'ok', configuration: apply(found.file, path) };
  }

  /**
   * The patterns of overrides that match no file, of all configurations of the paths, each with its
   * place. The paths are asked first, and the disk only for what none of them matches.
   */
  async unmatched(paths: readonly FilePath[]): Promise<readonly UnmatchedPattern[]> {
    const files = new Map<ConfigFile, FilePath[]>();
    for (const path of paths) {
      const found = await this.#nearest(folderOf(path));
      if (found.kind !== 'file' || found.file.config.overrides === undefined) continue;
      files.set(found.file, [...(files.get(found.file) ?? []), path]);
    }
    const unmatched: UnmatchedPattern[] = [];
    for (const [file, own] of files) {
      const idle = patternsWithout(file, own);
      if (idle.length === 0) continue;
      const all = await this.#host.list(folderOf(file.file), textGlobs);
      unmatched.push(
        ...patternsWithout(file, all).filter(({ at }) => idle.some((one) => one.at === at)),
      );
    }
    return unmatched;
  }

  /** After a configuration was written, moved or deleted anywhere. */
  invalidate(): void {
    this.#folders.clear();
  }

  #nearest(folder: FilePath): Promise<Found> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const found = this.#look(folder);
    this.#folders.set(folder, found);
    return found;
  }
  async #look(folder: FilePath): Promise<Found> {
    const file =
      folder.endsWith('/') || folder === '' ? folder + configName : `${folder}/${configName}`;
    const read = await this.#host.readFile(file);
    if (read.kind === 'bytes' && read.bytes.length <= largestConfiguration) {
      const { readConfig } = await import('./config-file.ts');
      return readConfig(file, new TextDecoder().decode(read.bytes), this.#codes);
    }
    const reason = read.kind === 'bytes' ? 'too large' : read.reason;
    if (reason !== 'missing' && reason !== 'directory') {
      const why =
        reason === 'too large'
          ? `it is larger than ${largestConfiguration / megabyte} MB`
          : readFailures[reason];
      const help = 'Make it a readable file, or move it away.';
      return {
        kind: 'broken',
        problems: [
          {
            file,
            line: 1,
            column: 1,
            message: `The configuration cannot be used: ${why}.`,
            help,
          },
        ],
      };
    }
    const above = folderOf(folder);
    return above === folder ? { kind: 'none' } : this.#nearest(above);
  }
}

/**
 * The folder of a path without the last `/`, but for the very top: `/a/b` → `/a` → `/`. The top is
 * its own folder.
 */
export function folderOf(path: FilePath): FilePath {
  const [top = ''] = /^(?:[a-z][a-z0-9+.-]+:\/\/[^/]*)?\/?/i.exec(path) ?? [];
  const at = path.lastIndexOf('/');
  return at < top.length ? top : path.slice(0, at);
}

/** A pattern of an override, and where it stands. */
interface UnmatchedPattern {
  readonly pattern: string;
  readonly place: Omit<ConfigPlace, 'pattern'>;
  /** Counts the patterns of a configuration. */
  readonly at: number;
}

function patternsWithout(
  { file, config, placeOf }: ConfigFile,
  paths: readonly FilePath[],
): readonly UnmatchedPattern[] {
  const own = paths.map((path) => fromFolder(file, path));
  return (config.overrides ?? [])
    .flatMap(({ files }, index) =>
      [files].flat().map((pattern, position) => ({
        pattern,
        place: placeOf(['overrides', index, 'files', ...(Array.isArray(files) ? [position] : [])]),
      })),
    )
    .map((one, at) => ({ ...one, at }))
    .filter(({ pattern }) => {
      // A pattern that takes files out of the override changes nothing alone.
      if (pattern.startsWith('!')) return false;
      const matches = ignore().add(plainPattern(pattern));
      return !own.some((path) => matches.ignores(path));
    });
}

/** As a pattern sees a path: from the folder of the configuration. */
function fromFolder(file: FilePath, path: FilePath): string {
  const folder = folderOf(file);
  return path.startsWith(folder) ? path.slice(folder.length).replace(/^\//, '') : path;
}

/**
 * `./a/**` is from the folder of the configuration, as every pattern is; an ignore file knows no
 * `./`.
 */
const plainPattern = (pattern: string): string => pattern.replace(/^(!?)(?:\.\/)+/, '$1/');

function apply({ file, config, placeOf }: ConfigFile, path: FilePath): Configuration {
  const folder = folderOf(file);
  const own = fromFolder(file, path);
  const places = new Map<string, ConfigPlace>();
  let preset: Preset = {};
  let profile: Profile = 'draft';
  let severity: Record<string, ConfiguredSeverity> = {};
  const layer = (
    values: Omit<NonNullable<Config['overrides']>[number], 'files'>,
    at: readonly (string | number)[],
    pattern: string | null,
  ): void => {
    const written = (name: string, ...keys: readonly string[]): void => {
      places.set(name, { ...placeOf([...at, ...keys]), pattern });
    };
    for (const key of ['asOf', 'grading', 'grades', 'region'] as const) {
      if (values[key] === undefined) continue;
      preset = { ...preset, [key]: values[key] };
      written(key, key);
    }
    if (values.profile !== undefined) {
      profile = values.profile;
      written('profile', 'profile');
    }
    for (const code of Object.keys(values.severity ?? {}))
      written(`severity.${code}`, 'severity', code);
    severity = { ...severity, ...values.severity };
  };
  layer(config, [], null);
  for (const [index, override] of (config.overrides ?? []).entries()) {
    const patterns = [override.files].flat();
    if (ignore().add(patterns.map(plainPattern)).ignores(own))
      layer(override, ['overrides', index], patterns.join(', '));
  }
  const packs = config.evidence?.packs ?? [];
  if (packs.length > 0)
    places.set('evidence.packs', { ...placeOf(['evidence', 'packs']), pattern: null });
  return {
    file,
    preset,
    profile,
    severity,
    packs: packs.map((pack) => relativeTo(folder, pack)),
    places,
  };
}

/** A path from a folder; an absolute path stays as it is. */
export function relativeTo(folder: FilePath, written: string): FilePath {
  const path = written.replaceAll('\\', '/');
  const absolute = path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path);
  return normalisePath(
    absolute ? path : folder === '' || folder.endsWith('/') ? folder + path : `${folder}/${path}`,
  );
}
