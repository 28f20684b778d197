/**
 * What a document is judged with besides its imports: the packs that it and its configuration name, and its bibliographies. All of them lie
 * below the root of the project. What cannot be used is a problem of the document, which is then judged without it.
 */

import type { Base, BibliographyEntry } from '../evidence/base-types.ts';
import {
  Bibliographies,
  bibliographyName,
  withBibliography,
} from '../evidence/bibliography/bibliographies.ts';
import type { UnreadEntry } from '../evidence/bibliography/entry.ts';
import type { BaseWithPacks, PackFiles, UnusablePack, WantedPack } from '../evidence/pack/packs.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import { capital } from '../text/capital.ts';
import type { Configuration } from './config.ts';
import type { FilePath } from './file-settings.ts';
import { belowRoot, insideProject, linkOutside, pathBelow } from './imports.ts';
import type { Links } from './links.ts';
import type { ProjectProblem } from './problems.ts';

/** The base with packs, in the order given; see `Packs`. */
export type BaseOf = (packs: readonly WantedPack[]) => Promise<BaseWithPacks>;

interface Attached {
  /** With the packs and behind them the bibliographies that can be used. */
  readonly base: Base;
  readonly problems: readonly ProjectProblem[];
  /** Files and folders whose change may change the meaning of the document. */
  readonly paths: readonly FilePath[];
}

/** A problem for each of so many reasons; a pack with more has one cause behind most of them. */
const mostReasons = 5;

interface Named {
  readonly span: Span;
  readonly written: string;
  /** Where a configuration names it, in words. */
  readonly from: string;
}

/** Packs and bibliographies of a file, read through the host. */
export class Attachments {
  readonly #baseOf: BaseOf;
  readonly #bibliographies: Bibliographies;
  readonly #links: Links;

  constructor(baseOf: BaseOf, host: PackFiles, links: Links) {
    this.#baseOf = baseOf;
    this.#links = links;
    this.#bibliographies = new Bibliographies(host);
  }

  invalidate(path: FilePath): void {
    this.#bibliographies.invalidate(path);
  }

  async of(
    root: FilePath,
    path: FilePath,
    source: SourceFile,
    configuration: Configuration,
  ): Promise<Attached> {
    const problems: ProjectProblem[] = [];
    const wanted: WantedPack[] = [];
    const named = new Map<FilePath, Named>();
    for (const pack of configuration.packs) {
      const own = { span: { start: 0, end: 0 }, written: pack, from: placeOfPacks(configuration) };
      const name = pathBelow(root, pack);
      const outside = await this.#links.outOf(root, pack);
      if (name === null)
        problems.push(unusable(own, 'It is outside the project.', 'Copy it into the project.'));
      else if (outside !== null) problems.push(unusable(own, ...behindLink(outside)));
      else {
        wanted.push({ path: pack, name });
        named.set(pack, own);
      }
    }
    for (const directive of source.directives) {
      if (directive.kind !== 'evidence' || directive.pack === null) continue;
      const { start, end, value: written } = directive.pack;
      const own = { span: { start, end }, written, from: '' };
      const target = insideProject(root, path, written);
      const outside = 'reason' in target ? null : await this.#links.outOf(root, target.path);
      if ('reason' in target)
        problems.push(
          unusable(own, `${capital(target.reason)}.`, 'Name a file or folder of the project.'),
        );
      else if (outside !== null) problems.push(unusable(own, ...behindLink(outside)));
      else {
        wanted.push({ path: target.path, name: pathBelow(root, target.path) ?? written });
        named.set(target.path, own);
      }
    }
    const { base, unusable: broken } = await this.#baseOf(wanted);
    for (const pack of broken) problems.push(...problemsOf(pack, named.get(pack.pack.path)));
    const { entries, paths } = await this.#entries(root, path, source, problems);
    return {
      base: withBibliography(base, entries),
      problems,
      paths: [...wanted.map((pack) => pack.path), ...paths],
    };
  }

