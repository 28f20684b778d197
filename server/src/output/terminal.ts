/**
 * The report of `check` for people. It takes one result after the other and keeps none, so that a
 * large project needs no more memory than a small one.
 */
import { type Severity, severities } from '../checks/severity.ts';
import type { PackInUse } from '../evidence/base-data.ts';
import { counted } from '../text/counted.ts';
import { columns, hanging, printable } from '../text/display-width.ts';
import { baseName, noticesInWords } from '../wording/base.ts';
import type { BaselineUse, CheckReport } from './machine-output.ts';
import { type Palette, palette } from './palette.ts';
import { type CheckedFile, type Findings, isOpen } from './portable-results.ts';
import { Counter } from './run-summary.ts';
import { fileBlock, type TerminalOptions } from './terminal-file.ts';

/** Prints the findings of a run file by file, and the numbers at its end. */
export class TerminalReport implements CheckReport {
  readonly #options: TerminalOptions;
  readonly #paint: Palette;
  readonly #counter = new Counter();
  /** Dates of files that rest on evidence, and of files that only declare populations. */
  readonly #dates = new Set<string>();
  readonly #otherDates = new Set<string>();
  #release: string | null = null;
  /** By file; every one that some file was judged with. */
  readonly #packs = new Map<string, PackInUse>();
  /** The first code of each severity that is shown. */
  readonly #codes = new Map<Severity, string>();
  #repairable = false;
  /** A transition of the files that `explain` can be asked about. */
  #transition: string | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#paint = palette(options.colours);
  }

  /** What to print for a file: its findings with a blank line behind them, or nothing. */
  add(result: CheckedFile): string {
    this.#counter.add(result);
    this.#rememberBasis(result);
    return this.#block(result, result.error);
  }
  /** Findings over several files, behind those of each file. */
  across(result: Findings): string {
    this.#counter.addFindings(result);
    return this.#block(result, null);
  }
  #block(result: Findings, error: string | null): string {
    this.#remember(result);
    const block = fileBlock(result, error, this.#paint, this.#options);
    return block.length === 0 ? '' : `${block.join('\n')}\n\n`;
  }

  /** The summary, and as the last line what to do next. */
  end(baseline: BaselineUse | null): string {
    return `${[...this.#summary(), ...this.#unneeded(baseline), this.#paint.faint(this.#nextSteps())].join('\n')}\n`;
  }

  #rememberBasis({ release, packs, asOf, transitionCount, example }: CheckedFile): void {
    this.#release ??= release;
    for (const pack of packs) this.#packs.set(pack.file, pack);
    if (asOf !== null) (transitionCount > 0 ? this.#dates : this.#otherDates).add(asOf);
    this.#transition ??= example;
  }
  #remember({ diagnostics }: Findings): void {
    for (const diagnostic of diagnostics) {
      const { severity, code, fixes } = diagnostic;
      if (!isOpen(diagnostic) || (this.#options.quiet && severity !== 'error')) continue;
      if (!this.#codes.has(severity)) this.#codes.set(severity, code);
      this.#repairable ||= fixes.some((fix) => fix.safe);
    }
  }

  #summary(): string[] {
    const { summary } = this.#counter;
    const counts = (paint: Palette): string => {
      const parts = [
        mark(counted(summary.errors, 'error'), summary.errors, 'error', paint),
        mark(counted(summary.warnings, 'warning'), summary.warnings, 'warning', paint),
        counted(summary.information + summary.hints, 'note'),
        ...(summary.accepted > 0 ? [`${summary.accepted} accepted`] : []),
        ...(summary.baseline > 0 ? [`${summary.baseline} in the baseline`] : []),
      ];
      return `${counted(summary.files, 'file')}, ${counted(summary.transitions, 'transition')}: ${parts.join(', ')}.`;
    };
    const failed =
      summary.failed > 0
        ? [this.#paint.severity.error(`${counted(summary.failed, 'file')} could not be checked.`)]
        : [];
    const basis = this.#basis();
    if (basis === null) return [counts(this.#paint), ...failed];
    // Colours take no columns, so the line is measured without them.
    const oneLine = columns(counts(palette(false))) + 2 + basis.length <= this.#options.width;
    const base = this.#paint.faint(basis);
    const notices = [...this.#packs.values()]
      .flatMap((pack) => noticesInWords(pack))
      .flatMap((notice) => hanging('', printable(notice), this.#options.width));
    return [
      ...(oneLine ? [`${counts(this.#paint)}  ${base}`] : [counts(this.#paint), base]),
      ...notices,
      ...failed,
    ];
  }

  /** A list of exceptions must shrink with what it excuses. */
  #unneeded(baseline: BaselineUse | null): string[] {
    if (baseline === null || baseline.unneeded.length === 0) return [];
    const { file, unneeded, pruned } = baseline;
    const one = unneeded.length === 1;
    const entries = `${counted(unneeded.length, 'entry', 'entries')} of ${file}`;
    const text = pruned
      ? `${entries} ${one ? 'was' : 'were'} no longer needed and ${one ? 'is' : 'are'} removed.`
      : `${entries} ${one ? 'is' : 'are'} no longer needed. To remove ${one ? 'it' : 'them'}: sequitur check --baseline ${file} --update-baseline`;
    return hanging('', printable(text), this.#options.width).map((line) =>
      this.#paint.severity.information(line),
    );
  }

  /**
   * `base pnet-2026.2 as of 2026-06-30`; several dates are named as such. `null` when nothing was
   * checked.
   */
  #basis(): string | null {
    if (this.#release === null) return null;
    const dates = [...(this.#dates.size > 0 ? this.#dates : this.#otherDates)].sort();
    const when =
      dates.length === 1
        ? `as of ${dates[0]}`
        : `as of ${dates.length} dates, ${dates[0]} to ${dates.at(-1)}`;
    return `base ${baseName(this.#release, [...this.#packs.values()])} ${when}`;
  }

  /**
   * What the reader can do next, by what was found. Every command in it exists and can be run as it
   * stands.
   */
  #nextSteps(): string {
    const code = severities
      .map((severity) => this.#codes.get(severity))
      .find((first) => first !== undefined);
    const steps: string[] = [];
    if (code !== undefined) steps.push(`sequitur explain ${code}`);
    if (this.#repairable) steps.push('sequitur check --fix');
    if (steps.length < 2 && this.#transition !== null)
      steps.push(`sequitur explain "${this.#transition}"`);
    const { failed } = this.#counter.summary;
    if (steps.length === 0)
      return failed > 0
        ? 'Correct what could not be checked, and run the same command again.'
        : 'sequitur check --help';
    const line = steps.join('   ·   ');
    return columns(line) <= this.#options.width ? line : (steps[0] ?? line);
  }
}

function mark(text: string, count: number, severity: Severity, paint: Palette): string {
  return count > 0 ? paint.severity[severity](text) : text;
}
