/**
 * Commands for reviewers: compare with an earlier form, open and save the report, write the
 * bibliography.
 */
import {
  commands,
  Disposable,
  env,
  extensions,
  type LogOutputChannel,
  l10n,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type CitationFormat,
  citationFormats,
} from '../../server/src/evidence/bibliography/citation-formats.ts';
import {
  bibliographyRequest,
  reportFileRequest,
  statusRequest,
} from '../../server/src/protocol/requests.ts';
import type { Client } from './client.ts';
import { holdsSequitur } from './documents.ts';
import { askForDate } from './evidence-view/ask-date.ts';
import type { PagePanels } from './panels/pages.ts';

export interface ReviewOptions {
  readonly client: Client;
  readonly pages: PagePanels;
  readonly output: LogOutputChannel;
}

export function registerReview(options: ReviewOptions): Disposable {
  const { pages, output } = options;
  /** A command on the document in front; its failure is told. */
  const command = (
    name: string,
    work: (document: TextDocument, ...called: unknown[]) => unknown,
  ): Disposable =>
    commands.registerCommand(name, async (...called: unknown[]) => {
      const document = documentOf(called[0]);
      if (document === null) {
        void window.showInformationMessage(l10n.t('Open a file with sequences first.'));
        return null;
      }
      return told(output, () => work(document, ...called));
    });
  return Disposable.from(
    command('sequitur.compareWith', (document, _uri, given) =>
      compare(document, isQuestion(given) ? given : undefined, options),
    ),
    commands.registerCommand('sequitur.openReport', async (called?: unknown) => {
      const folder = called instanceof Uri && (await isFolder(called)) ? called : null;
      if (folder !== null)
        return told(output, () => pages.show({ kind: 'report', folder: folder.toString() }));
      const document = documentOf(called);
      if (document === null) {
        void window.showInformationMessage(l10n.t('Open a file with sequences first.'));
        return null;
      }
      return told(output, () => pages.show({ kind: 'report', document: document.uri.toString() }));
    }),
    commands.registerCommand('sequitur.saveReport', (called?: unknown) =>
      told(output, () => saveReport(called instanceof Uri ? called : undefined, options)),
    ),
    command('sequitur.saveBibliography', (document, _uri, given) =>
      saveBibliography(document, given instanceof Uri ? given : undefined, options),
    ),
    command('sequitur.copyBibliography', (document, _uri, given) =>
      copyBibliography(document, given, options),
    ),
  );
}

async function told<Answer>(
  output: LogOutputChannel,
  work: () => Answer | Promise<Answer>,
): Promise<Answer | null> {
  try {
    return await work();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** The one that a menu or a caller names, else the one in front. */
function documentOf(called: unknown): TextDocument | null {
  const named =
    called instanceof Uri
      ? workspace.textDocuments.find(({ uri }) => uri.toString() === called.toString())
      : undefined;
  const document = named ?? window.activeTextEditor?.document;
  return document !== undefined && holdsSequitur(document) ? document : null;
}

async function isFolder(uri: Uri): Promise<boolean> {
  const folder = 2;
  try {
    return ((await workspace.fs.stat(uri)).type & folder) !== 0;
  } catch {
    return false;
  }
}

type Sides = { readonly revision: string } | { readonly from: string; readonly to?: string };
const isQuestion = (given: unknown): given is Sides =>
  typeof given === 'object' && given !== null && ('revision' in given || 'from' in given);

async function compare(
  document: TextDocument,
  given: Sides | undefined,
  { client, pages }: ReviewOptions,
): Promise<unknown> {
  const sides = given ?? (await askSides(document, client));
  if (sides === undefined) return null;
  const question = { kind: 'comparison', document: document.uri.toString(), ...sides } as const;
  return window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Comparing…') },
    () => pages.show(question),
  );
}

interface SideEntry extends QuickPickItem {
  readonly sides?: Sides;
  readonly ask?: 'revision' | 'date';
}

/**
 * Branches, tags and the last commits, as the editor's own git knows them; any other revision is
 * typed.
 */
async function askSides(document: TextDocument, client: Client): Promise<Sides | undefined> {
  const revisions = await revisionsOf(document.uri);
  const separator = (label: string): SideEntry => ({ label, kind: QuickPickItemKind.Separator });
  const entries: SideEntry[] = [
    {
      label: l10n.t('$(calendar) A date…'),
      detail: l10n.t('The same text as of an earlier day'),
      ask: 'date',
    },
    {
      label: l10n.t('$(git-commit) A revision…'),
      detail: l10n.t('A branch, a tag or a commit of git'),
      ask: 'revision',
    },
    ...(revisions.length === 0 ? [] : [separator(l10n.t('Revisions'))]),
    ...revisions,
  ];
  const chosen = await window.showQuickPick(entries, {
    title: l10n.t('Compare with…'),
    matchOnDescription: true,
  });
  if (chosen?.sides !== undefined) return chosen.sides;
  if (chosen?.ask === 'revision') {
    const revision = await window.showInputBox({
      title: l10n.t('Compare with Which Revision'),
      prompt: l10n.t('A branch, a tag or a commit, such as origin/main or HEAD~3'),
    });
    return revision === undefined || revision.trim() === ''
      ? undefined
      : { revision: revision.trim() };
  }
  if (chosen?.ask !== 'date') return undefined;
  const status = await client.ask(statusRequest, {
    textDocument: { uri: document.uri.toString() },
  });
  const from = await askForDate(l10n.t('Compare with Which Date'), yearBefore(status?.asOf));
  return from === undefined ? undefined : { from };
}
const yearBefore = (asOf: string | undefined): string =>
  asOf === undefined ? '' : `${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4)}`;

/** What is used of the editor's git. */
interface GitRef {
  readonly name?: string;
  readonly commit?: string;
  /** 0 a branch, 1 one of a remote, 2 a tag. */
  readonly type: number;
}
interface GitRepository {
  getRefs?(query: object): Promise<readonly GitRef[]>;
  log?(options: {
    readonly maxEntries: number;
  }): Promise<readonly { readonly hash: string; readonly message: string }[]>;
}
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: Uri): GitRepository | null };
}
const mostRevisions = 60;

