/**
 * The extension's server beside its shared part: every way an editor may speak to it, and its end
 * when the editor ends.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createClientPipeTransport,
  createClientSocketTransport,
  createMessageConnection,
  generateRandomPipeName,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

const server = join(import.meta.dirname, '..', '..', 'client', 'dist', 'server.cjs');
const uri = pathToFileURL(join(import.meta.dirname, 'draft.sequitur')).href;
const text =
  'population q { tumour pancreatic-net }\nsequence s for q { everolimus [I, A] @RADIANT-3 }';

let running: ChildProcess | undefined;
afterEach(() => running?.kill('SIGKILL'));

const exitOf = async (child: ChildProcess): Promise<number | null> =>
  child.exitCode ?? once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));

/**
 * Says hello, asks for a hover, and ends as the protocol says; gives what the server is called and
 * the hover.
 */
async function talk(
  reader: MessageReader,
  writer: MessageWriter,
): Promise<{ readonly name: string; readonly hover: string }> {
  const connection = createMessageConnection(reader, writer);
  connection.listen();
  const { serverInfo } = await connection.sendRequest<{ serverInfo: { name: string } }>(
    'initialize',
    {
      ...{ processId: process.pid, rootUri: null, capabilities: {} },
    },
  );
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'sequitur', version: 1, text },
  });
  const hover = await connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 22 },
  });
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  return { name: serverInfo.name, hover: JSON.stringify(hover) };
}

describe.each([
  [
    'standard input and output',
    async () => {
      const child = spawn(process.execPath, [server, '--stdio']);
      return {
        child,
        reader: new StreamMessageReader(child.stdout),
        writer: new StreamMessageWriter(child.stdin),
      };
    },
  ],
  [
    "Node's own channel",
    async () => {
      const child = fork(server, ['--node-ipc']);
      return { child, reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child) };
    },
  ],
  [
    'a pipe',
    async () => {
      const name = generateRandomPipeName();
      const transport = await createClientPipeTransport(name);
      const child = spawn(process.execPath, [server, `--pipe=${name}`]);
      const [reader, writer] = await transport.onConnected();
      return { child, reader, writer };
    },
  ],
  [
    'a socket',
    async () => {
      const transport = await createClientSocketTransport(0);
      const child = spawn(process.execPath, [server, `--socket=${transport.port()}`]);
      const [reader, writer] = await transport.onConnected();
      return { child, reader, writer };
    },
  ],
])('over %s', (_, start) => {
  it('answers, and ends with 0', async () => {
    const { child, reader, writer } = await start();
    running = child;
    const { name, hover } = await talk(reader, writer);
    expect(name).toBe('sequitur');
    expect(hover).toContain('RADIANT-3');
    expect(await exitOf(child)).toBe(0);
  });
});

describe('an editor that dies', () => {
  it('takes the server along, though nobody closes what they spoke over', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const child = spawn(process.execPath, [server, '--stdio', `--clientProcessId=${editor.pid}`]);
    running = child;
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: editor.pid,
      rootUri: null,
      capabilities: {},
    });
    const exit = exitOf(child);
    editor.kill('SIGKILL');
    expect(await exit).toBe(1);
  }, 15_000);
});
