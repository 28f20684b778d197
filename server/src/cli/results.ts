/** The results of the inputs, in their order: from the cache, from threads, or checked here. */

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { version } from '../../../package.json';
import { embeddedBase } from '../evidence/base.ts';
import { readFileBytes } from '../node/read-file.ts';
import { failedFile } from '../output/portable-results.ts';
import { Cache, defaultCache } from './cache.ts';
import { type Checked, type CheckOptions, FileChecker, hashOf } from './check-file.ts';
import type { CheckPlan } from './check-plan.ts';
import type { Console } from './console.ts';
import type { Input } from './files.ts';
import { inOrder } from './pool.ts';

/** Below this number of files, starting threads costs more than it saves. */
const filesForThreads = 200;
/** No thread for fewer files than these. */
const filesPerThread = 100;

const failed = (path: string, error: string): Checked => ({
  file: failedFile(path, error),
  textHash: null,
  sources: [],
  repaired: null,
});

/** Checks the inputs, in threads where it pays, and gives the results in their order. */
export async function* resultsOf(
  inputs: readonly Input[],
  plan: CheckPlan,
  options: CheckOptions,
  console: Console,
): AsyncGenerator<Checked> {
  const cache = cacheOf(plan, options, console);
  const misses: string[] = [];
  const hits = new Set<string>();
  for (const input of inputs) {
    if (input.kind !== 'file') continue;
    if (cache?.has(input.path, contentOf(input.path)) === true) hits.add(input.path);
    else misses.push(input.path);
  }
  const checked = checkedFiles(misses, plan, options);
  const local = new FileChecker(options);
  for (const input of inputs) {
    if (input.kind === 'nothing') yield failed(input.operand, input.reason);
    else if (input.kind === 'stdin')
      yield await local.checkInput(plan.stdin.path, await console.input());
    else {
      if (hits.has(input.path)) {
        const hit = cache?.result(input.path) ?? null;
        if (hit !== null) cache?.keep(input.path);
        // What is stored was damaged.
        const found = hit ?? (await local.check(input.path));
        if (hit === null) cache?.store(input.path, found);
        yield found;
        continue;
      }
      const next = await checked.next();
      if (next.done === true) return;
      cache?.store(input.path, next.value);
      yield next.value;
    }
  }
  cache?.save();
}

async function* checkedFiles(
  paths: readonly string[],
  plan: CheckPlan,
  options: CheckOptions,
): AsyncGenerator<Checked> {
  const size = threadsFor(paths.length, plan);
  if (size > 1) {
    const script = fileURLToPath(import.meta.url);
    yield* inOrder(paths, {
      size,
      start: () => new Worker(script, { workerData: { check: options } }),
      read: (answer): Checked => JSON.parse(answer),
      failed: (path, reason) => failed(path, `The thread that checked it ended: ${reason}.`),
    });
    return;
  }
  const checker = new FileChecker(options);
  for (const path of paths) yield await checker.check(path);
}

/** Repairs are made one file after the other: a repaired import changes what depends on it. */
function threadsFor(files: number, plan: CheckPlan): number {
  if (plan.repairs !== 'none') return 1;
  if (plan.jobs !== null) return Math.min(plan.jobs, files);
  // One processor is kept for reading, counting and writing: with two of them, a second thread was
  // measured to cost more than it gives.
  return files <= filesForThreads
    ? 1
    : Math.max(1, Math.min(availableParallelism() - 1, Math.ceil(files / filesPerThread)));
}

/** Repairs and staged contents are not what stands on disk, so nothing of them is kept. */
function cacheOf(plan: CheckPlan, options: CheckOptions, console: Console): Cache | null {
  if (plan.cache === null || options.repairs !== 'none' || options.overlay.size > 0) return null;
  const { commandLine, root } = options;
  const program = hashOf(readFileBytes(fileURLToPath(import.meta.url)));
  const key = hashOf(
    JSON.stringify([version, program, embeddedBase().release.sha256, root, commandLine]),
  );
  const file = plan.cache === '' ? defaultCache(console.cwd) : resolve(console.cwd, plan.cache);
  const said = new Set<string>();
  return new Cache(file, key, {
    transitions: options.transitions,
    owned: plan.cache === '',
    cwd: console.cwd,
    note(text) {
      if (!said.has(text)) console.note(`${text}`);
      said.add(text);
    },
  });
}

function contentOf(path: string): Uint8Array {
  try {
    return readFileBytes(path);
  } catch {
    // The check says why it cannot be read.
    return new Uint8Array();
  }
}
