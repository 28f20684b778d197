/**
 * Builds Sequitur. Steps: `evidence` (YAML → the module that is embedded), `pages` (the pages of
 * the checks, embedded too), `server` (the command line, which is also the language server),
 * `client` (the VS Code extension and its copy of the server). A step whose inputs have not changed
 * is skipped.
 *
 *   node build.mjs              all steps
 *   node build.mjs evidence     one step
 *   node build.mjs --force      all steps, changed or not
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildLayers } from './scripts/layers.mjs';
import { notices } from './scripts/notices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
process.chdir(root);
const at = (...parts) => path.join(root, ...parts);
const cache = at('node_modules', '.cache');
const recordFile = path.join(cache, 'sequitur-build.json');
const generated = 'server/src/evidence/generated/base.ts';
const generatedIds = 'server/src/evidence/generated/grading-ids.ts';
const generatedPages = 'server/src/checks/generated/pages.ts';

/** How every bundle but those of webviews is made. */
const forBoth = {
  ...{ format: 'cjs', target: 'node20', minify: true, legalComments: 'none', logLevel: 'warning' },
  alias: {
    // A package of the bundle could fetch; the program never does.
    ...{ 'sync-fetch': at('scripts/offline.mjs'), 'fetch-ponyfill': at('scripts/offline.mjs') },
    'decode-named-character-reference': at('scripts/no-entities.mjs'),
  },
};
// The CommonJS form of jsonc-parser finds its own parts at run time, which a bundle does not have;
// its ESM form can be bundled.
const forNode = { platform: 'node', mainFields: ['module', 'main'] };
// A worker has no document, which the form of a package for pages may ask for.
const forBrowser = {
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['worker', 'module'],
};

/** Bundles one entry; the result needs nothing but Node. Gives what went into it. */
async function bundle(entry, outfile, options = {}) {
  const { metafile } = await build({
    ...{
      metafile: true,
      entryPoints: [at(entry)],
      outfile: at(outfile),
      bundle: true,
      ...forBoth,
      ...forNode,
      ...options,
    },
  });
  return metafile;
}

/** Bundles scripts and style sheets for a webview into a folder. Gives what went into them. */
async function bundleAll(entryPoints, outdir) {
  const { metafile } = await build({
    ...{
      metafile: true,
      entryPoints: entryPoints.map((entry) => at(entry)),
      outdir: at(outdir),
      entryNames: '[name]',
      bundle: true,
    },
    ...{
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
    },
  });
  return metafile;
}

/** What a webview loads: `<webview>.page.ts` and `<webview>.page.css`. */
const webviewEntries = () =>
  filesUnder('client/src/webview').filter((file) => /\.page\.ts$|\.css$/.test(file));

/** Beside the bundles: the licences of what they hold. */
const writeNotices = (file, ...metafiles) => writeFileSync(at(file), notices(metafiles, root));

