/**
 * Reads files for the server where it has no disk that holds them: in a browser, and in folders of
 * a virtual file system.
 */
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import {
  type ListAnswer,
  type ListParams,
  largestFile,
  listRequest,
  type ReadAnswer,
  type ReadParams,
  readRequest,
  tooLarge,
} from '../../server/src/protocol/client-files.ts';
import type { Client } from './client.ts';

/** Entries of folders that are looked at for one list: a repository of guidelines has far fewer. */
const mostEntries = 50_000;
const passedOver = new Set(['node_modules', '.git']);

/** Answers the server's questions for files, for as long as the client lives. */
export function serveFiles(client: Client): void {
  client.prepare((speaker) => {
    speaker.onRequest<ReadAnswer, void>(readRequest.method, ({ uri }: ReadParams) =>
      read(Uri.parse(uri)),
    );
    speaker.onRequest<ListAnswer, void>(listRequest.method, ({ uri, endings }: ListParams) =>
      list(Uri.parse(uri), endings),
    );
  });
}

async function read(uri: Uri): Promise<ReadAnswer> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) return { kind: 'failed', reason: 'directory' };
    if (size > largestFile) return tooLarge;
    const bytes = await workspace.fs.readFile(uri);
    return bytes.length > largestFile ? tooLarge : { kind: 'bytes', base64: base64Of(bytes) };
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : '';
    if (code === 'FileIsADirectory') return { kind: 'failed', reason: 'directory' };
    // A virtual file system often has nothing above the open folders, and says so in words of its
    // own.
    const isOutside = workspace.getWorkspaceFolder(uri) === undefined;
    return {
      kind: 'failed',
      reason: code === 'FileNotFound' || isOutside ? 'missing' : 'unreadable',
    };
  }
}

/** Bytes that one call may take as its arguments. */
const chunk = 8192;
function base64Of(bytes: Uint8Array): string {
  let characters = '';
  for (let start = 0; start < bytes.length; start += chunk)
    characters += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return btoa(characters);
}

/**
 * The files below a folder whose names have one of the endings. The folders are walked: a search
 * leaves out what the editor hides, which the command line would find, and not every file system
 * can be searched.
 */
async function list(root: Uri, endings: readonly string[]): Promise<ListAnswer> {
  const uris: string[] = [];
  const folders = [root];
  let seen = 0;
  for (const folder of folders) {
    // A folder that is gone or may not be read holds no documents.
    const entries = await Promise.resolve(workspace.fs.readDirectory(folder)).catch(() => []);
    for (const [name, type] of entries) {
      if (++seen > mostEntries) return { uris };
      const entry = Uri.joinPath(folder, name);
      // A link to a folder may lead back up.
      if (type === FileType.Directory && !passedOver.has(name)) folders.push(entry);
      else if (
        type & FileType.File &&
        endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()))
      )
        uris.push(entry.toString());
    }
  }
  return { uris };
}
