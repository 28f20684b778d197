/** The client of a server that runs in a process of its own. */
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, type Making } from './options.ts';

/** `module` is the path of the server's program. */
export function makeClient(making: Making, module: string): LanguageClient {
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect=6009'] },
    },
  };
  return new LanguageClient(making.id, making.name, server, clientOptions(making));
}
