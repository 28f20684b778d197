import { isCode, pageOf } from '../checks/catalogue/catalogue.ts';
import type { Publication } from '../output/machine-output.ts';
import { UsageProblem } from './problem.ts';

/** The page of a code, below the root of the project; `sequitur explain CODE` prints it. */
export function docsOf(code: string): string {
  return isCode(code) ? `server/src/checks/rules/${pageOf(code)}` : '';
}

/**
 * Where the project is published, and the addresses of the pages below it. Without a root, nothing
 * has an address.
 */
export function addressesBelow(root: string | undefined): Pick<Publication, 'address' | 'home'> {
  if (root === undefined) return { address: () => null, home: null };
  if (!/^https?:\/\/\S+$/.test(root) || !URL.canParse(root))
    throw new UsageProblem(
      `--docs-url ${JSON.stringify(root)} is not an address. Write it with https://.`,
    );
  const folder = root.endsWith('/') ? root : `${root}/`;
  return {
    address: (code) => (isCode(code) ? new URL(docsOf(code), folder).href : null),
    home: root,
  };
}