/** None where the editor has no git, as in a browser, or the document is in no repository. */
async function revisionsOf(uri: Uri): Promise<readonly SideEntry[]> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return [];
  try {
    const repository = (await extension.activate()).getAPI(1).getRepository(uri);
    const [refs = [], commits = []] = await Promise.all([
      repository?.getRefs?.({ count: mostRevisions, sort: 'committerdate' }),
      repository?.log?.({ maxEntries: 20 }),
    ]);
    const icons = ['$(git-branch)', '$(cloud)', '$(tag)'];
    return [
      ...refs.flatMap(({ name, type }): SideEntry[] =>
        name === undefined
          ? []
          : [{ label: `${icons[type] ?? ''} ${name}`.trim(), sides: { revision: name } }],
      ),
      ...commits.map(({ hash, message }) => ({
        label: `$(git-commit) ${hash.slice(0, 8)}`,
        description: message.split('\n')[0] ?? '',
        sides: { revision: hash },
      })),
    ];
  } catch {
    // A git that does not answer offers nothing; a revision can still be typed.
    return [];
  }
}

const reportEndings = { html: 'html', md: 'markdown', csv: 'csv', json: 'json' } as const;
async function saveReport(
  given: Uri | undefined,
  { client, pages }: ReviewOptions,
): Promise<Uri | null> {
  const question = pages.report;
  const document = documentOf(undefined);
  const about =
    question?.kind === 'report' && 'folder' in question
      ? { folder: question.folder }
      : question?.kind === 'report'
        ? { textDocument: { uri: question.document } }
        : document === null
          ? null
          : { textDocument: { uri: document.uri.toString() } };
  if (about === null) {
    void window.showInformationMessage(l10n.t('Open a file with sequences first.'));
    return null;
  }
  const beside = Uri.parse('folder' in about ? `${about.folder}/report` : about.textDocument.uri);
  const target =
    given ??
    (await window.showSaveDialog({
      defaultUri: beside.with({ path: beside.path.replace(/(\.\w+)?$/, '.html') }),
      filters: { HTML: ['html'], Markdown: ['md'], CSV: ['csv'], JSON: ['json'] },
    }));
  if (target === undefined) return null;
  const ending = Object.entries(reportEndings).find(([one]) => target.path.endsWith(`.${one}`));
  const made = await client.ask(reportFileRequest, { ...about, format: ending?.[1] ?? 'html' });
  if ('problem' in made) throw new Error(made.problem);
  await workspace.fs.writeFile(target, new TextEncoder().encode(made.text));
  return target;
}

const bibliographyEndings = {
  bib: 'bibtex',
  ris: 'ris',
  json: 'csl-json',
  txt: 'vancouver',
} as const;
async function entriesOf(
  document: TextDocument,
  format: CitationFormat,
  client: Client,
): Promise<string | null> {
  const made = await client.ask(bibliographyRequest, {
    textDocument: { uri: document.uri.toString() },
    format,
  });
  if (made === null || made.count === 0) {
    void window.showInformationMessage(l10n.t('The file cites nothing of the base.'));
    return null;
  }
  if (made.unknown.length > 0)
    void window.showWarningMessage(
      l10n.t('Not in the base, and left out: {0}', made.unknown.map((key) => `@${key}`).join(', ')),
    );
  return made.text;
}

async function saveBibliography(
  document: TextDocument,
  given: Uri | undefined,
  { client }: ReviewOptions,
): Promise<Uri | null> {
  const target =
    given ??
    (await window.showSaveDialog({
      defaultUri: document.uri.with({ path: document.uri.path.replace(/\.\w+$/, '.bib') }),
      filters: { BibTeX: ['bib'], RIS: ['ris'], 'CSL-JSON': ['json'], Vancouver: ['txt'] },
    }));
  if (target === undefined) return null;
  const ending = Object.entries(bibliographyEndings).find(([one]) =>
    target.path.endsWith(`.${one}`),
  );
  const text = await entriesOf(document, ending?.[1] ?? 'bibtex', client);
  if (text === null) return null;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return target;
}

async function copyBibliography(
  document: TextDocument,
  given: unknown,
  { client }: ReviewOptions,
): Promise<string | null> {
  const named = citationFormats.find((one) => one === given);
  const format =
    named ??
    (await window.showQuickPick([...citationFormats], {
      title: l10n.t('Copy the Bibliography as'),
    }));
  const known = citationFormats.find((one) => one === format);
  if (known === undefined) return null;
  const text = await entriesOf(document, known, client);
  if (text !== null) await env.clipboard.writeText(text);
  return text;
}
