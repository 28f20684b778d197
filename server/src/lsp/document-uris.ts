/**
 * Addresses of files that are not on a disk of this machine, and the paths by which the project
 * knows them: decoded, scheme first.
 */

/**
 * Scheme and authority, and the path behind them; an address with a query or a fragment names more
 * than a file.
 */
const hierarchical = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(\/[^?#]*)$/i;

/**
 * `vscode-vfs://github/team/my%20guideline/a.sequitur` → the same with a space. Any other address
 * stays as it is.
 */
export function addressToPath(uri: string): string {
  const [, start, path] = hierarchical.exec(uri) ?? [];
  if (start === undefined || path === undefined) return uri;
  try {
    return start + decodeURIComponent(path);
  } catch {
    // A percent sign that begins no character was never encoded.
    return uri;
  }
}

/** The way back: what may not stand in the path of an address is encoded. */
export function pathToAddress(path: string): string {
  const [, start, rest] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(\/.*)$/is.exec(path) ?? [];
  if (start === undefined || rest === undefined) return path;
  return start + rest.split('/').map(encodeURIComponent).join('/');
}

/** Whether a path begins with a scheme; `C:/` is a drive. */
export const hasScheme = (path: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(path);
