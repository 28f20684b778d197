/** Which files a change touches: those that changed, and those that are made from what changed. */

import { kindOfPath } from '../markdown/documents.ts';
import { nodeHost } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { Configurations, configName } from '../workspace/config.ts';
import type { FileChecker } from './check-file.ts';
import { decode } from './text.ts';

/**
 * A file without these words and without packs in its configuration is made from its own text
 * alone.
 */
const mentions = /\b(import|evidence|bibliography)\b/i;

/**
 * Of `paths` those that changed, lie below a changed configuration, or use a changed file as
 * import, pack or bibliography.
 */
export async function affectedBy(
  changed: ReadonlySet<string>,
  paths: readonly string[],
  checker: FileChecker,
): Promise<readonly string[]> {
  if (changed.size === 0) return [];
  const folders = [...changed]
    .filter((path) => path.endsWith(`/${configName}`))
    .map((path) => path.slice(0, -configName.length));
  const configurations = new Configurations(nodeHost());
  const affected: string[] = [];
  for (const path of paths) {
    const direct = changed.has(path) || folders.some((folder) => path.startsWith(folder));
    if (direct || uses(await sourcesOf(path, configurations, checker), changed))
      affected.push(path);
  }
  return affected;
}

function uses(sources: readonly string[], changed: ReadonlySet<string>): boolean {
  return sources.some(
    (source) => changed.has(source) || [...changed].some((path) => path.startsWith(`${source}/`)),
  );
}

async function sourcesOf(
  path: string,
  configurations: Configurations,
  checker: FileChecker,
): Promise<readonly string[]> {
  let text: string;
  try {
    ({ text } = decode(readFileBytes(path)));
  } catch {
    // A file that cannot be read is told by the check, if it is checked at all.
    return [];
  }
  const configured = await configurations.for(path);
  const hasPacks = configured.kind === 'ok' && configured.configuration.packs.length > 0;
  const isDocument = kindOfPath(path) === 'document';
  // The settings of Quarto and the documents that include this one do not stand in its text.
  if (!hasPacks && !isDocument && !mentions.test(text)) return [];
  const { engine } = checker;
  // A document may hold several files, and only a check opens all of them.
  if (isDocument) await engine.check(path, text);
  else await engine.open(path, text);
  const sources = engine.sources(path);
  engine.close(path);
  return sources;
}
