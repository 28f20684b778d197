/** The files that an open text holds: it is one itself, or a document with fenced blocks. */
import { joinSources } from '../checks/document.ts';
import { kindOfPath, type TextKind } from '../markdown/documents.ts';
import { documentLanguages, mayHoldBlocks } from '../markdown/fence-opening.ts';
import { parse } from '../syntax/parser.ts';
import type { Region, SourceFile } from '../syntax/tree.ts';
import type { OpenDocument } from './open-documents.ts';

const languages: ReadonlySet<string> = new Set(documentLanguages);

/** One file, which is empty. */
const noBlocks: readonly (readonly Region[])[] = [[]];

type FilesOf = (text: string) => readonly (readonly Region[])[];

/**
 * The Markdown parser loads with the first document that is opened. Until it is there, a document
 * reads as empty.
 */
export class Blocks {
  #filesOf: FilesOf | null = null;
  readonly #files = new WeakMap<OpenDocument, readonly (readonly Region[])[]>();

  kindOf({ language, uri }: OpenDocument): TextKind {
    return languages.has(language) ? 'document' : kindOfPath(uri);
  }

  /** Settles when texts of this kind can be read. */
  async ready(document: OpenDocument): Promise<void> {
    if (
      this.#filesOf === null &&
      this.kindOf(document) === 'document' &&
      mayHoldBlocks(document.text)
    )
      ({ filesOf: this.#filesOf } = await import('../markdown/fences.ts'));
  }

  /** The tree of the text; `null` while its blocks cannot be found yet. */
  source(document: OpenDocument): SourceFile | null {
    if (this.kindOf(document) === 'sequitur') return parse(document.text);
    const files = this.#filesIn(document);
    if (files === null) return null;
    const [first = parse(document.text, []), ...others] = files.map((regions) =>
      parse(document.text, regions),
    );
    return others.reduce(joinSources, first);
  }

  /** The regions of the file that holds the offset; `undefined` where the whole text is one. */
  regionsAround(document: OpenDocument, offset: number): readonly Region[] | undefined {
    if (this.kindOf(document) === 'sequitur') return undefined;
    return (
      this.#filesIn(document)?.find((regions) =>
        regions.some(({ start, end }) => start <= offset && offset <= end),
      ) ?? []
    );
  }

  /**
   * The blocks of a document, wherever they belong; `null` for a text that is one file as a whole,
   * and while blocks cannot be found yet.
   */
  regionsOf(document: OpenDocument): readonly Region[] | null {
    return this.kindOf(document) === 'sequitur' ? null : (this.#filesIn(document)?.flat() ?? null);
  }

  #filesIn(document: OpenDocument): readonly (readonly Region[])[] | null {
    if (!mayHoldBlocks(document.text)) return noBlocks;
    const known = this.#files.get(document) ?? this.#filesOf?.(document.text) ?? null;
    if (known !== null) this.#files.set(document, known);
    return known;
  }
}
