/**
 * The answers that look at the whole project: what comes before and after a treatment, imports of
 * moved files, findings of closed files.
 */
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CancellationToken,
  TextEdit,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { SymbolKind } from 'vscode-languageserver';
import { type Given, neighbours, treatmentAt } from '../../features/call-hierarchy.ts';
import { movedImports } from '../../features/rename-files.ts';
import type { ClientAbilities } from '../client-capabilities.ts';
import { documentUri, fields, list, position, text } from '../request-params.ts';
import type { Session } from '../session.ts';

function item(session: Session, given: Given): CallHierarchyItem | null {
  const place = session.location(given.path, given.regimen);
  if (place === null) return null;
  const detail = given.sequence === '' ? {} : { detail: given.sequence };
  return {
    name: given.text,
    kind: SymbolKind.Method,
    ...detail,
    uri: place.uri,
    range: place.range,
    selectionRange: place.range,
    data: given.key,
  };
}

export async function prepareHierarchy(
  session: Session,
  params: unknown,
): Promise<CallHierarchyItem[] | null> {
  const at = position(fields(params, 'params').position);
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const { file } = await session.visibleFiles(document);
  const given = treatmentAt(file, document.lines.offsetAt(at), session.meaningOfTreatment);
  const found = given === null ? null : item(session, given);
  return found === null ? null : [found];
}

/** What the editor sends back of an item: its treatment and the file it stands in. */
function asked(params: unknown): { readonly key: string; readonly uri: string } {
  const { data, uri } = fields(fields(params, 'params').item, 'item');
  return { key: text(data, 'item.data'), uri: text(uri, 'item.uri') };
}

/** The treatments that come directly before. */
export async function incoming(
  session: Session,
  params: unknown,
): Promise<CallHierarchyIncomingCall[]> {
  const { key } = asked(params);
  return neighbours(
    await session.workspaceFiles(),
    key,
    'before',
    session.meaningOfTreatment,
  ).flatMap(({ given, places }) => {
    const from = item(session, given);
    const fromRanges = places.flatMap(
      ({ path, span }) => session.location(path, span)?.range ?? [],
    );
    return from === null ? [] : [{ from, fromRanges }];
  });
}
/** The treatments that come directly after. */
export async function outgoing(
  session: Session,
  params: unknown,
): Promise<CallHierarchyOutgoingCall[]> {
  const { key, uri } = asked(params);
  return neighbours(
    await session.workspaceFiles(),
    key,
    'after',
    session.meaningOfTreatment,
  ).flatMap(({ given, places }) => {
    const to = item(session, given);
    // Places are read in the file of the treatment that was asked about.
    const here = places
      .flatMap(({ path, span }) => session.location(path, span) ?? [])
      .filter((place) => place.uri === uri);
    return to === null ? [] : [{ to, fromRanges: here.map(({ range }) => range) }];
  });
}

/** Imports follow files that are renamed or moved. */
export async function willRename(
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
): Promise<WorkspaceEdit | null> {
  const moves = list(fields(params, 'params').files, 'files').map((file) => {
    const { oldUri, newUri } = fields(file, 'files[]');
    return {
      from: session.platform.toPath(text(oldUri, 'files[].oldUri')),
      to: session.platform.toPath(text(newUri, 'files[].newUri')),
    };
  });
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, span, text: newText } of movedImports(await session.workspaceFiles(), moves)) {
    const place = session.location(path, span);
    if (place !== null)
      changes[place.uri] = [...(changes[place.uri] ?? []), { range: place.range, newText }];
  }
  if (Object.keys(changes).length === 0) return null;
  return session.workspaceEdit(changes, abilities);
}

/** Open documents get their findings without asking, so that they never have them twice. */
export function documentDiagnostics(): { kind: 'full'; items: [] } {
  return { kind: 'full', items: [] };
}

/**
 * The findings of every file of the open folders that no editor has open. What did not change since
 * the last answer is not sent again.
 */
export async function workspaceDiagnostics(
  session: Session,
  params: unknown,
  _: ClientAbilities,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const previous = new Map(
    list(fields(params, 'params').previousResultIds ?? [], 'previousResultIds').map(
      (each): [string, string] => {
        const { uri, value } = fields(each, 'previousResultIds[]');
        return [text(uri, 'previousResultIds[].uri'), text(value, 'previousResultIds[].value')];
      },
    ),
  );
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const path of await session.closedFiles()) {
    if (token.isCancellationRequested) break;
    const { uri, id, diagnostics } = await session.closedReport(path);
    if (previous.get(uri) === id)
      items.push({ kind: 'unchanged', uri, version: null, resultId: id });
    else items.push({ kind: 'full', uri, version: null, resultId: id, items: [...diagnostics] });
  }
  return { items };
}
