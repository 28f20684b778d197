/**
 * The answer to each request: the document is found, a feature is asked, its answer is converted.
 */
import {
  type CodeAction,
  CodeActionKind,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SymbolInformation,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { actions } from '../../features/code-action/fixes.ts';
import { splitActions } from '../../features/code-action/split.ts';
import { stepActions } from '../../features/code-action/step.ts';
import { links } from '../../features/document-link.ts';
import {
  matchingSymbols,
  type OutlineSymbol,
  documentSymbols as symbolsOf,
} from '../../features/document-symbol.ts';
import { dateOf } from '../../features/document-view.ts';
import { folds } from '../../features/folding-range.ts';
import { hover as hoverAt } from '../../features/hover/hover.ts';
import { inlayHints as hintsIn } from '../../features/inlay-hint.ts';
import { placeAt } from '../../features/node-at.ts';
import {
  declarationOf,
  highlights,
  renamable,
  rename as renameTo,
  usesOf,
} from '../../features/references.ts';
import { enclosing } from '../../features/selection-range.ts';
import { semanticTokens as tokensOf } from '../../features/semantic-tokens.ts';
import { studyPage } from '../../features/study/study-markdown.ts';
import { formatEdits } from '../../format/format.ts';
import type { Span } from '../../syntax/tree.ts';
import type { ClientAbilities } from '../client-capabilities.ts';
import type { OpenDocument } from '../open-documents.ts';
import { documentUri, fields, list, position, range, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import * as convert from '../to-protocol.ts';
import { tokensWithin } from './segment-tokens.ts';

/** The open document that a request is about; one that is not open is answered with nothing. */
function documentOf(session: Session, params: unknown): OpenDocument | undefined {
  return session.documents.get(documentUri(params));
}
function placeOf(
  session: Session,
  params: unknown,
): { readonly document: OpenDocument; readonly offset: number } | null {
  const at = position(fields(params, 'params').position);
  const document = documentOf(session, params);
  return document === undefined ? null : { document, offset: document.lines.offsetAt(at) };
}

export async function hover(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): Promise<Hover | null> {
  const place = placeOf(session, params);
  if (place === null) return null;
  const found = hoverAt(await session.viewAt(place.document, place.offset), place.offset);
  return found === null
    ? null
    : convert.hover(found, place.document.lines, abilities.markdownHover);
}

export async function definition(session: Session, params: unknown): Promise<Location | null> {
  const asked = placeOf(session, params);
  if (asked === null) return null;
  const { document, offset } = asked;
  const place = placeAt(session.source(document), offset);
  switch (place?.kind) {
    case 'population':
    case 'sequence': {
      const { file, files } = await session.visibleFiles(document);
      const found = declarationOf(file, offset, files);
      return found === null ? null : session.location(found.path, found.span);
    }
    case 'file': {
      const path = session.importPath(document, place.path);
      return path === null
        ? null
        : {
            uri: session.platform.toUri(path),
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          };
    }
    case 'citation': {
      const view = await session.view(document);
      const target = view.base.cite(place.key);
      if (target === undefined) return null;
      const page = studyPage(target.study, view.base, dateOf(view));
      const uri = session.platform.keepPage(`studies/${target.study.id}.md`, page.text);
      const line = target.report === null ? 0 : (page.reportLines.get(target.report.key) ?? 0);
      return uri === undefined
        ? null
        : { uri, range: { start: { line, character: 0 }, end: { line, character: 0 } } };
    }
    default:
      return null;
  }
}

export async function references(session: Session, params: unknown): Promise<Location[]> {
  const { context } = fields(params, 'params');
  const declarations =
    context === undefined || fields(context, 'context').includeDeclaration !== false;
  const asked = placeOf(session, params);
  if (asked === null) return [];
  const { file, files } = await session.projectFiles(asked.document);
  return usesOf(file, asked.offset, files)
    .filter((use) => declarations || !use.declares)
    .flatMap((use) => session.location(use.path, use.span) ?? []);
}

export function highlight(session: Session, params: unknown): DocumentHighlight[] {
  const asked = placeOf(session, params);
  if (asked === null) return [];
  const { document, offset } = asked;
  return highlights(session.source(document), offset, session.meaningOfTreatment).map((span) => ({
    range: document.lines.range(span),
    kind: span.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

export function documentSymbols(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): DocumentSymbol[] | SymbolInformation[] {
  const document = documentOf(session, params);
  if (document === undefined) return [];
  const found = symbolsOf(session.source(document));
  if (abilities.nestedSymbols) return found.map((symbol) => convert.symbol(symbol, document.lines));
  const flat = (symbols: readonly OutlineSymbol[], container?: string): SymbolInformation[] =>
    symbols.flatMap((symbol) => [
      {
        name: symbol.name,
        kind: convert.symbolKind(symbol.kind),
        location: { uri: document.uri, range: document.lines.range(symbol.span) },
        ...(container === undefined ? {} : { containerName: container }),
      },
      ...flat(symbol.children, symbol.name),
    ]);
  return flat(found);
}

export async function workspaceSymbols(
  session: Session,
  params: unknown,
): Promise<SymbolInformation[]> {
  const query = text(fields(params, 'params').query, 'query');
  const found: SymbolInformation[] = [];
  for (const { path, source } of await session.workspaceFiles()) {
    for (const symbol of matchingSymbols(source, query)) {
      const location = session.location(path, symbol.selection);
      if (location !== null)
        found.push({ name: symbol.name, kind: convert.symbolKind(symbol.kind), location });
    }
  }
  return found;
}

export function formatting(session: Session, params: unknown): TextEdit[] {
  const document = documentOf(session, params);
  return document === undefined ? [] : formatted(session, document);
}
export function rangeFormatting(session: Session, params: unknown): TextEdit[] {
  const asked = range(fields(params, 'params').range);
  const document = documentOf(session, params);
  return document === undefined ? [] : formatted(session, document, document.lines.span(asked));
}
/** A `}` formats what it closes; a new line, the line that was left. */
export function typeFormatting(session: Session, params: unknown): TextEdit[] {
  const { ch, position: where } = fields(params, 'params');
  const typed = text(ch, 'ch');
  const at = position(where);
  const document = documentOf(session, params);
  if (document === undefined) return [];
  const { lines } = document;
  const source = session.source(document);
  // What does not parse yet is still being written.
  if (typed === '\n') {
    const start = lines.offsetAt({ line: at.line - 1, character: 0 });
    const end = Math.max(start, lines.offsetAt({ line: at.line, character: 0 }) - 1);
    return at.line === 0 ? [] : formatted(session, document, { start, end });
  }
  const offset = lines.offsetAt(at);
  const closed = source.declarations.find(({ start, end }) => start < offset && offset <= end);
  const broken =
    closed === undefined ||
    source.errors.some(({ start, end }) => start <= closed.end && end >= closed.start);
  return broken ? [] : formatted(session, document, closed);
}
function formatted(session: Session, document: OpenDocument, span?: Span): TextEdit[] {
  return formatEdits(session.source(document), span).map(({ start, end, text: by }) => ({
    range: document.lines.range({ start, end }),
    newText: by,
  }));
}

export async function codeActions(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): Promise<CodeAction[]> {
  const { range: where, context } = fields(params, 'params');
  const wanted = range(where);
  const { only } = fields(context, 'context');
  const kinds =
    only === undefined || only === null
      ? null
      : list(only, 'context.only').map((kind) => text(kind, 'context.only[]'));
  const document = documentOf(session, params);
  if (document === undefined) return [];
  const view = await session.viewWithin(document, document.lines.span(wanted));
  const { source } = view;
  const diagnostics = await session.findings(document);
  const elsewhere = session.elsewhere(document);
  const at = document.lines.span(wanted);
  const rewrites = [...stepActions(view, at), ...splitActions(view, at)].map(
    ({ title, edits }): CodeAction => {
      const changes = { [document.uri]: convert.edits(edits, document.lines) };
      return {
        title,
        kind: CodeActionKind.RefactorRewrite,
        edit: session.workspaceEdit(changes, abilities),
      };
    },
  );
  const repairs = actions(source, diagnostics, at).map((found) =>
    convert.action(found, document.uri, document.version, document.lines, {
      versioned: abilities.versionedEdits,
      snippets: abilities.snippetEdits,
      diagnostics:
        found.diagnostic === null
          ? []
          : [convert.diagnostic(found.diagnostic, document.lines, elsewhere)],
    }),
  );
  return [...repairs, ...rewrites].filter(
    ({ kind = '' }) =>
      kinds === null || kinds.some((one) => kind === one || kind.startsWith(`${one}.`)),
  );
}

export function folding(session: Session, params: unknown): FoldingRange[] {
  const document = documentOf(session, params);
  return document === undefined
    ? []
    : folds(session.source(document)).flatMap((fold) => convert.fold(fold, document.lines) ?? []);
}

export function selectionRanges(session: Session, params: unknown): SelectionRange[] {
  const positions = list(fields(params, 'params').positions, 'positions').map((one) =>
    position(one, 'positions[]'),
  );
  const document = documentOf(session, params);
  if (document === undefined) return [];
  return positions.map((one) => {
    const offset = document.lines.offsetAt(one);
    return convert.selection(enclosing(session.source(document), offset), offset, document.lines);
  });
}

export function semanticTokens(session: Session, params: unknown): SemanticTokens {
  const document = documentOf(session, params);
  if (document === undefined) return { data: [] };
  const pieces = session.pieces(document);
  return pieces === null
    ? session.tokenChanges.full(document.uri, wholeTokenData(session, document))
    : session.tokenChanges.fullOf(document.uri, pieces, document.lines);
}
export function semanticTokensDelta(
  session: Session,
  params: unknown,
): SemanticTokens | SemanticTokensDelta {
  const previous = text(fields(params, 'params').previousResultId, 'previousResultId');
  const document = documentOf(session, params);
  if (document === undefined) return { data: [] };
  const pieces = session.pieces(document);
  return pieces === null
    ? session.tokenChanges.since(document.uri, previous, wholeTokenData(session, document))
    : session.tokenChanges.sinceOf(document.uri, previous, pieces, document.lines);
}
export function semanticTokensRange(session: Session, params: unknown): SemanticTokens {
  const asked = range(fields(params, 'params').range);
  const document = documentOf(session, params);
  if (document === undefined) return { data: [] };
  const span = document.lines.span(asked);
  const pieces = session.pieces(document);
  const tokens =
    pieces === null
      ? tokensOf(session.source(document)).filter(
          (token) => token.start < span.end && span.start < token.end,
        )
      : tokensWithin(pieces, span);
  return { data: convert.tokenData(tokens, document.lines) };
}
function wholeTokenData(session: Session, document: OpenDocument): number[] {
  return convert.tokenData(tokensOf(session.source(document)), document.lines);
}

export async function prepareRename(
  session: Session,
  params: unknown,
): Promise<{ range: Range; placeholder: string } | null> {
  const asked = placeOf(session, params);
  if (asked === null) return null;
  const { file, files } = await session.visibleFiles(asked.document);
  const found = renamable(file, asked.offset, files);
  return found === null
    ? null
    : { range: asked.document.lines.range(found), placeholder: found.name };
}

export async function rename(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): Promise<WorkspaceEdit | null> {
  const to = text(fields(params, 'params').newName, 'newName');
  const asked = placeOf(session, params);
  if (asked === null) return null;
  const { file, files } = await session.projectFiles(asked.document);
  const result = renameTo(file, asked.offset, to, files);
  if ('refused' in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refused);
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, span } of result.edits) {
    const location = session.location(path, span);
    if (location === null) continue;
    changes[location.uri] = [
      ...(changes[location.uri] ?? []),
      { range: location.range, newText: to },
    ];
  }
  return session.workspaceEdit(changes, abilities);
}

export async function inlayHints(session: Session, params: unknown): Promise<InlayHint[]> {
  const asked = range(fields(params, 'params').range);
  const document = documentOf(session, params);
  if (document === undefined || !(await session.settings(document)).inlayHints) return [];
  const span = document.lines.span(asked);
  return hintsIn(await session.viewWithin(document, span), span).map((hint) =>
    convert.inlay(hint, document.lines),
  );
}

export async function documentLinks(session: Session, params: unknown): Promise<DocumentLink[]> {
  const document = documentOf(session, params);
  if (document === undefined) return [];
  const view = await session.view(document);
  return links(view.source, view.base, dateOf(view)).flatMap(({ span, target, tooltip }) => {
    const path = target.kind === 'file' ? session.importPath(document, target.relative) : null;
    const address =
      target.kind === 'web' ? target.address : path === null ? null : session.platform.toUri(path);
    return address === null
      ? []
      : [{ range: document.lines.range(span), target: address, tooltip }];
  });
}
