/** The client of a server that runs in a web worker. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  State,
} from 'vscode-languageclient/browser';
import { clientOptions, type Making } from './options.ts';

/** `address` is that of the server's script. */
export function makeClient(making: Making, address: string): LanguageClient {
  let worker: Worker | undefined;
  const start = async () => {
    worker = new Worker(address);
    // VS Code's own stand-in for `Worker` gives no instance of itself, which the client would look
    // for; so it gets the two ends.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient(making.id, making.name, start, clientOptions(making));
  // A worker does not end with the conversation.
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped || newState === State.StartFailed) worker?.terminate();
  });
  return client;
}
