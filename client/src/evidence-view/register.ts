/** The evidence explorer: its view, its commands, and the pages it opens. */
import {
  commands,
  Disposable,
  env,
  type LogOutputChannel,
  l10n,
  ProgressLocation,
  type QuickPickItem,
  Uri,
  window,
} from 'vscode';
import {
  changesRequest,
  gapMapRequest,
  studyRequest,
} from '../../../server/src/protocol/requests.ts';
import type { EvidenceTree } from '../../../server/src/views/evidence-tree/shape.ts';
import type { Client } from '../client.ts';
import { askForDate } from './ask-date.ts';
import { registerDrop } from './drag.ts';
import { filterByDate, filterByPreviousTherapy, filterByTumour, search } from './filters.ts';
import { copyKey, copyReference, insertCitation } from './insert-citation.ts';
import { Questions } from './questions.ts';
import { Pages } from './study-pages.ts';
import { EvidenceView, viewId } from './tree-view.ts';

export interface ExplorerOptions {
  readonly client: Client;
  /** Starts the server, where nothing has started it. */
  start(): void;
  readonly output: LogOutputChannel;
}

/** What a filter leaves, for a caller that asked for it by a key binding or a program. */
export type Shown = Pick<EvidenceTree, 'asOf' | 'shown' | 'all' | 'nothing'> & {
  readonly studies: readonly string[];
};

export function registerExplorer({ client, output, start }: ExplorerOptions): Disposable {
  const log = (error: unknown) => output.error(error instanceof Error ? error : String(error));
  const failed = (error: unknown) => {
    log(error);
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  };
  const questions = new Questions(client, start);
  // The view asks by itself, so a server that stops meanwhile is no news; the next one is asked
  // again.
  const view = new EvidenceView(questions, log);
  const pages = new Pages((request, params) => questions.ask(request, params));
  const asOf = () => view.filter.asOf || undefined;

  /** A command whose failure is told. */
  const command = (name: string, run: (...called: unknown[]) => unknown) =>
    commands.registerCommand(name, async (...called: unknown[]) => {
      try {
        return await run(...called);
      } catch (error) {
        failed(error);
        return undefined;
      }
    });
  /**
   * One on a row of the tree: the one it was called on, the selected one, or a key that a caller
   * wrote.
   */
  const onKey = (name: string, run: (key: string) => unknown) =>
    command(name, (called) => {
      const key = view.keyOf(called);
      if (key !== undefined) return run(key);
      return window.showInformationMessage(
        l10n.t('Choose a study, report or finding in the Evidence view first.'),
      );
    });
  /** A filter that a caller wrote goes in as it is; without one the reader is asked. */
  const filter = (name: string, part: 'text' | 'tumour' | 'after' | 'asOf', ask: () => unknown) =>
    command(name, async (value) =>
      typeof value === 'string' ? shown(await view.show({ ...view.filter, [part]: value })) : ask(),
    );

  return Disposable.from(
    view,
    pages,
    registerDrop(questions),
    filter('sequitur.evidence.search', 'text', async () => {
      // The tree that follows the words must be in sight.
      await commands.executeCommand(`${viewId}.focus`);
      search(view, failed);
    }),
    filter('sequitur.evidence.filterByTumour', 'tumour', () => filterByTumour(view)),
    filter('sequitur.evidence.filterByPreviousTherapy', 'after', () =>
      filterByPreviousTherapy(view),
    ),
    filter('sequitur.evidence.filterByDate', 'asOf', () => filterByDate(view)),
    command('sequitur.evidence.clearFilters', async () => shown(await view.show({}))),
    command('sequitur.evidence.refresh', () => view.again()),
    onKey('sequitur.evidence.insertCitation', (key) => insertCitation(questions, key)),
    onKey('sequitur.evidence.copyKey', copyKey),
    onKey('sequitur.evidence.copyReference', (key) => copyReference(questions, key, asOf())),
    onKey('sequitur.evidence.openStudy', (key) =>
      openStudy(key, { questions, pages, asOf: view.tree?.asOf ?? asOf() }),
    ),
    onKey('sequitur.evidence.openSource', (key) => openSource(questions, key, asOf())),
    command('sequitur.whatChanged', (from, to, where) =>
      whatChanged({ questions, pages, view }, { from, to, where }),
    ),
  );
}

