/**
 * Reads files, and nothing else that has a path: a pipe would wait for a writer and a device may
 * never end. Every read of the program that a path from outside leads to goes through here.
 */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { ReadFailure } from '../text/read-failure.ts';

/**
 * Bytes of one file. The language, packs and bibliographies refuse far smaller ones, with a
 * finding.
 */
export const largestFile = 64 * 1024 * 1024;

/**
 * A path that leads to no file that can be read. Errors of the operating system are thrown as they
 * are, and name their path as this does.
 */
export class UnreadableFile extends Error {
  readonly reason: Extract<ReadFailure, 'not a file' | 'too large'>;
  readonly path: string;

  constructor(reason: UnreadableFile['reason'], message: string, path: string) {
    super(message);
    this.reason = reason;
    this.path = path;
  }
}

interface Size {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}
/** A directory is left to the read, which fails with the system's own error. */
function examine(path: string, found: Size, most = largestFile): void {
  if (!found.isFile() && !found.isDirectory())
    throw new UnreadableFile('not a file', 'it is a pipe, a device or a socket, not a file', path);
  if (found.isFile() && found.size > most) throw tooLarge(path, most);
}
const tooLarge = (path: string, most = largestFile): UnreadableFile =>
  new UnreadableFile('too large', `it is larger than ${most / 1024 / 1024} MB`, path);

/** Never waits for a writer, should the path become a pipe between the look and the opening. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** Some files of the system tell no size, and grow as they are read. */
const portion = 64 * 1024;

/** All bytes, at most so many; throws `UnreadableFile`, or an error of the operating system. */
export function readFileBytes(path: string, most = largestFile): Buffer {
  examine(path, statSync(path), most);
  const file = openSync(path, flags);
  try {
    const found = fstatSync(file);
    examine(path, found, most);
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const part = Buffer.alloc(Math.max(portion, found.size - length + 1));
      const read = readSync(file, part, 0, part.length, null);
      if (read === 0) break;
      length += read;
      if (length > most) throw tooLarge(path, most);
      parts.push(part.subarray(0, read));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  } finally {
    closeSync(file);
  }
}

/** As `readFileBytes`, beside other work. */
export async function readFileBytesAsync(path: string): Promise<Uint8Array> {
  examine(path, await stat(path));
  const file = await open(path, flags);
  try {
    const found = await file.stat();
    examine(path, found);
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const part = new Uint8Array(Math.max(portion, found.size - length + 1));
      const { bytesRead } = await file.read(part, 0, part.length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
      if (length > largestFile) throw tooLarge(path);
      parts.push(part.subarray(0, bytesRead));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  } finally {
    await file.close();
  }
}
