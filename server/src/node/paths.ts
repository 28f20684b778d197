/** Paths of this system. */
import { relative, sep } from 'node:path';

/** Is the path the folder or below it? Both without links. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[a-z]:/i.test(way);
}
