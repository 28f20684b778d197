/**
 * The language client as the rest of the extension knows it. What speaks the protocol is most of
 * the extension's code and takes longest to load, so it is loaded when a server is first needed
 * (`late`). Every server gets a client of its own: one whose server stopped while it started can
 * never start again.
 */
import { type CancellationToken, EventEmitter } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { CustomRequest } from '../../server/src/protocol/message.ts';

export const clientId = 'sequitur';
export const clientName = 'Sequitur';

export type ClientState = 'stopped' | 'starting' | 'running';

export interface ClientOptions {
  /**
   * Loads what speaks the protocol and makes a client that is not started; `closed` is for it to
   * call when its server stops by itself.
   */
  make(closed: () => void): Promise<BaseLanguageClient>;
  /** Asked when a server stopped by itself: whether another one is to be started. */
  startsAgain(): boolean;
  /** A server that was to follow one that stopped by itself did not start. */
  failed(error: unknown): void;
}

export class Client {
  readonly #options: ClientOptions;
  readonly #prepared: ((client: BaseLanguageClient) => void)[] = [];
  readonly #changed = new EventEmitter<ClientState>();
  readonly onDidChangeState = this.#changed.event;
  #client: BaseLanguageClient | undefined;
  #state: ClientState = 'stopped';
  /** Starts and stops come one after another; this is the end of the last. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  get state(): ClientState {
    return this.#state;
  }
  isRunning(): boolean {
    return this.#state === 'running';
  }
  /** What the server says its version is; empty while none runs. */
  get version(): string {
    return this.#client?.initializeResult?.serverInfo?.version ?? '';
  }

  /**
   * Has `work` done with every client before its server starts, as for answers to what the server
   * asks.
   */
  prepare(work: (client: BaseLanguageClient) => void): void {
    this.#prepared.push(work);
  }

  /** Starts a server where none runs; resolves when one does. */
  async start(): Promise<void> {
    if (this.#state === 'running') return;
    this.#become('starting');
    await this.#inTurn(() => (this.#client === undefined ? this.#begin() : Promise.resolve()));
  }
  /** Starts a server in the place of the one that runs, if one does. */
  restart(): Promise<void> {
    this.#become('starting');
    return this.#inTurn(async () => {
      await this.#end();
      await this.#begin();
    });
  }
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end();
      this.#become('stopped');
    });
  }

  /** The client of the server that runs; starts one where none does. */
  async running(): Promise<BaseLanguageClient> {
    await this.start();
    if (this.#client === undefined) throw new Error('The language server stopped.');
    return this.#client;
  }
  /** Asks the server, which is started where none runs. */
  async ask<Params extends object, Answer>(
    { method }: CustomRequest<Params, Answer>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Answer> {
    const client = await this.running();
    // A token that is not there would count as one more parameter.
    return token === undefined
      ? client.sendRequest<Answer>(method, params)
      : client.sendRequest<Answer>(method, params, token);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
  #become(state: ClientState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed.fire(state);
  }

  async #begin(): Promise<void> {
    this.#become('starting');
    for (;;) {
      let startsAgain = false;
      try {
        const client = await this.#options.make(() => {
          startsAgain = this.#options.startsAgain();
          if (client === this.#client) this.#closed(startsAgain);
        });
        for (const work of this.#prepared) work(client);
        // After too many errors a client stops its server on its own account.
        client.onDidChangeState(() => {
          if (client === this.#client && !client.isRunning()) this.#closed(false);
        });
        await client.start();
        // A client whose server stops meanwhile may call that a start.
        if (!client.isRunning()) throw new Error('The language server stopped.');
        this.#client = client;
        this.#become('running');
        return;
      } catch (error) {
        if (startsAgain) continue;
        this.#become('stopped');
        throw error;
      }
    }
  }
  /** The server that ran stopped by itself. */
  #closed(startsAgain: boolean): void {
    this.#client = undefined;
    this.#become(startsAgain ? 'starting' : 'stopped');
    // The client that lost its server tidies up first.
    if (startsAgain) setTimeout(() => this.start().catch(this.#options.failed));
  }
  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // The next server does not wait for one that does not answer any more; the client writes into
    // the output that it did not.
    await client?.dispose().catch(() => undefined);
  }
}
