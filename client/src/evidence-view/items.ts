/**
 * The rows of the evidence tree: what the server's data looks like in the view, and what a screen
 * reader says of it.
 */
import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type {
  EvidenceTree,
  FindingEntry,
  ReportEntry,
  StudyEntry,
  TreatmentGroup,
} from '../../../server/src/views/evidence-tree/shape.ts';

/** A row with its place in the tree: a study stands under every treatment that it tested. */
export type Row =
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly parent: Row | undefined;
      readonly group: TreatmentGroup;
    }
  | {
      readonly kind: 'study';
      readonly id: string;
      readonly parent: Row | undefined;
      readonly entry: StudyEntry;
    }
  | {
      readonly kind: 'report';
      readonly id: string;
      readonly parent: Row | undefined;
      readonly entry: ReportEntry;
    }
  | {
      readonly kind: 'finding';
      readonly id: string;
      readonly parent: Row | undefined;
      readonly entry: FindingEntry;
    }
  /** What a reader can do when nothing fits. */
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly parent: undefined;
      readonly title: string;
      readonly icon: string;
      readonly command: string;
    };
/** A row that can be cited. */
export type CitableRow = Extract<Row, { readonly kind: 'study' | 'report' | 'finding' }>;

export const isCitable = (row: Row | undefined): row is CitableRow =>
  row !== undefined && 'entry' in row;

const idIn = (parent: Row | undefined, key: string): string => `${parent?.id ?? ''}>${key}`;

function groupRows(groups: readonly TreatmentGroup[], parent: Row | undefined): Row[] {
  return groups.map((group) => ({ kind: 'group', id: idIn(parent, group.key), parent, group }));
}

/** The rows below one, or the first ones. */
export function rowsBelow(tree: EvidenceTree, row: Row | undefined): Row[] {
  if (row === undefined)
    return tree.nothing === null ? groupRows(tree.groups, undefined) : actionRows(tree);
  switch (row.kind) {
    case 'group':
      return [
        ...groupRows(row.group.groups, row),
        ...row.group.studies.flatMap((key): Row[] => {
          const entry = tree.studies[key];
          return entry === undefined
            ? []
            : [{ kind: 'study', id: idIn(row, key), parent: row, entry }];
        }),
      ];
    case 'study':
      return row.entry.reports.map((entry) => ({
        kind: 'report',
        id: idIn(row, entry.key),
        parent: row,
        entry,
      }));
    case 'report':
      return row.entry.findings.map((entry) => ({
        kind: 'finding',
        id: idIn(row, entry.key),
        parent: row,
        entry,
      }));
    case 'finding':
    case 'action':
      return [];
  }
}

function actionRows({ asked }: EvidenceTree): Row[] {
  const row = (title: string, icon: string, command: string): Row => ({
    kind: 'action',
    id: command,
    parent: undefined,
    title,
    icon,
    command,
  });
  return [
    ...(asked === null
      ? []
      : [row(l10n.t('Clear the filters'), 'clear-all', 'sequitur.evidence.clearFilters')]),
    row(l10n.t('Choose another date'), 'calendar', 'sequitur.evidence.filterByDate'),
  ];
}

const studyIcons: Readonly<Record<StudyEntry['design'], string>> = {
  'randomised-sequence': 'git-compare',
  'randomised-controlled': 'git-compare',
  'randomised-noncomparative': 'git-compare',
  'single-arm': 'beaker',
  'prospective-cohort': 'beaker',
  'retrospective-cohort': 'history',
  'case-series': 'history',
  'pooled-analysis': 'layers',
  'basic-science': 'circuit-board',
};
const findingIcons: Readonly<Record<FindingEntry['says'], string>> = {
  supports: 'pass',
  neutral: 'circle-large-outline',
  disputes: 'circle-slash',
  describes: 'note',
  superseded: 'archive',
};
const groupIcons: Readonly<Record<TreatmentGroup['kind'], string>> = {
  class: 'list-tree',
  agent: 'tag',
};

/** Above this few studies a filtered tree opens by itself, down to the studies. */
const openBelow = 30;

/** The row as VS Code draws it. `open` shows a filtered tree opened. */
export function treeItem(row: Row, open: boolean): TreeItem {
  const folded = open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  switch (row.kind) {
    case 'action': {
      const item = new TreeItem(row.title);
      item.id = row.id;
      item.iconPath = new ThemeIcon(row.icon);
      item.command = { command: row.command, title: row.title };
      return item;
    }
    case 'group': {
      const item = new TreeItem(row.group.label, folded);
      item.description = row.group.description;
      item.iconPath = new ThemeIcon(groupIcons[row.group.kind]);
      return named(item, row, open);
    }
    case 'study': {
      const item = new TreeItem(row.entry.label, TreeItemCollapsibleState.Collapsed);
      item.iconPath = new ThemeIcon(studyIcons[row.entry.design]);
      return described(item, row, open);
    }
    case 'report': {
      const empty = row.entry.findings.length === 0;
      const item = new TreeItem(
        row.entry.label,
        empty ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed,
      );
      item.iconPath = new ThemeIcon(row.entry.state === 'ok' ? 'book' : 'warning');
      return described(item, row, open);
    }
    case 'finding': {
      const item = new TreeItem(row.entry.label);
      item.iconPath = new ThemeIcon(findingIcons[row.entry.says]);
      // A finding has nothing below it, so Enter and a click show it on its page.
      item.command = {
        command: 'sequitur.evidence.openStudy',
        title: l10n.t('Open Study Page'),
        arguments: [row],
      };
      return described(item, row, open);
    }
  }
}

export const opensByItself = ({ asked, shown }: EvidenceTree): boolean =>
  asked !== null && shown <= openBelow;

/** VS Code keeps by its id whether a row is open, so that of a filtered tree is another one. */
function named(
  item: TreeItem,
  row: Exclude<Row, { readonly kind: 'action' }>,
  open: boolean,
): TreeItem {
  item.id = `${open ? '?' : ''}${row.id}`;
  item.contextValue = row.kind;
  const about = typeof item.description === 'string' ? item.description : '';
  item.accessibilityInformation = {
    label: [item.label, about].filter((part) => part !== '').join(', '),
    role: 'treeitem',
  };
  return item;
}
function described(item: TreeItem, row: CitableRow, open: boolean): TreeItem {
  const { label, description, details, citation } = row.entry;
  item.description = description;
  const tooltip = new MarkdownString();
  for (const text of [label, ...details.split('\n'), description, citation])
    tooltip.appendText(text).appendMarkdown('\n\n');
  item.tooltip = tooltip;
  return named(item, row, open);
}
