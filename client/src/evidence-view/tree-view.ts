/**
 * The view “Evidence”: the tree of the base as the document in front of the reader sees it, or as a
 * filter and a date of the reader's own say.
 */
import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
  workspace,
} from 'vscode';
import { evidenceRequest } from '../../../server/src/protocol/requests.ts';
import type {
  EvidenceAnswer,
  EvidenceFilter,
  EvidenceTree,
} from '../../../server/src/views/evidence-tree/shape.ts';
import { dragging } from './drag.ts';
import { isCitable, opensByItself, type Row, rowsBelow, treeItem } from './items.ts';
import type { Questions } from './questions.ts';

export const viewId = 'sequitur.evidence';
/**
 * Milliseconds after an edit before the view looks whether the date of the document is another one.
 */
const pause = 600;

type Version = NonNullable<EvidenceAnswer>;

export class EvidenceView implements TreeDataProvider<Row>, Disposable {
  readonly #questions: Questions;
  readonly #failed: (error: unknown) => void;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly view: TreeView<Row>;
  readonly #parts: Disposable;
  #filter: EvidenceFilter = {};
  #tree: Version | null = null;
  #below = new Map<string, Row[]>();
  #asked = 0;
  /** The refresh that was begun last. */
  #latest: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(questions: Questions, failed: (error: unknown) => void) {
    this.#questions = questions;
    this.#failed = failed;
    this.view = window.createTreeView<Row>(viewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      dragAndDropController: dragging,
    });
    const look = () => this.#later(0);
    this.#parts = Disposable.from(
      this.view,
      this.#changed,
      this.view.onDidChangeVisibility(look),
      questions.client.onDidChangeState((state) => {
        void this.#setState();
        if (state !== 'running') return;
        // Another server numbers its bases anew.
        this.#tree = this.#tree === null ? null : { ...this.#tree, version: '' };
        look();
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        questions.look(editor);
        look();
      }),
      workspace.onDidChangeTextDocument(
        ({ document }) => document === questions.document && this.#later(pause),
      ),
      workspace.onDidCloseTextDocument(look),
      workspace.onDidSaveTextDocument(() => this.#later(pause)),
      workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration('sequitur') && this.#later(pause),
      ),
    );
    if (this.view.visible) look();
  }

  get filter(): EvidenceFilter {
    return this.#filter;
  }
  /** The tree as it is shown; `null` until the first answer. */
  get tree(): EvidenceTree | null {
    return this.#tree;
  }

  /** Shows what fits; resolves with the tree once it is shown. */
  async show(filter: EvidenceFilter): Promise<EvidenceTree | null> {
    const before = this.#filter;
    this.#filter = filter;
    try {
      await this.#refresh();
    } catch (error) {
      // A filter that cannot be read would fail again with every look at the view.
      if (this.#filter === filter) this.#filter = before;
      throw error;
    }
    // A later question may have overtaken this one: what it brings is what is shown.
    for (let latest = this.#latest; ; latest = this.#latest) {
      await latest;
      if (latest === this.#latest) return this.#tree;
    }
  }
  /** Asks again, whatever is known. */
  async again(): Promise<void> {
    this.#tree = this.#tree === null ? null : { ...this.#tree, version: '' };
    await this.#refresh();
  }

  #later(wait: number): void {
    // A server that stopped for good is not started again by looking at it.
    if (!this.view.visible || this.#questions.stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh().catch(this.#failed), wait);
  }

  #refresh(): Promise<void> {
    this.#latest = this.#askAgain();
    return this.#latest;
  }
  async #askAgain(): Promise<void> {
    const question = ++this.#asked;
    this.#questions.ensure();
    const known = this.#tree?.version;
    const asking = this.#questions.ask(evidenceRequest, {
      filter: this.#filter,
      ...(known === undefined ? {} : { known }),
    });
    const answer = await (this.#tree === null
      ? window.withProgress({ location: { viewId } }, () => asking)
      : asking);
    if (question !== this.#asked) return;
    if (answer === null) return this.#setState();
    this.#tree = answer;
    this.#below = new Map();
    this.view.description = l10n.t('{0}, as of {1}', answer.base, answer.asOf);
    // A view that is alone in its container shows no description, so the date stands in the
    // message.
    const counted =
      answer.asked === null
        ? []
        : [l10n.t('{0} of {1} studies: {2}', answer.shown, answer.all, answer.asked)];
    this.view.message = answer.nothing ?? [this.view.description, ...counted].join(' · ');
    this.#changed.fire(undefined);
    await this.#setState();
  }

  /** What the menus and the welcome of the view ask. */
  async #setState(): Promise<void> {
    const { text, tumour, after, asOf } = this.#filter;
    const filtered = [text, tumour, after, asOf].some((part) => part !== undefined && part !== '');
    const stopped = this.#tree === null && this.#questions.stopped;
    await commands.executeCommand('setContext', 'sequitur.evidence.filtered', filtered);
    await commands.executeCommand('setContext', 'sequitur.evidence.filled', this.#tree !== null);
    await commands.executeCommand('setContext', 'sequitur.evidence.stopped', stopped);
  }

  getChildren(row?: Row): Row[] {
    if (this.#tree === null) return [];
    const key = row?.id ?? '';
    const known = this.#below.get(key) ?? rowsBelow(this.#tree, row);
    this.#below.set(key, known);
    return known;
  }
  getTreeItem(row: Row): TreeItem {
    return treeItem(row, this.#tree !== null && opensByItself(this.#tree));
  }
  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  /** The row that a command is about: the one it was called on, else the one that is selected. */
  chosen(row: unknown): Row | undefined {
    const [selected] = this.view.selection;
    return isRow(row) ? row : selected;
  }
  /** The key of what can be cited there: a row's, or a key that the caller wrote. */
  keyOf(called: unknown): string | undefined {
    if (typeof called === 'string') return called;
    const row = this.chosen(called);
    return isCitable(row) ? row.entry.key : undefined;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#parts.dispose();
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'id' in value &&
  'parent' in value;
