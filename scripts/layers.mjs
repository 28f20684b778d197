/**
 * Bundles of which the others stand on the first: a module that they share with it is shipped once.
 * The lower one runs by itself in a browser; the upper one lies beside it, needs Node, and takes
 * from it what they share. A quick upper one has a copy of its own of all that it needs at once,
 * and takes only what it loads late: until then it does not read the lower one.
 */
import path from 'node:path';
import { build } from 'esbuild';

/** The modules that an entry needs as soon as it runs. */
function neededAtOnce({ inputs }, entry) {
  const seen = new Set([entry]);
  for (const file of seen)
    for (const { path: imported, kind, external } of inputs[file]?.imports ?? [])
      if (!external && kind === 'import-statement') seen.add(imported);
  return seen;
}

/**
 * The modules of the lower bundle that the upper one asks for itself; what those need in turn comes
 * with them. `own` are its copies.
 */
function boundary(lower, upper, entry, own) {
  // What is handed on is handed on whole, so an ES package, of which each bundle takes what it
  // needs, is left to each.
  const isWhole = (file) => file.includes('node_modules/') && lower.inputs[file].format === 'esm';
  const isShared = (file) =>
    /\.[cm]?[jt]s$/.test(file) && file in lower.inputs && !own.has(file) && !isWhole(file);
  const seen = new Set([entry]);
  for (const file of seen)
    if (!isShared(file))
      for (const { path: imported, external } of upper.inputs[file]?.imports ?? [])
        if (!external && imported in upper.inputs) seen.add(imported);
  return [...seen].filter(isShared).sort();
}

/**
 * The entry of the lower bundle: its own start, and the shared modules by their paths, which run
 * when they are asked for if that is late.
 */
function lowerEntry({ entry, start }, shared, inputs, late) {
  const own = [`import * as own from './${entry}';`, start ?? `export * from './${entry}';`];
  // A CommonJS module is handed on as it is; a module with exports as the object of them.
  const parts = shared.map((file, index) => {
    if (late)
      return { before: '', part: `get ${JSON.stringify(file)}() { return require('./${file}'); }` };
    const isCommonJs = inputs[file].format === 'cjs';
    return isCommonJs
      ? { before: '', part: `${JSON.stringify(file)}: require('./${file}')` }
      : {
          before: `import * as part${index} from './${file}';`,
          part: `${JSON.stringify(file)}: part${index}`,
        };
  });
  return [
    ...own,
    ...parts.map(({ before }) => before),
    `export const parts = {\n${parts.map(({ part }) => part).join(',\n')}\n};`,
  ].join('\n');
}

/** In the upper bundle, a shared module is what the lower bundle beside it holds. */
const taken = (root, shared, lowerFile) => ({
  name: 'shared-modules',
  setup(bundler) {
    const files = new Map(shared.map((file) => [path.join(root, file), file]));
    bundler.onResolve({ filter: /^lower-bundle$/ }, () => ({ path: lowerFile, external: true }));
    bundler.onResolve({ filter: /./ }, async ({ path: asked, pluginData, ...from }) => {
      // Asking esbuild where a module is comes back here.
      if (pluginData === 'asked here' || from.kind === 'entry-point') return undefined;
      const found = await bundler.resolve(asked, { ...from, pluginData: 'asked here' });
      const file = files.get(found.path);
      return file === undefined ? found : { path: file, namespace: 'shared' };
    });
    bundler.onLoad({ filter: /./, namespace: 'shared' }, ({ path: file }) => ({
      ...{
        contents: `module.exports = require('lower-bundle').parts[${JSON.stringify(file)}];`,
        loader: 'js',
      },
    }));
  },
});

/**
 * Builds all and gives what went into them. `lower` and each of `uppers` have `entry`, `outfile`
 * (paths below `root`) and `options` for esbuild; `lower.start` is what the lower bundle does on
 * loading, with its entry's exports as `own`. `quick`: the upper one is a quick one.
 */
export async function buildLayers(root, lower, ...uppers) {
  const shape = ({ options }) => ({
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    ...options,
  });
  const trial = ({ entry, outfile, options }) =>
    build({
      ...shape({ options }),
      entryPoints: [entry],
      outfile,
      write: false,
      minify: false,
    }).then(({ metafile }) => metafile);
  const [low, ...trials] = await Promise.all([lower, ...uppers].map(trial));
  const sharedBy = uppers.map((upper, index) => {
    const own = upper.quick ? neededAtOnce(trials[index], upper.entry) : new Set();
    return boundary(low, trials[index], upper.entry, own);
  });
  const shared = [...new Set(sharedBy.flat())].sort();
  const late = uppers.some(({ quick }) => quick);
  const { metafile: lowerMeta } = await build({
    ...shape(lower),
    stdin: {
      contents: lowerEntry(lower, shared, low.inputs, late),
      resolveDir: root,
      sourcefile: 'lower-entry.js',
    },
    outfile: lower.outfile,
  });
  const metafiles = [lowerMeta];
  for (const [index, upper] of uppers.entries()) {
    const { metafile } = await build({
      ...shape(upper),
      entryPoints: [upper.entry],
      outfile: upper.outfile,
      plugins: [taken(root, sharedBy[index], `./${path.basename(lower.outfile)}`)],
    });
    // What was taken is held by the lower bundle.
    for (const { inputs } of Object.values(metafile.outputs))
      for (const file of sharedBy[index]) delete inputs[`shared:${file}`];
    metafiles.push(metafile);
  }
  return metafiles;
}
