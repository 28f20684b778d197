/** How the reader narrows the tree: words as they are typed, and lists in the base's own terms. */
import { l10n, type QuickPickItem, window } from 'vscode';
import type {
  Choice,
  EvidenceFilter,
  EvidenceTree,
} from '../../../server/src/views/evidence-tree/shape.ts';
import { askForDate } from './ask-date.ts';
import type { EvidenceView } from './tree-view.ts';

/** Milliseconds after a letter before the tree follows. */
const pause = 120;

/**
 * Words over the studies; the tree follows as they are typed. Enter keeps them, Escape puts back
 * what was there.
 */
export function search(view: EvidenceView, failed: (error: unknown) => void): void {
  const before = view.filter;
  const box = window.createInputBox();
  box.title = l10n.t('Search the Evidence');
  box.placeholder = l10n.t('Trial, author, treatment, registry number, DOI or PMID');
  box.value = before.text ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = false;
  const show = (filter: EvidenceFilter) =>
    void view.show(filter).then((tree) => tell(tree), failed);
  const tell = (tree: EvidenceTree | null) => {
    box.prompt =
      tree === null ? '' : (tree.nothing ?? l10n.t('{0} of {1} studies', tree.shown, tree.all));
  };
  tell(view.tree);
  box.onDidChangeValue((text) => {
    clearTimeout(timer);
    timer = setTimeout(() => show({ ...before, text }), pause);
  });
  box.onDidAccept(() => {
    kept = true;
    clearTimeout(timer);
    show({ ...before, text: box.value });
    box.hide();
  });
  box.onDidHide(() => {
    clearTimeout(timer);
    if (!kept) show(before);
    box.dispose();
  });
  box.show();
}

interface Entry extends QuickPickItem {
  readonly id: string;
}

async function pick(
  title: string,
  choices: readonly Choice[],
  all: string,
  chosen: string | undefined,
): Promise<string | undefined> {
  const entries: Entry[] = [
    { id: '', label: all, alwaysShow: true },
    ...choices.map(({ id, label, description }) => ({
      id,
      label,
      description,
      detail: id === chosen ? l10n.t('chosen now') : '',
    })),
  ];
  const entry = await window.showQuickPick(entries, { title, matchOnDescription: true });
  return entry?.id;
}

/** The lists are the tree's own, so a tree that is not there yet is asked for first. */
async function choicesOf(view: EvidenceView): Promise<EvidenceTree['choices'] | null> {
  return (view.tree ?? (await view.show(view.filter)))?.choices ?? null;
}

export async function filterByTumour(view: EvidenceView): Promise<void> {
  const choices = await choicesOf(view);
  if (choices === null) return;
  const tumour = await pick(
    l10n.t('Studies of Which Tumour'),
    choices.tumours,
    l10n.t('All tumours'),
    view.filter.tumour,
  );
  if (tumour !== undefined) await view.show({ ...view.filter, tumour });
}

export async function filterByPreviousTherapy(view: EvidenceView): Promise<void> {
  const choices = await choicesOf(view);
  if (choices === null) return;
  const title = l10n.t('Studies Whose Patients Had Had Which Treatment');
  const after = await pick(
    title,
    choices.treatments,
    l10n.t('Any previous therapy or none'),
    view.filter.after,
  );
  if (after !== undefined) await view.show({ ...view.filter, after });
}

/** The date of the document, one of the list, or any other day. */
export async function filterByDate(view: EvidenceView): Promise<void> {
  const choices = await choicesOf(view);
  if (choices === null) return;
  const another = l10n.t('Another date…');
  const entries: Choice[] = [...choices.dates, { id: another, label: another, description: '' }];
  const chosen = await pick(
    l10n.t('Evidence That Was Public by Which Date'),
    entries,
    l10n.t('The date of the document'),
    view.filter.asOf,
  );
  if (chosen === undefined) return;
  const asOf =
    chosen === another ? await askForDate(another, view.tree?.asOf ?? choices.until) : chosen;
  if (asOf !== undefined) await view.show({ ...view.filter, asOf });
}
