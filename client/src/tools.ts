/**
 * Tools for language models of the editor: what the base holds on a transition, and the findings of
 * a text. The server answers both.
 */
import {
  type CancellationToken,
  type Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  l10n,
  lm,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { CustomRequest } from '../../server/src/protocol/message.ts';
import { checkTextRequest, lookUpRequest } from '../../server/src/protocol/requests.ts';
import type { Client } from './client.ts';
import { holdsSequitur } from './documents.ts';

interface LookUpInput {
  readonly transition: string;
  readonly where?: string;
  readonly asOf?: string;
}
interface CheckInput {
  readonly text: string;
  readonly kind?: 'sequitur' | 'markdown';
  readonly asOf?: string;
}

/** Editors of this family need not have language models; there nothing is registered. */
export function registerTools(client: Client): Disposable[] {
  const host: Partial<typeof lm> | undefined = lm;
  if (host?.registerTool === undefined) return [];
  return [
    lm.registerTool('sequitur_lookUpEvidence', lookUp(client)),
    lm.registerTool('sequitur_checkText', checkText(client)),
  ];
}

/** A question asks the server, which starts where no document needed it yet. */
async function answer<Params extends object>(
  client: Client,
  request: CustomRequest<Params, { readonly text: string }>,
  params: Params,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const { text } = await client.ask(request, params, token);
  return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
}

function lookUp(client: Client): LanguageModelTool<LookUpInput> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: l10n.t('Looking up {0} in the evidence base', input.transition),
    }),
    invoke({ input: { transition, where, asOf } }, token) {
      // The file in front of the reader names the team's own evidence and the date, where it names
      // any.
      const document = window.activeTextEditor?.document;
      const context =
        document !== undefined && holdsSequitur(document)
          ? { textDocument: { uri: document.uri.toString() } }
          : {};
      return answer(client, lookUpRequest, { transition, where, asOf, ...context }, token);
    },
  };
}

function checkText(client: Client): LanguageModelTool<CheckInput> {
  return {
    prepareInvocation: () => ({
      invocationMessage: l10n.t('Checking a text against the evidence base'),
    }),
    invoke({ input: { text, kind, asOf } }, token) {
      const [folder] = workspace.workspaceFolders ?? [];
      const uri =
        folder === undefined ? undefined : Uri.joinPath(folder.uri, 'text.sequitur').toString();
      return answer(client, checkTextRequest, { text, kind, asOf, uri }, token);
    },
  };
}
