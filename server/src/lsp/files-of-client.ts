/**
 * The files of a client that reads them for the server. Whatever it answers, the core gets bytes or
 * a reason.
 */
import type { Connection } from 'vscode-languageserver';
import {
  type ListParams,
  listRequest,
  type ReadParams,
  readRequest,
} from '../protocol/client-files.ts';
import type { CustomRequest } from '../protocol/message.ts';
import type { ReadFailure } from '../text/read-failure.ts';
import type { Host } from '../workspace/host.ts';
import { addressToPath, pathToAddress } from './document-uris.ts';
import { fields, list, text } from './request-params.ts';

/**
 * Milliseconds after which a file that a client does not hand over counts as one that cannot be
 * read.
 */
const patience = 20_000;

const failures: readonly ReadFailure[] = [
  'missing',
  'directory',
  'unreadable',
  'not a file',
  'too large',
];

/** Files of a folder without a disk, which the client reads. */
export function filesOfClient(connection: Connection): Pick<Host, 'readFile' | 'list'> {
  const ask = async <Params extends ReadParams | ListParams, Answer, Read>(
    { method }: CustomRequest<Params, Answer>,
    params: Params,
    read: (answer: unknown) => Read,
  ): Promise<Read | null> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer within ${patience / 1000} seconds`)),
        patience,
      );
    });
    try {
      return read(await Promise.race([connection.sendRequest<unknown>(method, params), silence]));
    } catch (error) {
      connection.console.warn(
        `${method} of ${params.uri} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    async readFile(path) {
      const answer = await ask(
        readRequest,
        { uri: pathToAddress(path) },
        (answered): Awaited<ReturnType<Host['readFile']>> => {
          const { kind, base64, reason } = fields(answered, 'the answer');
          if (kind === 'bytes') return { kind: 'bytes', bytes: bytesOf(text(base64, 'base64')) };
          return { kind: 'failed', reason: failures.find((one) => one === reason) ?? 'unreadable' };
        },
      );
      return answer ?? { kind: 'failed', reason: 'unreadable' };
    },
    async list(root, globs) {
      const endings = globs.map((glob) => glob.slice(glob.lastIndexOf('*') + 1));
      const uris = await ask(listRequest, { uri: pathToAddress(root), endings }, (answered) =>
        list(fields(answered, 'the answer').uris, 'uris').map((uri) => text(uri, 'uris[]')),
      );
      return (uris ?? []).map(addressToPath).sort();
    },
  };
}

function bytesOf(base64: string): Uint8Array {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  return bytes;
}
