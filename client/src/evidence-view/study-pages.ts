/**
 * Pages of the explorer (a study, what changed) as read-only Markdown: their addresses hold what
 * was asked, so that a page can be drawn again when its server was restarted or the window was
 * opened anew.
 */
import { commands, type Disposable, EventEmitter, l10n, Uri, window, workspace } from 'vscode';
import type { CustomRequest } from '../../../server/src/protocol/message.ts';
import { changesRequest, studyRequest } from '../../../server/src/protocol/requests.ts';

/** The server is not told of these documents, which are made from its own answers. */
export const pageScheme = 'sequitur-study';

/** What a page shows. The document is one whose packs and, without a date, whose date count. */
export type PageQuestion = { readonly document?: string } & (
  | { readonly kind: 'study'; readonly key: string; readonly asOf: string }
  | {
      readonly kind: 'changes';
      readonly from: string;
      readonly to: string;
      readonly where?: string;
    }
);

type Ask = <Params extends object, Answer>(
  request: CustomRequest<Params, Answer>,
  params: Params,
) => Promise<Answer>;

export class Pages implements Disposable {
  readonly #ask: Ask;
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  /** Texts that were just asked for, so that opening them does not ask again. */
  readonly #ready = new Map<string, string>();

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#provider = workspace.registerTextDocumentContentProvider(pageScheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (address) => {
        const ready = this.#ready.get(address.toString());
        this.#ready.delete(address.toString());
        return ready ?? this.#draw(questionOf(address));
      },
    });
  }

  async #draw(question: PageQuestion | null): Promise<string> {
    if (question === null)
      return l10n.t(
        'This page has no address that can be read. Open it again from the Evidence view.',
      );
    const about =
      question.document === undefined ? {} : { textDocument: { uri: question.document } };
    if (question.kind === 'changes') {
      const { from, to, where } = question;
      const whom = where === undefined ? {} : { where };
      return (await this.#ask(changesRequest, { ...about, from, to, ...whom })).markdown;
    }
    const { key, asOf } = question;
    const answer = await this.#ask(studyRequest, { ...about, key, asOf });
    return answer?.markdown ?? l10n.t('{0} is not in the base as of {1}.', key, asOf);
  }

  /** Opens a page. `text` is its content where it was asked for already. */
  async open(name: string, question: PageQuestion, text?: string, line = 0): Promise<void> {
    // A slash would make folders of a name. Without an ending it is no Markdown document, so nobody
    // looks for blocks in it.
    const address = Uri.from({
      scheme: pageScheme,
      path: `/${name.replace(/[/\\]/g, '-')}`,
      query: JSON.stringify(question),
    });
    if (text !== undefined) this.#ready.set(address.toString(), text);
    const document = await workspace.openTextDocument(address);
    this.#ready.delete(address.toString());
    const heading =
      line === 0 ? undefined : document.lineAt(Math.min(line, document.lineCount - 1)).text;
    try {
      await commands.executeCommand(
        'markdown.showPreview',
        heading === undefined ? address : address.with({ fragment: slug(heading) }),
      );
    } catch {
      // An editor without a preview of Markdown shows the text. Whether there is one cannot be
      // asked before it was used once.
      await window.showTextDocument(document, { preview: true });
    }
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}

/**
 * The name that the Markdown preview gives a heading, as GitHub does: letters, digits and hyphens
 * in lower case, a hyphen for each blank.
 */
function slug(heading: string): string {
  return heading
    .replace(/^#+\s*/, '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
    .replace(/\s/g, '-');
}

/** What an address asks; `null` for one that nobody here wrote. */
function questionOf({ query }: Uri): PageQuestion | null {
  try {
    const read: unknown = JSON.parse(query);
    const fields: Readonly<Record<string, unknown>> =
      typeof read === 'object' && read !== null ? { ...read } : {};
    const word = (value: unknown): string => (typeof value === 'string' ? value : '');
    const document = typeof fields.document === 'string' ? { document: fields.document } : {};
    if (fields.kind === 'study')
      return { kind: 'study', key: word(fields.key), asOf: word(fields.asOf), ...document };
    if (fields.kind === 'changes')
      return {
        ...{ kind: 'changes', from: word(fields.from), to: word(fields.to), ...document },
        ...(typeof fields.where === 'string' ? { where: fields.where } : {}),
      };
  } catch {
    // What is no JSON is no question.
  }
  return null;
}