  async #entries(
    root: FilePath,
    path: FilePath,
    source: SourceFile,
    problems: ProjectProblem[],
  ): Promise<{
    readonly entries: readonly BibliographyEntry[];
    readonly paths: readonly FilePath[];
  }> {
    const entries: BibliographyEntry[] = [];
    const unread: BibliographyEntry[] = [];
    const paths: FilePath[] = [];
    for (const directive of source.directives) {
      if (directive.kind !== 'bibliography' || directive.path === null) continue;
      const { start, end, value: written } = directive.path;
      const told = directive.toldElsewhere ? [] : problems;
      const report = (reason: string): void => {
        told.push({
          code: 'unusable-bibliography',
          span: { start, end },
          params: { path: written, reason },
        });
      };
      const target =
        directive.target === undefined
          ? insideProject(root, path, written)
          : belowRoot(root, directive.target);
      if ('reason' in target) {
        report(target.reason);
        continue;
      }
      if (paths.includes(target.path)) continue;
      if (!bibliographyName.test(written)) {
        report('only .bib (BibTeX), .json and .yaml (CSL) and .ris files can be read');
        continue;
      }
      paths.push(target.path);
      const outside = await this.#links.outOf(root, target.path);
      if (outside !== null) {
        report(linkOutside(outside));
        continue;
      }
      const read = await this.#bibliographies.of(target.path, written);
      if (read.kind === 'broken') {
        report(read.reason);
        continue;
      }
      entries.push(...read.entries);
      told.push(...unreadEntries({ start, end }, written, read.unread));
      unread.push(...read.unread.flatMap((one) => keyAlone(written, one)));
    }
    // An entry that could be read goes before one with the same key that could not.
    return { entries: [...entries, ...unread], paths };
  }
}

/** Each of the first few with its reason, the others by their lines. */
function unreadEntries(
  span: Span,
  path: string,
  unread: readonly UnreadEntry[],
): readonly ProjectProblem[] {
  const told = (where: string, reason: string): ProjectProblem => ({
    code: 'unread-bibliography-entry',
    span,
    params: { path, where, reason },
  });
  const lineOf = ({ line }: UnreadEntry): string => (line === 0 ? '' : ` at line ${line}`);
  const first = unread
    .slice(0, mostReasons)
    .map((one) =>
      told(
        `${one.behind === true ? 'What follows the entry' : 'The entry'}${one.key === '' ? '' : ` \`${one.key}\``}${lineOf(one)} of "${path}"`,
        `${capital(one.reason)}.`,
      ),
    );
  const others = unread.slice(mostReasons);
  return others.length === 0
    ? first
    : [
        ...first,
        told(
          `${others.length} more ${others.length === 1 ? 'entry' : 'entries'} of "${path}"`,
          `Lines ${others.map(({ line }) => line).join(', ')}.`,
        ),
      ];
}

/** A citation of an entry that could not be read is not unknown; nothing else is known of it. */
function keyAlone(file: string, { key, line, behind }: UnreadEntry): readonly BibliographyEntry[] {
  return key === '' || behind === true
    ? []
    : [{ key, file, title: '', year: '', doi: '', pmid: '', registry: [], unread: line }];
}

const behindLink = (target: FilePath): readonly [reason: string, next: string] => [
  `${capital(linkOutside(target))}.`,
  'Copy it into the project.',
];
function unusable({ span, written, from }: Named, reason: string, next: string): ProjectProblem {
  return { code: 'unusable-pack', span, params: { pack: written, from, reason, next } };
}

function problemsOf(
  { problems }: UnusablePack,
  named: Named | undefined,
): readonly ProjectProblem[] {
  const own = named ?? { span: { start: 0, end: 0 }, written: problems[0]?.file ?? '', from: '' };
  const told = problems.slice(0, mostReasons).map(({ file, line, column, message, help }) => {
    const place = line === 1 && column === 1 ? '' : `${file}:${line}:${column} `;
    return unusable(own, `${place}${message}`, help);
  });
  const more = problems.length - mostReasons;
  return more > 0
    ? [
        ...told,
        unusable(
          own,
          `There are ${more} more reasons.`,
          'Correct the first ones; they often cause the others.',
        ),
      ]
    : told;
}

function placeOfPacks({ places }: Configuration): string {
  const place = places.get('evidence.packs');
  return place === undefined
    ? ''
    : ` (${place.file.slice(place.file.lastIndexOf('/') + 1)}:${place.line}:${place.column})`;
}
