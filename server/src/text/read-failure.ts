/** Why the contents of a path cannot be had. */
export type ReadFailure = 'missing' | 'directory' | 'unreadable' | 'not a file' | 'too large';

/** The reasons as clauses, for after a colon. */
export const readFailures: Readonly<Record<ReadFailure, string>> = {
  missing: 'there is no such file',
  directory: 'it is a directory',
  unreadable: 'it cannot be read',
  'not a file': 'it is a pipe, a device or a socket, not a file',
  'too large': 'it is too large to be read',
};
