/**
 * What goes wrong before or beside the findings: wrong use, an input that cannot be read, a broken
 * configuration. It is told in one message with its next step, and the run ends with exit code 2.
 */
import { UnreadableFile } from '../node/read-file.ts';

/** A command line that cannot be followed; it ends with exit code 2. */
export class UsageProblem extends Error {
  /** What is told, each on a line of its own. */
  readonly lines: readonly string[];
  /** The next step, on a line of its own. */
  readonly next: string | null;

  constructor(message: string | readonly string[], next: string | null = null) {
    const lines = typeof message === 'string' ? [message] : message;
    super(lines.join('\n'));
    this.lines = lines;
    this.next = next;
  }
}

/** Exit codes of every command. */
export const exitCodes = { clean: 0, findings: 1, wrong: 2 } as const;
/** How a command ended. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is a file, not a directory',
  ELOOP: 'its links run in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file would be larger than the system allows',
  EIO: 'the disk reports an error',
  EEXIST: 'the file is there already',
  ENXIO: 'it is a socket or a device without a driver',
  EROFS: 'the disk is read-only',
};

/**
 * The reason why a file cannot be read or written, in words an author understands; `null` for any
 * other error.
 */
export function knownSystemReason(error: unknown): string | null {
  if (error instanceof UnreadableFile) return error.message;
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return systemReasons[code] ?? null;
}
/** As `knownSystemReason`, with the message of any other error. */
export function systemReason(error: unknown): string {
  return knownSystemReason(error) ?? (error instanceof Error ? error.message : String(error));
}
