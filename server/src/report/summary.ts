/** Counts of a run: what the summary line, the JSON summary and the exit code are made of. */
import { type FileResult, type Severity, severities } from '../checks/model.ts';

export interface Summary {
  readonly files: number;
  readonly transitions: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  readonly accepted: number;
  /** Files that could not be read or checked. */
  readonly failed: number;
}

/** An accepted finding counts as accepted and as nothing else. */
export function summarise(results: readonly FileResult[]): Summary {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let accepted = 0;
  let transitions = 0;
  let failed = 0;
  for (const result of results) {
    if (result.error !== null) failed++;
    transitions += result.transitions.length;
    for (const diagnostic of result.diagnostics) {
      if (diagnostic.accepted !== null) accepted++;
      else counts[diagnostic.severity]++;
    }
  }
  return {
    files: results.length,
    transitions,
    errors: counts.error,
    warnings: counts.warning,
    information: counts.information,
    hints: counts.hint,
    accepted,
    failed,
  };
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
  return severities.slice(0, severities.indexOf(limit) + 1).some((severity) => counts[severity] > 0);
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
