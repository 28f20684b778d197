/** Counts of a run: what the summary line, the JSON summary and the exit code are made of. */
import { type Severity, severities } from '../checks/severity.ts';
import type { CheckedFile, Findings } from './portable-results.ts';

/** The numbers of a run. */
export interface Summary {
  readonly files: number;
  readonly transitions: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  readonly accepted: number;
  /** Findings that the baseline of the project knows. */
  readonly baseline: number;
  /** Files that could not be read or checked. */
  readonly failed: number;
}

/**
 * Counts one result after the other. An accepted finding counts as accepted and as nothing else,
 * one that the baseline knows as known.
 */
export class Counter {
  readonly #severities: Record<Severity, number> = {
    error: 0,
    warning: 0,
    information: 0,
    hint: 0,
  };
  #files = 0;
  #transitions = 0;
  #accepted = 0;
  #baseline = 0;
  #failed = 0;

  add(result: CheckedFile): void {
    this.#files++;
    this.#transitions += result.transitionCount;
    if (result.error !== null) this.#failed++;
    this.addFindings(result);
  }
  /** Counts findings of a file that is counted already. */
  addFindings({ diagnostics }: Findings): void {
    for (const diagnostic of diagnostics) {
      if (diagnostic.accepted !== null) this.#accepted++;
      else if (diagnostic.baseline) this.#baseline++;
      else this.#severities[diagnostic.severity]++;
    }
  }

  get summary(): Summary {
    const { error, warning, information, hint } = this.#severities;
    return {
      ...{
        files: this.#files,
        transitions: this.#transitions,
        errors: error,
        warnings: warning,
        information,
        hints: hint,
      },
      ...{ accepted: this.#accepted, baseline: this.#baseline, failed: this.#failed },
    };
  }
}

/** Is there a finding, not accepted, at this severity or above? `never` is never reached. */
export function reaches(summary: Summary, limit: Severity | 'never'): boolean {
  if (limit === 'never') return false;
  const counts: Record<Severity, number> = {
    error: summary.errors,
    warning: summary.warnings,
    information: summary.information,
    hint: summary.hints,
  };
  return severities
    .slice(0, severities.indexOf(limit) + 1)
    .some((severity) => counts[severity] > 0);
}
