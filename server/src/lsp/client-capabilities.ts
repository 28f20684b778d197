/** What the editor said it can do, read once and without trust in its form. */
import type { Encoding } from '../text/positions.ts';

/** What an editor can do, as far as answers depend on it. */
export interface ClientAbilities {
  readonly encoding: Encoding;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  /** The documentation of a completion may come later than its list. */
  readonly resolvesDocumentation: boolean;
  /** Completions may hold stops to fill in. */
  readonly snippets: boolean;
  /** Completions may say a few words beside their label. */
  readonly labelDetails: boolean;
  /** Workspace edits may name the version of the document they are for. */
  readonly versionedEdits: boolean;
  /** Workspace edits may hold places for the cursor. */
  readonly snippetEdits: boolean;
  readonly prepareRename: boolean;
  readonly nestedSymbols: boolean;
  readonly linkSupport: boolean;
  /** `workspace/configuration` can be asked. */
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchRegistration: boolean;
  /** Whole files, parts, and what is typed can be offered for formatting by language. */
  readonly formattingRegistration: boolean;
  readonly hierarchyRegistration: boolean;
  readonly refreshInlayHints: boolean;
  readonly refreshCodeLenses: boolean;
  /** Findings can be asked for. */
  readonly pullDiagnostics: boolean;
  readonly folders: readonly string[];
  /** The client reads files for the server. */
  readonly files: boolean;
  /** The client shows pages that the server keeps for it. */
  readonly pages: boolean;
  /** The client has a command that shows a list of places. */
  readonly showReferences: boolean;
  /** Settings sent with the start, for editors that cannot be asked. */
  readonly settings: unknown;
}

/** The value at a path of names; `undefined` as soon as something on the way is no object. */
function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = Object.entries(found).find(([key]) => key === name)?.[1];
  }
  return found;
}
const includes = (value: unknown, wanted: string) => Array.isArray(value) && value.includes(wanted);

/** Reads what an editor says of itself; what is missing it cannot do. */
export function clientAbilities(params: unknown): ClientAbilities {
  const can = (...path: readonly string[]) => at(params, 'capabilities', ...path) === true;
  const formats = (...path: readonly string[]) => at(params, 'capabilities', ...path);
  const offered = at(params, 'capabilities', 'general', 'positionEncodings');
  const encodings: readonly Encoding[] = ['utf-16', 'utf-8', 'utf-32'];
  // UTF-16 is what offsets are counted in, so it is taken wherever the editor can; UTF-16 is also
  // what silence means.
  const encoding = Array.isArray(offered)
    ? encodings.find((one) => offered.includes(one))
    : undefined;
  const folders = at(params, 'workspaceFolders');
  const rootUri = at(params, 'rootUri');
  const uris = Array.isArray(folders) ? folders.map((folder) => at(folder, 'uri')) : [rootUri];
  return {
    encoding: encoding ?? 'utf-16',
    markdownHover: includes(formats('textDocument', 'hover', 'contentFormat'), 'markdown'),
    markdownCompletion: includes(
      formats('textDocument', 'completion', 'completionItem', 'documentationFormat'),
      'markdown',
    ),
    resolvesDocumentation: includes(
      formats('textDocument', 'completion', 'completionItem', 'resolveSupport', 'properties'),
      'documentation',
    ),
    snippets: can('textDocument', 'completion', 'completionItem', 'snippetSupport'),
    labelDetails: can('textDocument', 'completion', 'completionItem', 'labelDetailsSupport'),
    versionedEdits: can('workspace', 'workspaceEdit', 'documentChanges'),
    snippetEdits: can('workspace', 'workspaceEdit', 'snippetEditSupport'),
    prepareRename: can('textDocument', 'rename', 'prepareSupport'),
    nestedSymbols: can('textDocument', 'documentSymbol', 'hierarchicalDocumentSymbolSupport'),
    linkSupport: can('textDocument', 'definition', 'linkSupport'),
    configuration: can('workspace', 'configuration'),
    configurationRegistration: can('workspace', 'didChangeConfiguration', 'dynamicRegistration'),
    watchRegistration: can('workspace', 'didChangeWatchedFiles', 'dynamicRegistration'),
    formattingRegistration: ['formatting', 'rangeFormatting', 'onTypeFormatting'].every((one) =>
      can('textDocument', one, 'dynamicRegistration'),
    ),
    hierarchyRegistration: can('textDocument', 'callHierarchy', 'dynamicRegistration'),
    refreshInlayHints: can('workspace', 'inlayHint', 'refreshSupport'),
    refreshCodeLenses: can('workspace', 'codeLens', 'refreshSupport'),
    pullDiagnostics: typeof at(params, 'capabilities', 'textDocument', 'diagnostic') === 'object',
    folders: uris.filter((uri) => typeof uri === 'string'),
    files: at(params, 'initializationOptions', 'files') === true,
    pages: at(params, 'initializationOptions', 'pages') === true,
    showReferences: at(params, 'initializationOptions', 'showReferences') === true,
    settings: at(params, 'initializationOptions'),
  };
}
