/**
 * The findings that an editor shows: by place, and only the gravest where there are more than it
 * can show.
 */
import { movedSpan } from '../../syntax/segments/move.ts';
import type { Span } from '../../syntax/tree.ts';
import type { Diagnostic } from '../result-types.ts';
import { byPlace } from '../run-rules.ts';
import { type Severity, severities } from '../severity.ts';
import type { Parts } from './incremental.ts';
import { openCounts } from './runs.ts';

/** Findings that are shown, and the number of all. */
export interface Shown {
  readonly shown: readonly Diagnostic[];
  readonly all: number;
}

/**
 * All findings of a file by place; at most `most`, the gravest first where there are more. Runs
 * without any are passed over.
 */
export function diagnosticsOf(
  { pieces, bound, together, runs, surroundings }: Parts,
  most = Number.POSITIVE_INFINITY,
): Shown {
  const { list } = pieces;
  const { path } = surroundings;
  const others = new Map<number, Diagnostic[]>();
  for (const one of together.diagnostics) {
    const index = bound.list.indexAt(one.span.start);
    const here = movedDiagnostic(one, path, (span) => moveApart(span, bound.list, list));
    const same = others.get(index);
    if (same === undefined) others.set(index, [here]);
    else same.push(here);
  }
  let all = together.diagnostics.length;
  for (const { total } of runs) all += total;
  const left =
    all <= most
      ? null
      : new Quota(most, [openCounts(together.diagnostics), ...runs.map(({ open }) => open)]);
  const shown: Diagnostic[] = [];
  const othersAt = [...others.keys()].sort((a, b) => a - b);
  let next = 0;
  for (const [run, { alone, findings }] of runs.entries()) {
    const first = list.firsts[run] ?? 0;
    const end = first + alone.length;
    const here = findings.map((at) => first + at);
    for (; next < othersAt.length && (othersAt[next] ?? end) < end; next++)
      here.push(othersAt[next] ?? first);
    for (const index of [...new Set(here)].sort((a, b) => a - b)) {
      if (left?.isEmpty === true) return { shown, all };
      const own = alone[index - first]?.diagnostics ?? [];
      const start = list.startAt(index);
      const kept = (left === null ? own : own.filter((one) => left.takes(one))).map((one) =>
        movedDiagnostic(one, path, (span) => movedSpan(span, start)),
      );
      const beside = others.get(index);
      if (beside === undefined) shown.push(...kept);
      else
        shown.push(
          ...[...(left === null ? beside : beside.filter((one) => left.takes(one))), ...kept].sort(
            byPlace,
          ),
        );
    }
  }
  return { shown, all };
}
/** A place in what was checked together, where its piece is now. */
function moveApart(
  { start, end }: Span,
  before: Parts['pieces']['list'],
  now: Parts['pieces']['list'],
): Span {
  const index = before.indexAt(start);
  return movedSpan({ start, end }, now.startAt(index) - before.startAt(index));
}

/** The gravest of the findings by place, where there are more than `most`. */
export function gravestOf(diagnostics: readonly Diagnostic[], most: number): Shown {
  const all = diagnostics.length;
  if (all <= most) return { shown: diagnostics, all };
  const left = new Quota(most, [openCounts(diagnostics)]);
  return { shown: diagnostics.filter((one) => left.takes(one)), all };
}

/**
 * The gravest open findings, at most so many; of the same gravity, those that are asked for first.
 */
class Quota {
  readonly #left: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };

  constructor(most: number, open: readonly Readonly<Record<Severity, number>>[]) {
    let rest = most;
    for (const severity of severities) {
      let count = 0;
      for (const each of open) count += each[severity];
      this.#left[severity] = Math.min(rest, count);
      rest -= this.#left[severity];
    }
  }
  get isEmpty(): boolean {
    return severities.every((severity) => this.#left[severity] === 0);
  }
  takes({ accepted, severity }: Diagnostic): boolean {
    if (accepted !== null || this.#left[severity] === 0) return false;
    this.#left[severity]--;
    return true;
  }
}

/** A finding with its places in the file moved. */
function movedDiagnostic(one: Diagnostic, path: string, to: (span: Span) => Span): Diagnostic {
  const { related, fixes } = one;
  return {
    ...one,
    span: to(one.span),
    related:
      related.length === 0
        ? related
        : related.map((place) =>
            place.file === path ? { ...place, span: to(place.span) } : place,
          ),
    fixes:
      fixes.length === 0
        ? fixes
        : fixes.map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => ({ span: to(edit.span), text: edit.text })),
          })),
  };
}
