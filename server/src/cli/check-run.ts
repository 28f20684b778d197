/**
 * The parts that a single run of `check` and `check --watch` share: options of the checker, exit
 * code, lines for code frames.
 */
import { withSlashes } from '../node/host.ts';
import type { BaselineUse } from '../output/machine-output.ts';
import { type Counter, reaches } from '../output/run-summary.ts';
import { Lines } from '../text/lines.ts';
import { type CheckOptions, textOf } from './check-file.ts';
import type { CheckPlan } from './check-plan.ts';
import type { Console } from './console.ts';
import { type ExitCode, exitCodes } from './problem.ts';

/** The exit code that the numbers of a run mean. */
export function exitCodeOf(
  { summary }: Counter,
  plan: Pick<CheckPlan, 'failOn' | 'mostWarnings'>,
  baseline: BaselineUse | null,
): ExitCode {
  if (summary.failed > 0) return exitCodes.wrong;
  if (
    reaches(summary, plan.failOn) ||
    (plan.mostWarnings !== null && summary.warnings > plan.mostWarnings)
  )
    return exitCodes.findings;
  // An entry that is no longer needed is a remark, of the severity information.
  const remarks = baseline !== null && baseline.unneeded.length > 0 && !baseline.pruned;
  return remarks && (plan.failOn === 'information' || plan.failOn === 'hint')
    ? exitCodes.findings
    : exitCodes.clean;
}

/** The options that every file of a run is checked with. */
export function optionsOf(plan: CheckPlan, console: Console): CheckOptions {
  return {
    root: withSlashes(console.cwd),
    commandLine: plan.commandLine,
    repairs: plan.repairs,
    transitions: plan.format === 'json',
    overlay: new Map(),
  };
}

/**
 * A line of a file for a code frame. Few files have findings over several files, so each is read
 * when it is wanted.
 */
export function lineOf(path: string, line: number): string | null {
  const text = textOf(path);
  return text === undefined ? null : new Lines(text).line(line);
}
