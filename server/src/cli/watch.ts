/**
 * `sequitur check --watch`: checks once, then after every change what changed and what depends on it, until Ctrl-C. What was printed stays.
 * It ends with the exit code of the last round.
 */
import { type FSWatcher, statSync, watch as watchFolder } from 'node:fs';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { embeddedBase } from '../evidence/base.ts';
import { withSlashes } from '../node/host.ts';
import { acrossFiles } from '../output/cross-file-findings.ts';
import type { CheckedFile } from '../output/portable-results.ts';
import { Counter } from '../output/run-summary.ts';
import { TerminalReport } from '../output/terminal.ts';
import { Baseline } from './baseline-file.ts';
import { FileChecker } from './check-file.ts';
import { type CheckPlan, checkInputs } from './check-plan.ts';
import { exitCodeOf, lineOf, optionsOf } from './check-run.ts';
import type { Console } from './console.ts';
import { displayed, type Input, inputsOf } from './files.ts';
import { type ExitCode, exitCodes, systemReason } from './problem.ts';

/** Milliseconds without a change after which a round begins: an editor writes a file in several steps. */
const quietTime = 100;

/** Checks again what changes, until it is interrupted. */
export async function watch(
  operands: readonly string[],
  plan: CheckPlan,
  quiet: boolean,
  console: Console,
): Promise<ExitCode> {
  const checker = new FileChecker(optionsOf(plan, console));
  const results = new Map<string, CheckedFile>();
  const changes = new Changes(console);
  let ended = false;
  void console.interrupted().then(() => {
    ended = true;
    changes.stop();
  });
  const first = await inputsOf(operands, console.cwd, console.note);
  checkInputs(plan, first);
  await changes.follow(operands, console.cwd);
  let code: ExitCode = await round(first, new Set(filesOf(first)), results, {
    checker,
    plan,
    quiet,
    console,
  });
  console.err('Watching for changes. Ctrl-C ends.\n');
  while (!ended) {
    const changed = await changes.next();
    if (ended) break;
    const inputs = await inputsOf(operands, console.cwd, console.note);
    const paths = filesOf(inputs);
    const again = new Set([
      ...changed,
      ...[...changed].flatMap((path) => checker.engine.invalidate(path)),
    ]);
    const wanted = new Set(paths.filter((path) => again.has(path) || !results.has(path)));
    const gone = [...results.keys()].filter((path) => !paths.includes(path));
    for (const path of gone) {
      results.delete(path);
      checker.engine.close(path);
    }
    await changes.follow(operands, console.cwd);
    if (wanted.size + gone.length > 0)
      code = await round(inputs, wanted, results, { checker, plan, quiet, console });
  }
  return code;
}

const filesOf = (inputs: readonly Input[]): readonly string[] =>
  inputs.flatMap((input) => (input.kind === 'file' ? [input.path] : []));

interface Round {
  readonly checker: FileChecker;
  readonly plan: CheckPlan;
  readonly quiet: boolean;
  readonly console: Console;
}

/** Checks the wanted files and prints what they have; the summary is of all. */
async function round(
  inputs: readonly Input[],
  wanted: ReadonlySet<string>,
  results: Map<string, CheckedFile>,
  { checker, plan, quiet, console }: Round,
): Promise<ExitCode> {
  const baseline = plan.baseline === null ? null : Baseline.read(plan.baseline.file, console.cwd);
  const { colours, links, width } = console;
  const report = new TerminalReport({
    colours,
    links,
    width,
    quiet,
    display: (path) => displayed(path, console.cwd),
  });
  const counter = new Counter();
  for (const path of filesOf(inputs)) {
    const known = wanted.has(path) ? undefined : results.get(path);
    const checked = known ?? (await checker.check(path, true)).file;
    results.set(path, checked);
    const result = baseline === null ? checked : baseline.marked(checked);
    counter.add(result);
    const text = report.add(result);
    if (known === undefined) console.out(text);
  }
  const ordered = filesOf(inputs).flatMap((path) => results.get(path)?.summaries ?? []);
  for (const found of acrossFiles(ordered, embeddedBase(), lineOf)) {
    const result = baseline === null ? found : baseline.marked(found);
    counter.addFindings(result);
    console.out(report.across(result));
  }
  const nothing = inputs.filter((input) => input.kind === 'nothing');
  for (const { operand, reason } of nothing) console.note(`${operand}: ${reason}`);
  const use = baseline?.use(console.cwd, true, false) ?? null;
  console.out(report.end(use));
  return nothing.length > 0 ? exitCodes.wrong : exitCodeOf(counter, plan, use);
}

/** Changed paths, gathered until it is quiet. Each folder is watched by itself, which works the same on every system. */
class Changes {
  readonly #console: Console;
  readonly #watchers = new Map<string, FSWatcher>();
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #settle: (() => void) | null = null;
  #stopped = false;
  #told = false;

  constructor(console: Console) {
    this.#console = console;
  }

  /** Watches the working directory, and the folders of the operands with all below. */
  async follow(operands: readonly string[], cwd: string): Promise<void> {
    const folders = new Set<string>([cwd]);
    for (const operand of operands) {
      const path = resolve(cwd, operand);
      if (isFolder(path)) {
        folders.add(path);
        const below = await glob('**/', {
          ...{
            cwd: path,
            absolute: true,
            onlyDirectories: true,
            expandDirectories: false,
            followSymbolicLinks: false,
          },
          ignore: ['**/node_modules/**', '**/.git/**'],
        });
        for (const folder of below) folders.add(resolve(folder));
      } else folders.add(resolve(path, '..'));
    }
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder) && isFolder(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#watch(folder);
  }
  #watch(folder: string): void {
    if (this.#stopped) return;
    try {
      const watcher = watchFolder(folder, (_, name) =>
        this.#note(name === null ? folder : join(folder, name)),
      );
      watcher.on('error', () => watcher.close());
      this.#watchers.set(folder, watcher);
    } catch (error) {
      if (!this.#told)
        this.#console.note(
          `${folder} cannot be watched: ${systemReason(error)}. Changes there are not seen.`,
        );
      this.#told = true;
    }
  }
  #note(path: string): void {
    this.#changed.add(withSlashes(path));
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle?.(), quietTime);
  }

  /** The next changes; settles at once, with none, when watching has stopped. */
  async next(): Promise<ReadonlySet<string>> {
    if (!this.#stopped)
      await new Promise<void>((done) => {
        this.#settle = done;
        // What changed while a round went on has waited long enough.
        if (this.#changed.size > 0) this.#note([...this.#changed][0] ?? '');
      });
    this.#settle = null;
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#settle?.();
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
