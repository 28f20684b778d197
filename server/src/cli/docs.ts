import { isCode, pageOf } from '../checks/catalogue.ts';

/** The page of a code, below the root of the project; `sequitur explain CODE` prints it. */
export function docsOf(code: string): string {
  return isCode(code) ? `server/src/checks/${pageOf(code)}` : '';
}
