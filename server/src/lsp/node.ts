/**
 * The language server as a process: over standard input and output (`--stdio`), Node's own channel
 * (`--node-ipc`), a pipe or a socket.
 */
import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { disk } from './disk.ts';
import { filesOfClient } from './files-of-client.ts';
import { wire } from './server.ts';

// Without a transport the library would throw at a user; standard input and output are what every
// editor has.
const transports = ['--stdio', '--node-ipc', '--pipe', '--socket'];
if (
  !process.argv.some((argument) =>
    transports.some((transport) => argument === transport || argument.startsWith(`${transport}=`)),
  )
)
  process.argv.push('--stdio');

const connection = createConnection();
// What nobody awaited must not end the server in the middle of someone's work.
process.on('unhandledRejection', (reason) =>
  connection.console.error(
    `Unexpected: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
  ),
);
wire(connection, ({ files }) => disk(version, files ? filesOfClient(connection) : null));
connection.listen();
