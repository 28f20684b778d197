/**
 * Files to begin with: a new one from the same skeleton that completion offers, and the example of
 * the walkthrough.
 */
import {
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  SnippetString,
  Uri,
  window,
  workspace,
} from 'vscode';
import { languageId } from './documents.ts';

/** What these files ship as, from the folder of the extension. */
const skeletons = 'syntaxes/snippets.json';
const example = 'examples/pancreatic-net.sequitur';

export function registerFiles({ extensionUri }: ExtensionContext): Disposable[] {
  const read = async (path: string): Promise<string> =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(extensionUri, path)));
  const show = async (content: string) =>
    window.showTextDocument(await workspace.openTextDocument({ language: languageId, content }), {
      preview: false,
    });
  const attempt = (work: () => Promise<void>) => async () => {
    try {
      await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The file could not be opened: {0}', reason));
    }
  };
  return [
    commands.registerCommand(
      'sequitur.newFile',
      attempt(async () => {
        const skeleton = firstBody(JSON.parse(await read(skeletons)));
        const editor = await show('');
        await editor.insertSnippet(new SnippetString(skeleton));
      }),
    ),
    commands.registerCommand(
      'sequitur.openExample',
      attempt(async () => {
        await show(await read(example));
      }),
    ),
  ];
}

/** The text of the first snippet of a file of snippets. */
function firstBody(file: unknown): string {
  const [first]: unknown[] = typeof file === 'object' && file !== null ? Object.values(file) : [];
  if (
    typeof first !== 'object' ||
    first === null ||
    !('body' in first) ||
    !Array.isArray(first.body)
  )
    throw new Error(`${skeletons} holds no snippet`);
  return first.body.join('\n');
}
