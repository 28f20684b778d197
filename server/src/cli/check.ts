/** `sequitur check`. */
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { embeddedBase } from '../evidence/base.ts';
import { nodeHost } from '../node/host.ts';
import { acrossFiles } from '../output/cross-file-findings.ts';
import type { CheckReport } from '../output/machine-output.ts';
import type { CheckedSummary } from '../output/portable-results.ts';
import { Counter } from '../output/run-summary.ts';
import { TerminalReport } from '../output/terminal.ts';
import { Configurations } from '../workspace/config.ts';
import { affectedBy } from './affected.ts';
import { Baseline } from './baseline-file.ts';
import { type CheckOptions, FileChecker, patchOf } from './check-file.ts';
import { type CheckPlan, checkInputs, checkPlan, commandLineOf } from './check-plan.ts';
import { exitCodeOf, lineOf, optionsOf } from './check-run.ts';
import type { Console } from './console.ts';
import { addressesBelow, docsOf } from './docs.ts';
import { displayed, type Input, inputsOf, reportRoot } from './files.ts';
import { displayIn, machineFormats } from './formats.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, UsageProblem } from './problem.ts';
import { Progress } from './progress.ts';
import { resultsOf } from './results.ts';

/** `sequitur check`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const file = words.value('print-config');
  if (file !== undefined)
    return (await import('./print-config.ts')).printConfig(
      resolve(console.cwd, file),
      commandLineOf(words),
      words.value('format') === 'json',
      console,
    );

  const plan = checkPlan(words, console.cwd);
  const operands = words.operands.length === 0 ? ['.'] : words.operands;
  if (plan.watch)
    return (await import('./watch.ts')).watch(operands, plan, words.has('quiet'), console);
  const all = await inputsOf(operands, console.cwd, console.note);
  checkInputs(plan, all);
  await tellIdleOverrides(all, console);
  const { inputs, options } = await selected(all, plan, console);
  const baseline = plan.baseline === null ? null : Baseline.read(plan.baseline.file, console.cwd);
  const report = await reportOf(words, plan, console);
  // A patch is all of standard output, so that it can be applied; what is left to do goes beside it.
  const show = plan.repairs === 'show' ? console.err : console.out;
  const counter = new Counter();
  const summaries: CheckedSummary[] = [];
  const progress = new Progress(console, inputs.length);
  for await (const { file: checked, repaired } of resultsOf(inputs, plan, options, console)) {
    const result = baseline === null ? checked : baseline.marked(checked);
    counter.add(result);
    summaries.push(...result.summaries);
    progress.clear();
    if (repaired !== null && plan.repairs === 'show')
      console.out(patchOf(displayed(result.path, console.cwd), repaired));
    show(report.add(result));
    progress.step();
    await console.drained();
  }
  progress.clear();
  // The other parts of the work are unknown here: `merge` looks at all of them.
  for (const found of plan.shard === null ? acrossFiles(summaries, embeddedBase(), lineOf) : []) {
    const result = baseline === null ? found : baseline.marked(found);
    counter.addFindings(result);
    show(report.across(result));
  }
  const use =
    baseline?.use(console.cwd, plan.shard === null, plan.baseline?.update === true) ?? null;
  show(report.end(use));
  return exitCodeOf(counter, plan, use);
}

/** A pattern of an override that matches no file is most often misspelt, and nobody would see that it does nothing. */
async function tellIdleOverrides(inputs: readonly Input[], console: Console): Promise<void> {
  const paths = inputs.flatMap((input) => (input.kind === 'file' ? [input.path] : []));
  for (const { pattern, place } of await new Configurations(nodeHost()).unmatched(paths))
    console.note(
      `${displayed(place.file, console.cwd)}:${place.line}:${place.column}: the pattern ${JSON.stringify(pattern)} of an override matches no file. Patterns are read from the folder of the configuration.`,
    );
}

/** The inputs that this run is for, and how to check them. */
async function selected(
  all: readonly Input[],
  plan: CheckPlan,
  console: Console,
): Promise<{ readonly inputs: readonly Input[]; readonly options: CheckOptions }> {
  const plain = optionsOf(plan, console);
  let inputs = all;
  let options = plain;
  if (plan.staged || plan.changedSince !== null) {
    const git = await import('./git.ts');
    const { changed, contents } = plan.staged
      ? git.staged(console.cwd)
      : {
          changed: git.changedSince(plan.changedSince ?? '', console.cwd),
          contents: new Map<string, Uint8Array>(),
        };
    const [first] = contents.keys();
    if (first !== undefined && plan.repairs === 'write')
      throw new UsageProblem(
        `--fix with --staged: ${displayed(first, console.cwd)} is not the same on disk as what is staged.`,
        'Stage or stash the rest of the changes first.',
      );
    options = { ...plain, overlay: contents };
    const paths = all.flatMap((input) => (input.kind === 'file' ? [input.path] : []));
    const affected = new Set(await affectedBy(changed, paths, new FileChecker(options)));
    inputs = all.filter((input) => input.kind !== 'file' || affected.has(input.path));
  }
  const { shard } = plan;
  if (shard !== null) inputs = inputs.filter((_, index) => index % shard.of === shard.index - 1);
  return { inputs, options };
}

/** The output that was asked for. */
export function reportOf(
  words: Arguments,
  plan: CheckPlan,
  console: Console,
): CheckReport | Promise<CheckReport> {
  const { stdin, format } = plan;
  const shown = displayIn(format, console.cwd);
  const display = (path: string): string =>
    path === stdin.path && !stdin.named ? '<stdin>' : shown(path);
  if (format === 'pretty')
    return new TerminalReport({
      colours: console.colours,
      links: console.links,
      width: console.width,
      quiet: words.has('quiet'),
      display,
    });
  const publication = {
    tool: version,
    places: { display, docs: docsOf },
    root: reportRoot(console.cwd),
    ...addressesBelow(words.value('docs-url')),
  };
  return machineFormats[format](publication, plan.shard);
}
