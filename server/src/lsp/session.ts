/**
 * One editor's session: its documents, their settings, and what is known of them. Every request asks here, so a document is checked once
 * per version however many requests look at it. An open document goes before the file on disk, for imports too.
 */
import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Diagnostic as ProtocolDiagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { readEdited } from '../checks/edited-text.ts';
import { createEngine, type Engine } from '../checks/engine.ts';
import type { Diagnostic, FileResult } from '../checks/result-types.ts';
import type { SequenceSupport } from '../checks/sequence-supports.ts';
import type { Update } from '../checks/update.ts';
import { embeddedBase } from '../evidence/base.ts';
import { viewAround } from '../features/completion/evidence.ts';
import type { View } from '../features/document-view.ts';
import type { ProjectFile } from '../features/references.ts';
import { filesIn, kindOfPath } from '../markdown/documents.ts';
import { parse } from '../syntax/parser.ts';
import { type Pieces, wholeSource } from '../syntax/segments/pieces.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import { documentEndings } from '../text/file-endings.ts';
import { normaliseName } from '../text/names.ts';
import type { Range } from '../text/positions.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { Host } from '../workspace/host.ts';
import { importTarget } from '../workspace/imports.ts';
import type { ClientAbilities } from './client-capabilities.ts';
import { type ResourceSettings, Settings } from './client-settings.ts';
import { type ClosedReport, ClosedReports } from './closed-file-diagnostics.ts';
import { AcrossFiles, type Published } from './cross-file-diagnostics.ts';
import { Blocks } from './document-blocks.ts';
import { DocumentChecks } from './document-checks.ts';
import { Engines } from './engines.ts';
import { KnownFiles } from './known-files.ts';
import { type ContentChange, Documents, type OpenDocument } from './open-documents.ts';
import type { Platform } from './platform.ts';
import { byPath, importPaths, projectFile } from './project-files.ts';
import { Offered } from './requests/offered-completions.ts';
import { TokenChanges } from './requests/token-changes.ts';
import { Scheduler } from './scheduler.ts';
import * as convert from './to-protocol.ts';
import { Workspace } from './workspace-files.ts';
import { nextTurn, soon } from './yield-to-messages.ts';

/** Milliseconds of quiet before files are compared with each other: that takes as long as they are large, and nothing waits for it. */
const comparePause = 300;
/** A document shows at most so many findings, the gravest; the command line tells all. */
const mostShown = 1000;

/** A finding of the file as a whole, at its beginning. */
function aboutFile(severity: 1 | 3, message: string): ProtocolDiagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity, source: convert.source, message };
}

/** One editor: its documents, its settings and what was found. */
export class Session {
  readonly platform: Platform;
  readonly documents = new Documents();
  readonly blocks = new Blocks();
  readonly #connection: Connection;
  readonly #abilities: ClientAbilities;
  /** Open documents go before files. */
  readonly #host: Host;
  readonly #settings: Settings;
  readonly #scheduler: Scheduler<Update>;
  readonly #workspace: Workspace;
  readonly #engines: Engines;
  readonly #checks: DocumentChecks;
  readonly #files: KnownFiles;
  readonly #across: AcrossFiles;
  readonly tokenChanges = new TokenChanges();
  readonly offered = new Offered();
  readonly #closed: ClosedReports;
  #comparing: ReturnType<typeof setTimeout> | null = null;
  /** What diagnostics were last published for. */
  readonly #published = new Map<string, OpenDocument>();
  readonly #sources = new WeakMap<OpenDocument, SourceFile>();

