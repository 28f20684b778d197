/**
 * A server on a disk, in a folder of a virtual file system: what no disk holds, the client reads;
 * what one holds, the server.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { ReadAnswer } from '../../server/src/protocol/client-files.ts';
import { Client } from './client.ts';

const project = join(import.meta.dirname, '..', 'vscode', 'workspace', 'team guideline');
const virtual = 'vscode-vfs://github/team%20guideline';
const text = readFileSync(join(project, 'draft.sequitur'), 'utf8');

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
});

async function editor(
  folder: string,
): Promise<{ readonly client: Client; readonly asked: string[] }> {
  const asked: string[] = [];
  client = await Client.start({
    folders: [folder],
    initializationOptions: { files: true, pages: true },
  });
  client.connection.onRequest<ReadAnswer, void>(
    'sequitur/files/read',
    ({ uri }: { readonly uri: string }) => {
      asked.push(uri);
      const file = join(project, decodeURIComponent(uri.slice(virtual.length)));
      const found = statSync(file, { throwIfNoEntry: false });
      return found?.isFile()
        ? { kind: 'bytes', base64: readFileSync(file).toString('base64') }
        : { kind: 'failed', reason: found === undefined ? 'missing' : 'directory' };
    },
  );
  client.connection.onRequest('sequitur/files/list', ({ uri }: { readonly uri: string }) => ({
    uris: readdirSync(project).flatMap((name) =>
      name.endsWith('.sequitur') ? [`${uri}/${name}`] : [],
    ),
  }));
  return { client, asked };
}
const told = ({
  diagnostics,
}: {
  readonly diagnostics: readonly { readonly code: string; readonly severity: number }[];
}) => diagnostics.map(({ code, severity }) => `${severity} ${code}`).sort();

test('both give the same findings, and the client is asked only for what is virtual', async () => {
  const elsewhere = await editor(virtual);
  const uri = `${virtual}/draft.sequitur`;
  await elsewhere.client.open(uri, text);
  const found = told(await elsewhere.client.diagnosticsOf(uri));
  expect(found).toEqual(
    expect.arrayContaining(['1 position-overclaim', expect.stringContaining('retracted-citation')]),
  );
  expect(elsewhere.asked).toContain(`${virtual}/populations.sequitur`);
  const definition = await elsewhere.client.at('definition', uri, { line: 5, character: 25 });
  expect(definition).toMatchObject({ uri: `${virtual}/populations.sequitur` });
  await elsewhere.client.stop();

  const onDisk = await editor(pathToFileURL(project).href);
  const file = pathToFileURL(join(project, 'draft.sequitur')).href;
  await onDisk.client.open(file, text);
  expect(told(await onDisk.client.diagnosticsOf(file))).toEqual(found);
  expect(onDisk.asked).toEqual([]);
});

test('a file that the client does not hand over is told as one that cannot be read', async () => {
  const { client: broken } = await editor(virtual);
  broken.connection.onRequest<unknown, void>(
    'sequitur/files/read',
    ({ uri }: { readonly uri: string }) =>
      uri.endsWith('.sequitur') ? 'nonsense' : { kind: 'failed', reason: 'missing' },
  );
  const uri = `${virtual}/draft.sequitur`;
  await broken.open(uri, text);
  const { diagnostics } = await broken.diagnosticsOf(uri);
  expect(diagnostics.find(({ range }) => range.start.line === 1)?.message).toContain(
    'cannot be read',
  );
  expect(broken.logged.some((line) => line.includes('sequitur/files/read'))).toBe(true);
});