async function buildEvidence() {
  const script = path.join(cache, 'evidence-build.mjs');
  await build({
    ...{
      entryPoints: [at('server/src/evidence/build.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      target: 'node20',
    },
    ...{ format: 'esm', packages: 'external', logLevel: 'warning' },
  });
  const { run } = await import(`${pathToFileURL(script)}?${Date.now()}`);
  const { ok, lines } = run('server/evidence', generated);
  if (!ok) throw new Error(lines.join('\n'));
  return lines.join('\n');
}

/**
 * The page of a check stands beside it as `<family>/<code>.md`. A code without a page does not
 * compile.
 */
function buildPages() {
  const pages = filesUnder('server/src/checks').filter((file) => file.endsWith('.md'));
  const entries = pages.map(
    (file) =>
      `  ${JSON.stringify(path.basename(file, '.md'))}: ${JSON.stringify(readFileSync(at(file), 'utf8'))},\n`,
  );
  const module = [
    "import type { Code } from '../catalogue/catalogue.ts';\n",
    '/** Markdown of the page of every code, made from the files beside the checks. */\n',
    `export const pages: Readonly<Record<Code, string>> = {\n${entries.join('')}};\n`,
  ];
  mkdirSync(path.dirname(at(generatedPages)), { recursive: true });
  writeFileSync(at(generatedPages), module.join(''));
  return `${pages.length} pages`;
}

// A package of the bundle asks for its own address, which a CommonJS bundle has only under another
// name.
const ownAddress = {
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'bundleUrl' },
};

const steps = {
  evidence: {
    inputs: ['server/evidence', 'server/src/evidence', 'server/src/text/names.ts'],
    outputs: [generated, generatedIds],
    run: buildEvidence,
  },
  pages: {
    inputs: ['server/src/checks'],
    outputs: [generatedPages],
    run: buildPages,
  },
  server: {
    entry: 'server/src/cli/main.ts',
    inputs: ['server/src', 'package.json', generated, generatedIds, generatedPages],
    outputs: ['server/dist/sequitur.cjs', 'server/dist/THIRD-PARTY-NOTICES.txt'],
    async run() {
      const held = await bundle('server/src/cli/main.ts', 'server/dist/sequitur.cjs', {
        ...ownAddress,
        banner: { js: `#!/usr/bin/env node\n${ownAddress.banner.js}` },
      });
      writeNotices('server/dist/THIRD-PARTY-NOTICES.txt', held);
    },
  },
  client: {
    entry: 'client/src/extension.ts',
    inputs: ['client/src', 'server/src', 'package.json', generated, generatedIds, generatedPages],
    outputs: [
      'client/dist/extension.cjs',
      'client/dist/server.cjs',
      'client/dist/extension.web.js',
      'client/dist/sequitur.cjs',
      'client/dist/server.worker.js',
      'client/dist/THIRD-PARTY-NOTICES.txt',
    ],
    async run() {
      // Everything in this folder is CommonJS or a plain script, whatever the type of the package
      // around it.
      mkdirSync(at('client/dist'), { recursive: true });
      writeFileSync(at('client/dist/package.json'), '{ "type": "commonjs" }\n');
      const extension = await buildLayers(
        root,
        {
          ...{ entry: 'client/src/extension.web.ts', outfile: 'client/dist/extension.web.js' },
          options: { ...forBoth, ...forBrowser, external: ['vscode'] },
        },
        {
          entry: 'client/src/extension.ts',
          outfile: 'client/dist/extension.cjs',
          quick: true,
          options: { ...forBoth, ...forNode, external: ['vscode'] },
        },
      );
      const server = await buildLayers(
        root,
        {
          ...{ entry: 'server/src/lsp/worker.ts', outfile: 'client/dist/server.worker.js' },
          // A worker begins to serve; Node's program takes the parts.
          start: "if (typeof module !== 'object') own.serve(self);",
          options: {
            ...{ ...forBoth, ...forBrowser, format: 'iife', globalName: 'sequitur' },
            footer: { js: "if (typeof module === 'object') module.exports = sequitur;" },
          },
        },
        {
          entry: 'server/src/lsp/node.ts',
          outfile: 'client/dist/server.cjs',
          options: { ...forBoth, ...forNode, ...ownAddress },
        },
        {
          entry: 'server/src/cli/tasks.ts',
          outfile: 'client/dist/sequitur.cjs',
          options: { ...forBoth, ...forNode, ...ownAddress },
        },
      );
      // What runs inside a webview: a script and a style sheet for each, by name.
      const webviews = await bundleAll(webviewEntries(), 'client/dist/webview');
      writeNotices('client/dist/THIRD-PARTY-NOTICES.txt', ...extension, ...server, webviews);
    },
  },
};

/** The files under a path; a generated file counts only where it is named. */
function filesUnder(input) {
  if (!existsSync(at(input))) return [];
  const entries = readdirSync(at(input), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes('generated'))
    .sort();
}
const isFile = (input) => /\.\w+$/.test(input);

/**
 * One hash over the names and contents of all inputs, the build script and the lock file (it fixes
 * the versions of the tools).
 */
function hashOf(inputs) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of [
    'build.mjs',
    'scripts/layers.mjs',
    'package-lock.json',
    ...inputs.flatMap((input) => (isFile(input) ? [input] : filesUnder(input))),
  ]) {
    hash.update(`\0${file}\0`);
    if (existsSync(at(file))) hash.update(readFileSync(at(file)));
  }
  return hash.digest('hex');
}

/** A record that cannot be read only means that every step runs again. */
function readRecord() {
  try {
    return JSON.parse(readFileSync(recordFile, 'utf8'));
  } catch {
    return {};
  }
}

const args = process.argv.slice(2);
const force = args.includes('--force');
const wanted = args.filter((arg) => !arg.startsWith('-'));
const unknown = [
  ...wanted.filter((name) => !(name in steps)),
  ...args.filter((arg) => arg.startsWith('-') && arg !== '--force'),
];
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(', ')}. Steps are ${Object.keys(steps).join(', ')}; the only option is --force.`,
  );
  process.exit(2);
}

mkdirSync(cache, { recursive: true });
const record = readRecord();
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (step.entry && !existsSync(at(step.entry))) {
    console.log(`${name}: no ${step.entry}`);
    continue;
  }
  const hash = hashOf(step.inputs);
  if (!force && record[name] === hash && step.outputs.every((file) => existsSync(at(file)))) {
    console.log(`${name}: unchanged`);
    continue;
  }
  const started = performance.now();
  try {
    const said = await step.run();
    console.log(`${name}: ${said ? `${said}, ` : ''}${Math.round(performance.now() - started)} ms`);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
  record[name] = hash;
  writeFileSync(recordFile, JSON.stringify(record));
}
