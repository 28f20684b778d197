/**
 * Files as the server sees them: an open document goes before the file on disk, for imports too,
 * and places in a file need its lines.
 */
import { isCode } from '../checks/catalogue/catalogue.ts';
import { pages } from '../checks/generated/pages.ts';
import { kindOfPath } from '../markdown/documents.ts';
import type { Span } from '../syntax/tree.ts';
import { Lines, type Range } from '../text/positions.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import type { Documents, OpenDocument } from './open-documents.ts';
import type { Platform } from './platform.ts';
import type { Elsewhere } from './to-protocol.ts';

/** The files of a workspace with their trees. */
export class KnownFiles {
  readonly #platform: Platform;
  readonly #documents: Documents;
  /** Texts of files that are not open, as they were last read, for places in them. */
  readonly #elsewhere = new Map<FilePath, Lines>();

  constructor(platform: Platform, documents: Documents) {
    this.#platform = platform;
    this.#documents = documents;
  }

  openAt(path: FilePath): OpenDocument | undefined {
    return this.#documents.all().find((document) => this.#platform.toPath(document.uri) === path);
  }
  async read(path: FilePath): ReturnType<Host['readFile']> {
    const open = this.openAt(path);
    if (open !== undefined) return { kind: 'bytes', bytes: new TextEncoder().encode(open.text) };
    const read = await this.#platform.host.readFile(path);
    if (read.kind === 'bytes' && (/\.sequitur$/i.test(path) || kindOfPath(path) === 'document'))
      this.#elsewhere.set(
        path,
        new Lines(new TextDecoder().decode(read.bytes), this.#documents.encoding),
      );
    return read;
  }
  /** The file may have another text now. */
  forget(path: FilePath): void {
    this.#elsewhere.delete(path);
  }

  /** How findings in a file name places in this one and in others. */
  seenFrom(document: OpenDocument): Elsewhere {
    return {
      uri: (path) => this.uri(path),
      lines: (path) =>
        this.#platform.toPath(document.uri) === path ? document.lines : this.lines(path),
      docs: (code) => this.docs(code),
    };
  }
  uri(path: FilePath): string {
    return this.openAt(path)?.uri ?? this.#platform.toUri(path);
  }
  lines(path: FilePath): Lines | undefined {
    return this.openAt(path)?.lines ?? this.#elsewhere.get(path);
  }
  /** The address of the page of a code. */
  docs(code: string): string | undefined {
    const page = isCode(code) ? pages[code] : undefined;
    return page === undefined ? undefined : this.#platform.keepPage(`checks/${code}.md`, page);
  }
  /** A place in a file that is open or was read; `null` for any other. */
  location(path: FilePath, span: Span): { uri: string; range: Range } | null {
    const lines = this.lines(path);
    return lines === undefined ? null : { uri: this.uri(path), range: lines.range(span) };
  }
}
