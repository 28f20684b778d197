/**
 * The protocol's messages and who answers them. A request that fails answers with an error and is
 * logged; the server lives on. Everything that has a meaning is elsewhere: the session knows the
 * documents, the features know the language.
 */
import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  ErrorCodes,
  type InitializeResult,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  WorkDoneProgress,
} from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../features/semantic-tokens.ts';
import { type ClientAbilities, clientAbilities } from './client-capabilities.ts';
import { customRequests } from './custom/requests.ts';
import { narrowCapabilities, registerNarrow } from './narrow-capabilities.ts';
import type { ContentChange } from './open-documents.ts';
import type { Platform } from './platform.ts';
import { documentUri, fields, list, range, text, version } from './request-params.ts';
import { codeLenses, resolveCodeLens } from './requests/code-lens.ts';
import { completion, resolveCompletion } from './requests/completion.ts';
import * as project from './requests/project.ts';
import { isAboutProse } from './requests/prose.ts';
import * as answers from './requests/requests.ts';
import { Session } from './session.ts';
import { source } from './to-protocol.ts';

/**
 * Characters after which an editor asks for completion by itself: a citation, a grade, and a space,
 * which is answered behind an arrow and the like.
 */
const completionTriggers = ['@', '[', ' '];

/** `title` is what an editor shows while the answer is looked for, if it asks for progress. */
type RegisterRequest = (
  method: string,
  answer: (
    session: Session,
    params: unknown,
    abilities: ClientAbilities,
    token: CancellationToken,
  ) => unknown,
  title?: string,
) => void;
type RegisterNotification = (
  method: string,
  take: (session: Session, params: unknown) => void | Promise<void>,
) => void;

/**
 * Serves one editor until the connection ends. What the server has to work with may depend on what
 * the editor does for it. `listen` is left to the caller, who knows how the process ends.
 */
export function wire(
  connection: Connection,
  platformFor: (abilities: ClientAbilities) => Platform,
): void {
  let session: Session | null = null;
  let abilities: ClientAbilities = clientAbilities({});
  let state: 'new' | 'running' | 'shut down' = 'new';
  const log = (what: string, error: unknown) =>
    connection.console.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );

  const running = (): Session => {
    if (state === 'shut down')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The server was shut down.');
    if (session === null)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server was not initialized.');
    return session;
  };
  const request = requestRegistrar(connection, () => ({ session: running(), abilities }), log);
  /** Registers a notification: it has no answer, so what is wrong with it is logged. */
  const notification: RegisterNotification = (method, take) => {
    connection.onNotification(method, async (params: unknown) => {
      if (state !== 'running' || session === null) return;
      try {
        await take(session, params);
      } catch (error) {
        log(method, error);
      }
    });
  };

  connection.onInitialize((params): InitializeResult => {
    abilities = clientAbilities(params);
    const platform = platformFor(abilities);
    session = new Session(platform, connection, abilities);
    state = 'running';
    return {
      serverInfo: { name: source, version: platform.version },
      capabilities: capabilities(abilities),
    };
  });
  connection.onInitialized(() => {
    if (session !== null)
      void session.initialized().catch((error: unknown) => log('initialized', error));
    void registerNarrow(connection, abilities).catch((error: unknown) => log('initialized', error));
  });
  connection.onShutdown(() => {
    state = 'shut down';
    session?.dispose();
  });

  registerNotifications(notification);
  registerRequests(request);
}

/**
 * Registers a request: checked state, answered errors, dropped work for what the editor no longer
 * wants.
 */
function requestRegistrar(
  connection: Connection,
  current: () => { readonly session: Session; readonly abilities: ClientAbilities },
  log: (what: string, error: unknown) => void,
): RegisterRequest {
  return (method, answer, title = '') => {
    connection.onRequest(
      method,
      async (params: unknown, token: CancellationToken): Promise<unknown> => {
        const progress = title === '' ? null : progressToken(params);
        try {
          if (progress !== null)
            await connection.sendProgress(WorkDoneProgress.type, progress, {
              kind: 'begin',
              title,
            });
          const { session, abilities } = current();
          const result =
            ofTheDocument(method) && isAboutProse(session, params)
              ? null
              : await answer(session, params, abilities, token);
          return token.isCancellationRequested
            ? new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled by the editor.')
            : result;
        } catch (error) {
          if (error instanceof ResponseError) return error;
          log(method, error);
          return new ResponseError(
            ErrorCodes.InternalError,
            `${method} failed: ${error instanceof Error ? error.message : String(error)}`,
          );
        } finally {
          if (progress !== null)
            await connection.sendProgress(WorkDoneProgress.type, progress, { kind: 'end' });
        }
      },
    );
  };
}

