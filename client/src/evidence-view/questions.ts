/**
 * What the explorer asks the language server, which is started when it is first needed, also
 * without a document.
 */
import {
  type CancellationToken,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { documentLanguages } from '../../../server/src/markdown/fence-opening.ts';
import type { CustomRequest } from '../../../server/src/protocol/message.ts';
import type { Client } from '../client.ts';
import { holdsSequitur } from '../documents.ts';
import { pageScheme } from './study-pages.ts';

export class Questions {
  readonly client: Client;
  readonly #start: () => void;
  #begun = false;
  /**
   * The editor that a citation goes to: the last one that takes any. A panel or a preview in front
   * of it does not count.
   */
  #editor: TextEditor | undefined;

  constructor(client: Client, start: () => void) {
    this.client = client;
    this.#start = start;
    this.look(window.activeTextEditor);
  }

  look(editor: TextEditor | undefined): void {
    if (editor !== undefined && takesCitations(editor.document)) this.#editor = editor;
  }

  /** Starts the server where nothing has needed it yet. */
  ensure(): void {
    this.#begun = true;
    this.#start();
  }
  /** A server was there and is no more, until somebody starts it anew. */
  get stopped(): boolean {
    return this.#begun && this.client.state === 'stopped';
  }

  /** The last editor that takes citations, while it can be seen. */
  get editor(): TextEditor | undefined {
    const last = this.#editor;
    if (last === undefined) return undefined;
    return (
      window.visibleTextEditors.find((editor) => editor === last) ??
      window.visibleTextEditors.find(({ document }) => document === last.document)
    );
  }

  /**
   * The document whose date and packs count: that of the last editor with something to judge, while
   * it is open.
   */
  get document(): TextDocument | undefined {
    const document = this.#editor?.document;
    return document !== undefined &&
      workspace.textDocuments.includes(document) &&
      holdsSequitur(document)
      ? document
      : undefined;
  }

  /**
   * Asks about the document in front of the reader, or about the base alone where there is none.
   */
  ask<Params extends object, Answer>(
    request: CustomRequest<Params, Answer>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Answer> {
    this.ensure();
    const { document } = this;
    const about = document === undefined ? {} : { textDocument: { uri: document.uri.toString() } };
    return this.client.ask(request, { ...about, ...params }, token);
  }
}

/**
 * Files of the language, and documents whose prose cites with `@` too. Pages of the explorer are
 * for reading only.
 */
export const takesCitations = (document: TextDocument): boolean =>
  document.uri.scheme !== pageScheme &&
  (holdsSequitur(document) ||
    documentLanguages.some((language) => language === document.languageId));