function shown(tree: EvidenceTree | null): Shown | null {
  if (tree === null) return null;
  return {
    asOf: tree.asOf,
    shown: tree.shown,
    all: tree.all,
    nothing: tree.nothing,
    studies: Object.keys(tree.studies),
  };
}

const documentOf = ({ document }: Questions) =>
  document === undefined ? {} : { document: document.uri.toString() };

async function openStudy(
  key: string,
  { questions, pages, asOf }: { questions: Questions; pages: Pages; asOf: string | undefined },
): Promise<void> {
  const study = await questions.ask(studyRequest, { key, asOf });
  if (study === null) {
    void window.showInformationMessage(l10n.t('{0} is not in the base.', key));
    return;
  }
  const question = {
    kind: 'study',
    key: study.citation.slice(1),
    asOf: study.asOf,
    ...documentOf(questions),
  } as const;
  await pages.open(study.title, question, study.markdown, study.line);
}

/**
 * The publication, PubMed or the registry: at once where there is one address, else the reader
 * chooses.
 */
async function openSource(
  questions: Questions,
  key: string,
  asOf: string | undefined,
): Promise<void> {
  const study = await questions.ask(studyRequest, { key, asOf });
  const [first, ...others] = study?.links ?? [];
  if (study === null || first === undefined) {
    void window.showInformationMessage(l10n.t('The base has no address for {0}.', key));
    return;
  }
  const entries: QuickPickItem[] = study.links.map(({ label, url }) => ({
    label,
    description: url,
  }));
  const chosen =
    others.length === 0
      ? first.url
      : (await window.showQuickPick(entries, { title: study.title }))?.description;
  if (chosen !== undefined) await env.openExternal(Uri.parse(chosen, true));
}

/**
 * The patients, where the document declares populations; `undefined` where the reader gave up,
 * empty for those of the base.
 */
async function askPatients(questions: Questions, title: string): Promise<string | undefined> {
  const answer = await questions.ask(gapMapRequest, { stops: false });
  const declared = answer.populations.filter(({ group }) => group === 'document');
  if (declared.length === 0) return '';
  const entries = answer.populations.map(({ value, label, group }) => ({
    label,
    value,
    description:
      group === 'document' ? l10n.t('Population of the document') : l10n.t('Tumour of the base'),
  }));
  const chosen = await window.showQuickPick(entries, { title, matchOnDescription: true });
  return chosen?.value;
}

/** The patients and two dates, then a page of what moved between them. A caller may give them. */
async function whatChanged(
  { questions, pages, view }: { questions: Questions; pages: Pages; view: EvidenceView },
  given: { readonly from: unknown; readonly to: unknown; readonly where: unknown },
): Promise<void> {
  const choices = (view.tree ?? (await view.show(view.filter)))?.choices;
  if (choices === undefined) return;
  const isGiven = typeof given.from === 'string' && typeof given.to === 'string';
  const where =
    typeof given.where === 'string'
      ? given.where
      : isGiven
        ? ''
        : await askPatients(questions, l10n.t('What Changed for Which Patients'));
  if (where === undefined) return;
  const title = l10n.t('What Changed Since…');
  const from =
    typeof given.from === 'string' ? given.from : await askForDate(`${title} (1/2)`, choices.since);
  if (from === undefined) return;
  const to =
    typeof given.to === 'string'
      ? given.to
      : await askForDate(l10n.t('…Until (2/2)'), choices.until, from);
  if (to === undefined) return;
  const about = where === '' ? {} : { where };
  const progress = {
    location: ProgressLocation.Notification,
    title: l10n.t('Comparing {0} with {1}', from, to),
    cancellable: true,
  };
  const answer = await window.withProgress(progress, async (_report, token) => {
    try {
      return await questions.ask(changesRequest, { from, to, ...about }, token);
    } catch (error) {
      if (token.isCancellationRequested) return null;
      throw error;
    }
  });
  if (answer === null) return;
  await pages.open(
    l10n.t('What changed, {0} to {1}', from, to),
    { kind: 'changes', from, to, ...about, ...documentOf(questions) },
    answer.markdown,
  );
}
