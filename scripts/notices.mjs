/**
 * The licences of the packages that a bundle holds: their texts must go wherever the bundle goes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const heading = 'This program holds parts of the packages below, each under its own licence.\n';

/** The folders of the packages whose files are in the bundles, from what esbuild says of them. */
function packageFolders(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder =
          bytesInOutput > 0 ? /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] : undefined;
        if (folder !== undefined) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/**
 * One text with the name, version and licence of every package in the bundles. A package without a
 * licence text is named with its author and the licence that it declares; one that declares none
 * does not build.
 */
export function notices(metafiles, root) {
  const entries = new Map();
  for (const folder of packageFolders(metafiles)) {
    const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const { name, version, author } = manifest;
    // Old packages list their licences as objects.
    const stated = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' or ');
    const files = readdirSync(path.join(root, folder)).filter((file) =>
      /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file),
    );
    const texts = files
      .sort()
      .map((file) => readFileSync(path.join(root, folder, file), 'utf8').trim());
    if (stated === undefined)
      throw new Error(`${name} ${version} names no licence, so it cannot be shipped.`);
    const by =
      texts.length > 0 || author === undefined ? [] : [`Copyright ${author.name ?? author}`];
    entries.set(
      `${name} ${version}`,
      [`${name} ${version} (${stated})`, ...by, ...texts].join('\n\n'),
    );
  }
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return [heading, ...entries.values()].join(rule).replace(/\r\n/g, '\n').concat('\n');
}