function registerNotifications(notification: RegisterNotification): void {
  notification('textDocument/didOpen', (open, params) => {
    const document = fields(fields(params, 'params').textDocument, 'textDocument');
    open.opened(
      text(document.uri, 'textDocument.uri'),
      text(document.languageId, 'textDocument.languageId'),
      version(document.version),
      text(document.text, 'textDocument.text'),
    );
  });
  notification('textDocument/didChange', (open, params) => {
    const { textDocument, contentChanges } = fields(params, 'params');
    const document = fields(textDocument, 'textDocument');
    const changes = list(contentChanges, 'contentChanges').map((change): ContentChange => {
      const { range: where, text: by } = fields(change, 'contentChanges[]');
      return {
        ...(where === undefined ? {} : { range: range(where) }),
        text: text(by, 'contentChanges[].text'),
      };
    });
    open.changed(text(document.uri, 'textDocument.uri'), version(document.version), changes);
  });
  notification('textDocument/didClose', (open, params) => open.closed(documentUri(params)));
  notification('textDocument/didSave', () => {});
  notification('workspace/didChangeConfiguration', (open, params) =>
    open.configurationChanged(fields(params, 'params').settings),
  );
  notification('workspace/didChangeWatchedFiles', (open, params) =>
    open.filesChanged(
      list(fields(params, 'params').changes, 'changes').map((change) =>
        text(fields(change, 'changes[]').uri, 'changes[].uri'),
      ),
    ),
  );
  notification('workspace/didChangeWorkspaceFolders', (open, params) => {
    const { added, removed } = fields(fields(params, 'params').event, 'event');
    const uris = (folders: unknown, what: string) =>
      list(folders, what).map((folder) => text(fields(folder, what).uri, `${what}.uri`));
    open.foldersChanged(uris(added, 'added'), uris(removed, 'removed'));
  });
}

function registerRequests(request: RegisterRequest): void {
  request('textDocument/hover', answers.hover);
  request('textDocument/definition', answers.definition);
  request('textDocument/references', answers.references, 'Looking for uses');
  request('textDocument/documentHighlight', answers.highlight);
  request('textDocument/documentSymbol', answers.documentSymbols);
  request('workspace/symbol', answers.workspaceSymbols, 'Looking for names');
  request('textDocument/formatting', answers.formatting);
  request('textDocument/rangeFormatting', answers.rangeFormatting);
  request('textDocument/onTypeFormatting', answers.typeFormatting);
  request('textDocument/completion', completion);
  request('completionItem/resolve', resolveCompletion);
  request('textDocument/codeAction', answers.codeActions);
  request('textDocument/foldingRange', answers.folding);
  request('textDocument/selectionRange', answers.selectionRanges);
  request('textDocument/semanticTokens/full', answers.semanticTokens);
  request('textDocument/semanticTokens/full/delta', answers.semanticTokensDelta);
  request('textDocument/semanticTokens/range', answers.semanticTokensRange);
  request('textDocument/prepareRename', answers.prepareRename);
  request('textDocument/rename', answers.rename, 'Renaming');
  request('textDocument/prepareCallHierarchy', project.prepareHierarchy);
  request('callHierarchy/incomingCalls', project.incoming, 'Looking for treatments before');
  request('callHierarchy/outgoingCalls', project.outgoing, 'Looking for treatments after');
  request('workspace/willRenameFiles', project.willRename, 'Following imports');
  request('textDocument/diagnostic', project.documentDiagnostics);
  request(
    'workspace/diagnostic',
    project.workspaceDiagnostics,
    'Checking the files of the project',
  );
  request('textDocument/codeLens', codeLenses);
  request('codeLens/resolve', resolveCodeLens);
  request('textDocument/inlayHint', answers.inlayHints);
  request('textDocument/documentLink', answers.documentLinks);
  for (const { method, answer } of customRequests) request(method, answer);
}

/** Requests that other extensions of the editor may answer, too. Findings are our own. */
function ofTheDocument(method: string): boolean {
  return method.startsWith('textDocument/') && method !== 'textDocument/diagnostic';
}

/** Where an editor wants to hear how far the work is; `null` where it does not ask. */
function progressToken(params: unknown): string | number | null {
  const token =
    typeof params === 'object' && params !== null && 'workDoneToken' in params
      ? params.workDoneToken
      : null;
  return typeof token === 'string' || typeof token === 'number' ? token : null;
}

function capabilities(abilities: ClientAbilities): ServerCapabilities {
  return {
    positionEncoding: {
      'utf-8': PositionEncodingKind.UTF8,
      'utf-16': PositionEncodingKind.UTF16,
      'utf-32': PositionEncodingKind.UTF32,
    }[abilities.encoding],
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: { workDoneProgress: true },
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: { workDoneProgress: true },
    ...narrowCapabilities(abilities),
    completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true },
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.SourceFixAll,
        `${CodeActionKind.SourceFixAll}.${source}`,
      ],
    },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
    renameProvider: abilities.prepareRename
      ? { prepareProvider: true, workDoneProgress: true }
      : true,
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: true,
    documentLinkProvider: {},
    // An editor that asks for findings gets those of closed files; an open document's are sent to
    // it, as to every other editor.
    ...(abilities.pullDiagnostics
      ? {
          diagnosticProvider: {
            identifier: source,
            interFileDependencies: true,
            workspaceDiagnostics: true,
            workDoneProgress: true,
          },
        }
      : {}),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: {
        willRename: {
          filters: [
            { pattern: { glob: '**/*.sequitur', matches: 'file' } },
            { pattern: { glob: '**/*', matches: 'folder' } },
          ],
        },
      },
    },
  };
}
