/**
 * The view “Accepted”: what the open documents accept, each with the reason of its authors, and
 * their number as a badge.
 */
import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  Range,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type AcceptedFinding, acceptedRequest } from '../../server/src/protocol/requests.ts';
import type { Client } from './client.ts';

const viewId = 'sequitur.accepted';
/** Milliseconds after an edit before the list is asked for again. */
const pause = 600;

interface DocumentRow {
  readonly uri: string;
  readonly findings: readonly FindingRow[];
}
interface FindingRow {
  readonly uri: string;
  readonly finding: AcceptedFinding;
}
type Row = DocumentRow | FindingRow;

export function registerAccepted(client: Client): Disposable {
  const changed = new EventEmitter<undefined>();
  let rows: readonly DocumentRow[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => [...(row === undefined ? rows : 'findings' in row ? row.findings : [])],
    getTreeItem: (row) => ('findings' in row ? documentItem(row) : findingItem(row)),
  };
  const view = window.createTreeView<Row>(viewId, { treeDataProvider: provider });
  const refresh = async (): Promise<number> => {
    const question = ++asked;
    const { documents } = await client.ask(acceptedRequest, {});
    if (question !== asked) return rows.flatMap(({ findings }) => findings).length;
    rows = documents.map(({ uri, findings }) => ({
      uri,
      findings: findings.map((finding) => ({ uri, finding })),
    }));
    const count = rows.flatMap(({ findings }) => findings).length;
    view.badge =
      count === 0
        ? undefined
        : {
            value: count,
            tooltip:
              count === 1 ? l10n.t('1 accepted finding') : l10n.t('{0} accepted findings', count),
          };
    changed.fire(undefined);
    return count;
  };
  /**
   * Nothing is started for this list; a server that stops meanwhile is asked again when the next
   * one runs.
   */
  const later = (wait: number): void => {
    if (!client.isRunning()) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(() => undefined), wait);
  };
  return Disposable.from(
    view,
    changed,
    commands.registerCommand('sequitur.accepted.refresh', () =>
      client.isRunning() ? refresh() : 0,
    ),
    client.onDidChangeState((state) => state === 'running' && later(pause)),
    workspace.onDidOpenTextDocument(() => later(pause)),
    workspace.onDidChangeTextDocument(() => later(pause)),
    workspace.onDidCloseTextDocument(() => later(0)),
    { dispose: () => clearTimeout(timer) },
  );
}

function documentItem({ uri, findings }: DocumentRow): TreeItem {
  const item = new TreeItem(Uri.parse(uri), TreeItemCollapsibleState.Expanded);
  item.description = String(findings.length);
  item.id = uri;
  return item;
}

function findingItem({ uri, finding }: FindingRow): TreeItem {
  const { code, message, reason, range } = finding;
  // A reason that is missing is told: it is what a reviewer looks for.
  const said = reason.trim() === '' ? l10n.t('without a reason') : `“${reason}”`;
  const item = new TreeItem(said, TreeItemCollapsibleState.None);
  item.description = l10n.t('{0}, line {1}', code, range.start.line + 1);
  item.tooltip = new MarkdownString().appendText(`${message}\n\n${said}`);
  item.iconPath = new ThemeIcon('pass');
  const place = new Range(
    range.start.line,
    range.start.character,
    range.end.line,
    range.end.character,
  );
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Show in the Text'),
    arguments: [Uri.parse(uri), { selection: place }],
  };
  return item;
}