  constructor(platform: Platform, connection: Connection, abilities: ClientAbilities) {
    this.platform = platform;
    this.#connection = connection;
    this.#abilities = abilities;
    this.documents.encoding = abilities.encoding;
    this.#settings = new Settings(connection, abilities);
    this.#files = new KnownFiles(platform, this.documents);
    this.#host = {
      ...platform.host,
      readFile: (path) => this.#files.read(path),
      list: (root, globs) => platform.host.list(root, globs),
      today: () => platform.host.today(),
      log: (message) => connection.console.log(message),
    };
    const host = this.#host;
    this.#engines = new Engines(host, (uri) => this.#settings.of(uri));
    this.#workspace = new Workspace(
      { list: (root) => host.list(root, ['**/*.sequitur']), load: (path) => this.#load(path) },
      abilities.folders.map((uri) => platform.toPath(uri)),
    );
    this.#checks = new DocumentChecks(
      async (document, memo) => {
        const engine = await this.#engine(document);
        await this.blocks.ready(document);
        return engine.update(
          platform.toPath(document.uri),
          document,
          memo(),
          this.blocks.kindOf(document),
        );
      },
      (document) => this.documents.get(document.uri) === document,
    );
    this.#across = new AcrossFiles(
      async (path) => (await this.#engineOfClosed(path)).check(path),
      nextTurn,
    );
    this.#closed = new ClosedReports(
      async (path) => (await this.#engineOfClosed(path)).check(path),
      this.#files,
    );
    this.#scheduler = new Scheduler<Update>(
      {
        version: (uri) => this.documents.get(uri)?.version,
        run: (uri) => this.#run(uri),
        publish: (uri, version, update) => void this.#publish(uri, version, update),
        failed: (uri, error) => {
          connection.console.error(
            `Checking ${uri} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
          // The findings of an earlier version are those of another text.
          const reason = error instanceof Error ? error.message : String(error);
          void connection.sendDiagnostics({
            uri,
            diagnostics: [aboutFile(1, `The check of this file failed (${reason}).`)],
          });
        },
        defer: (callback, delay) => {
          if (delay === 0) return soon(callback);
          const timer = setTimeout(callback, delay);
          return () => clearTimeout(timer);
        },
      },
      0,
    );
  }

  /** Asks the editor to say when files and settings change, where it wants to be asked. */
  async initialized(): Promise<void> {
    const { watchRegistration, configurationRegistration } = this.#abilities;
    if (configurationRegistration)
      await this.#connection.client.register(DidChangeConfigurationNotification.type, {
        section: 'sequitur',
      });
    if (watchRegistration)
      await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        // Packs are YAML, bibliographies BibTeX, RIS or CSL in either; a configuration is JSON too. Documents may include each other.
        watchers: [
          { globPattern: '**/*.sequitur' },
          { globPattern: '**/*.{yaml,yml,bib,bibtex,ris,json}' },
          { globPattern: `**/*.{${documentEndings.join(',')}}` },
        ],
      });
  }

  dispose(): void {
    this.#scheduler.dispose();
    if (this.#comparing !== null) clearTimeout(this.#comparing);
  }

  opened(uri: string, language: string, version: number, text: string): void {
    this.documents.open(uri, language, version, text);
    this.#textChanged(uri, 'now');
  }
  changed(uri: string, version: number, changes: readonly ContentChange[]): void {
    if (this.documents.change(uri, version, changes) === undefined)
      this.#connection.console.warn(
        `An edit of ${uri} was left out, because the document is not open.`,
      );
    else this.#textChanged(uri, 'after pause');
  }
  closed(uri: string): void {
    this.documents.close(uri);
    this.#scheduler.cancel(uri);
    this.#checks.close(uri);
    this.tokenChanges.forget(uri);
    this.#published.delete(uri);
    this.#across.close(uri);
    this.#settings.forget(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    // What imports it now sees the file on disk again.
    const path = this.platform.toPath(uri);
    this.#fileChanged(path, 'same files');
    this.#engines.close(path);
  }

  configurationChanged(settings: unknown): void {
    this.#settings.changed(settings);
    this.#checkAnew();
  }
  /** What every file is judged by may be another. */
  #checkAnew(): void {
    this.#checks.allAgain();
    this.#closed.clear();
    this.#across.forgetAll();
    for (const { uri } of this.documents.all()) this.#scheduler.request(uri, 'now');
  }
  /** Files that were written, created or deleted outside the editor. A document that is open keeps its own text. */
  filesChanged(uris: readonly string[]): void {
    for (const uri of uris) {
      const path = this.platform.toPath(uri);
      this.#fileChanged(
        path,
        /\.(?:ya?ml|bib|bibtex|ris|json)$/i.test(path) ? 'same files' : 'other files',
      );
    }
  }
  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    this.#workspace.foldersChanged(
      added.map((uri) => this.platform.toPath(uri)),
      removed.map((uri) => this.platform.toPath(uri)),
    );
    // The folder that a file is in bounds what it may import, and which files it is compared with.
    this.#checkAnew();
  }

  #textChanged(uri: string, when: 'now' | 'after pause'): void {
    this.#scheduler.request(uri, when);
    this.#fileChanged(this.platform.toPath(uri), 'same files');
  }

  /** Forgets a file, and checks the open documents that depend on it: its importers, or all of them for a configuration. */
  #fileChanged(path: FilePath, listing: 'same files' | 'other files'): void {
    this.#files.forget(path);
    this.#workspace.changed(path, listing);
    const dependents = this.#engines.invalidate(path);
    for (const changed of [path, ...dependents]) {
      this.#across.forget(changed);
      this.#closed.forget(changed);
    }
    for (const { uri } of this.documents.all()) {
      const own = this.platform.toPath(uri);
      if (own === path || !dependents.has(own)) continue;
      this.#checks.again(uri);
      this.#scheduler.request(uri, 'after pause');
    }
  }

  async #load(path: FilePath): Promise<ProjectFile | null> {
    const open = this.#files.openAt(path);
    if (open !== undefined) return projectFile(path, this.source(open));
    const read = await this.#files.read(path);
    if (read.kind !== 'bytes') return null;
    const text = new TextDecoder().decode(read.bytes);
    const [regions] = await filesIn(text, kindOfPath(path));
    return projectFile(path, parse(text, regions));
  }

  settings(document: Pick<OpenDocument, 'uri'>): Promise<ResourceSettings> {
    return this.#settings.of(document.uri);
  }
  #engine({ uri }: Pick<OpenDocument, 'uri'>): Promise<Engine> {
    return this.#engines.in(this.#workspace.rootOf(this.platform.toPath(uri)), uri);
  }
  /** An editor is not asked for the settings of every file: one that is not open has those of its folder, else those of an open document. */
  #engineOfClosed(path: FilePath): Promise<Engine> {
    const root = this.#workspace.rootOf(path);
    const uri =
      root === null
        ? (this.documents.all()[0]?.uri ?? this.platform.toUri(path))
        : this.platform.toUri(root);
    return this.#engines.in(root, uri);
  }

  /** The tree of the document's text: what needs no more than that never waits for a check. */
  source(document: OpenDocument): SourceFile {
    let source = this.#sources.get(document);
    if (source === undefined) {
      const pieces = this.pieces(document);
      const read = pieces === null ? this.blocks.source(document) : wholeSource(pieces);
      if (read === null) return parse(document.text, []);
      source = read;
      this.#sources.set(document, source);
    }
    return source;
  }
  /** The text in pieces; `null` for one that is only read as a whole, and for a version that an edit overtook. */
  pieces(document: OpenDocument): Pieces | null {
    const isLatest = this.documents.get(document.uri) === document;
    return isLatest && this.blocks.kindOf(document) === 'sequitur'
      ? readEdited(this.#checks.memo(document.uri), document)
      : null;
  }
  async result(document: OpenDocument): Promise<FileResult> {
    const result = (await this.#checks.finished(document)).whole();
    // The text was parsed for the check, so it is not parsed again for what needs its tree alone.
    if (result.bound !== null && !this.#sources.has(document))
      this.#sources.set(document, result.bound.source);
    return result;
  }
  async view(document: OpenDocument): Promise<View> {
    const { bound, base, transitions, diagnostics } = await this.result(document);
    const source = bound?.source ?? this.source(document);
    return {
      source,
      base,
      bound,
      transitions,
      diagnostics,
      imported: await this.#imported(document, source),
    };
  }
  /** The view for a question about one place. */
  viewAt(document: OpenDocument, offset: number): Promise<View> {
    return this.viewWithin(document, { start: offset, end: offset });
  }
  /** The view for a question about some of the text. */
  async viewWithin(document: OpenDocument, span: Span): Promise<View> {
    const { bound, base, transitions, diagnostics } = (await this.#checks.begun(document)).within(
      span,
    );
    const source = bound?.source ?? this.source(document);
    return {
      source,
      base,
      bound,
      transitions,
      diagnostics,
      imported: await this.#imported(document, source),
    };
  }
  /** All findings in the document itself. */
  async findings(document: OpenDocument): Promise<readonly Diagnostic[]> {
    return (await this.#checks.finished(document)).diagnostics().shown;
  }
  /** How the sequences of the document are supported. */
  async supports(document: OpenDocument): Promise<readonly SequenceSupport[]> {
    return (await this.#checks.finished(document)).supports();
  }
  /** Another text judged in the place of the document, with its settings: that of a revision, or its own at another date. */
  async judged(
    document: OpenDocument,
    {
      asOf,
      earlier,
    }: {
      readonly asOf?: string;
      readonly earlier?: { readonly host: Host; readonly root: FilePath; readonly text: string };
    },
  ): Promise<FileResult> {
    const path = this.platform.toPath(document.uri);
    const { inlayHints: _, ...defaults } = await this.settings(document);
    await this.blocks.ready(document);
    const engine = createEngine({
      host: earlier?.host ?? this.#host,
      root: earlier?.root ?? this.#workspace.rootOf(path) ?? '',
      defaults,
      ...(asOf === undefined ? {} : { commandLine: { asOf } }),
    });
    return engine.check(path, earlier?.text ?? document.text, this.blocks.kindOf(document));
  }
  /** The documents below a folder as the editor has them, each checked; at most `most`. */
  async checkedBelow(
    folder: FilePath,
    most: number,
  ): Promise<{ readonly results: readonly FileResult[]; readonly leftOut: number }> {
    const paths = await this.#host.list(folder, ['**/*.sequitur']);
    const results: FileResult[] = [];
    for (const path of [...paths].sort().slice(0, most)) {
      const open = this.#files.openAt(path);
      results.push(
        open === undefined
          ? await (await this.#engineOfClosed(path)).check(path)
          : await this.result(open),
      );
      await nextTurn();
    }
    return { results, leftOut: Math.max(0, paths.length - most) };
  }
  /** What another text would mean in the place of the document, around an offset; also where its configuration cannot be used. */
  async viewAround(document: OpenDocument, text: string, offset: number): Promise<View | null> {
    const engine = await this.#engine(document);
    const opened = await engine.open(
      this.platform.toPath(document.uri),
      text,
      offset,
      this.blocks.kindOf(document),
      'does not count',
    );
    return opened.kind === 'failed'
      ? null
      : viewAround(
          opened.bound,
          opened.base,
          await this.#imported(document, opened.bound.source),
          offset,
        );
  }
  async #imported(document: OpenDocument, source: SourceFile): Promise<readonly SourceFile[]> {
    const files = await Promise.all(
      importPaths(this.platform.toPath(document.uri), source).map((path) =>
        this.#workspace.file(path),
      ),
    );
    return files.flatMap((file) => file?.source ?? []);
  }

  async #run(uri: string): Promise<Update> {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return this.#checks.whileLatest(document);
  }
  async #publish(uri: string, version: number, update: Update): Promise<void> {
    if (this.documents.get(uri) === undefined) return;
    if (update.error !== null) this.#connection.console.error(`${uri}: ${update.error}`);
    this.#across.keep({ uri, version, update });
    await this.#send({ uri, version, update });
    if (this.#comparing !== null) clearTimeout(this.#comparing);
    this.#comparing = setTimeout(() => {
      this.#compare().catch((error: unknown) =>
        this.#connection.console.error(
          `Comparing the files failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        ),
      );
    }, comparePause);
  }
  /** The other files of the folders are compared once the open ones are served. */
  async #compare(): Promise<void> {
    const files = await this.#workspace.all();
    const others = files
      .map(({ path }) => path)
      .filter((path) => this.#files.openAt(path) === undefined);
    for (const published of await this.#across.compare(others)) await this.#send(published);
  }
  async #send({ uri, version, update }: Published): Promise<void> {
    const document = this.documents.get(uri);
    if (document === undefined || document.version !== version) return;
    const elsewhere = this.elsewhere(document);
    const { shown, all } = update.diagnostics(mostShown);
    const diagnostics = [
      ...(update.error === null ? [] : [aboutFile(1, update.error)]),
      ...(all <= mostShown
        ? []
        : [
            aboutFile(
              3,
              `The ${mostShown} gravest of ${all} findings are shown. \`sequitur check\` tells all.`,
            ),
          ]),
      ...[...shown, ...this.#across.of(uri)]
        .filter(({ accepted }) => accepted === null)
        .map((found) => convert.diagnostic(found, document.lines, elsewhere)),
    ];
    await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    if (this.#published.get(document.uri) === document) this.#refresh();
    this.#published.set(document.uri, document);
  }

  /** The same text was judged anew, because an import or a setting changed: an editor asks for hints and lenses by itself only after edits. */
  #refresh(): void {
    const failed = (error: unknown) =>
      this.#connection.console.warn(
        `The editor did not refresh: ${error instanceof Error ? error.message : String(error)}`,
      );
    if (this.#abilities.refreshInlayHints)
      this.#connection.languages.inlayHint.refresh().catch(failed);
    if (this.#abilities.refreshCodeLenses)
      this.#connection.sendRequest(CodeLensRefreshRequest.type).catch(failed);
  }

  elsewhere(document: OpenDocument): convert.Elsewhere {
    return this.#files.seenFrom(document);
  }
  /** A place in a file that is open or was read; `null` for any other. */
  location(path: FilePath, span: Span): { uri: string; range: Range } | null {
    return this.#files.location(path, span);
  }

  /** The file that a directive of the document names; `null` where it may name none. */
  importPath(document: OpenDocument, written: string): FilePath | null {
    const target = importTarget('', this.platform.toPath(document.uri), written);
    return 'path' in target ? target.path : null;
  }
  /** The document and the files it imports. */
  async visibleFiles(
    document: OpenDocument,
  ): Promise<{ readonly file: ProjectFile; readonly files: ReadonlyMap<FilePath, ProjectFile> }> {
    const file = projectFile(this.platform.toPath(document.uri), this.source(document));
    const imported = await Promise.all(file.imports.map((path) => this.#workspace.file(path)));
    return { file, files: byPath([file, ...imported.filter((one) => one !== null)]) };
  }
  /** The document, what it imports, and every document of the open folders. */
  async projectFiles(
    document: OpenDocument,
  ): Promise<{ readonly file: ProjectFile; readonly files: ReadonlyMap<FilePath, ProjectFile> }> {
    const { file, files } = await this.visibleFiles(document);
    return {
      file,
      files: byPath([
        ...files.values(),
        ...(await this.workspaceFiles()).filter(({ path }) => !files.has(path)),
      ]),
    };
  }
  /** The documents of the open folders, and what is open outside them. */
  async workspaceFiles(): Promise<readonly ProjectFile[]> {
    const files = await this.#workspace.all();
    const open = this.documents
      .all()
      .map((document) => projectFile(this.platform.toPath(document.uri), this.source(document)));
    return [...files.filter(({ path }) => open.every((one) => one.path !== path)), ...open];
  }

  /** The files of the open folders that no editor has open. */
  async closedFiles(): Promise<readonly FilePath[]> {
    const files = await this.#workspace.all();
    return files.map(({ path }) => path).filter((path) => this.#files.openAt(path) === undefined);
  }
  /** The findings of a file that is not open. */
  closedReport(path: FilePath): Promise<ClosedReport> {
    return this.#closed.of(path);
  }

  /** Edits of several files, with the versions they are for where the editor reads those. */
  workspaceEdit(
    changes: Readonly<Record<string, TextEdit[]>>,
    { versionedEdits }: ClientAbilities,
  ): WorkspaceEdit {
    if (!versionedEdits) return { changes: { ...changes } };
    return {
      documentChanges: Object.entries(changes).map(([uri, edits]) => ({
        textDocument: { uri, version: this.documents.get(uri)?.version ?? null },
        edits,
      })),
    };
  }

  /** One word for all spellings of a treatment. */
  readonly meaningOfTreatment = (name: string): string =>
    embeddedBase().treatment(name)?.id ?? normaliseName(name);
}
