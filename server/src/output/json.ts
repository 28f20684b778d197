/**
 * The machine contract `sequitur-check/1` (docs/json.md, docs/schemas/): fields may be added, never
 * removed or renamed. Lines and characters count from 0 in UTF-16 code units.
 */
import type { Severity } from '../checks/severity.ts';
import type { PackInUse } from '../evidence/base-data.ts';
import type { GradingId } from '../evidence/gradings.ts';
import type { PlaceRange } from '../text/lines.ts';
import type { TransitionJson } from '../views/transition.ts';
import {
  type BaselineUse,
  type CheckReport,
  type Places,
  type Shard,
  shownSummary,
} from './machine-output.ts';
import type {
  CheckedDiagnostic,
  CheckedFile,
  CheckedPreference,
  CheckedSummary,
  Findings,
} from './portable-results.ts';
import { Counter, type Summary } from './run-summary.ts';

interface DiagnosticJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  /** The page of the code, below the root of the project. */
  readonly docs: string;
  readonly range: PlaceRange;
  readonly notes: CheckedDiagnostic['notes'];
  readonly related: readonly {
    readonly path: string;
    readonly range: PlaceRange | null;
    readonly message: string;
  }[];
  readonly facts: readonly string[];
  readonly fixes: readonly string[];
  readonly accepted: string | null;
  /** Known to the baseline of the project; absent where it is not. */
  readonly baseline?: true;
  readonly fingerprint: string;
}
/** A file in `sequitur-check/1`. */
export interface FileJson {
  readonly path: string;
  /** Why the file could not be read or checked; absent for a file that could. */
  readonly error?: string;
  readonly release: string | null;
  /** The team's own packs that are part of the base. */
  readonly packs: readonly PackJson[];
  readonly asOf: string | null;
  readonly grading: GradingId | null;
  readonly diagnostics: readonly DiagnosticJson[];
  readonly transitions: readonly TransitionJson[];
  readonly preferences: readonly CheckedPreference[];
  /**
   * Only of a part of the work (`--shard`): what `merge` compares with the files of the other
   * parts.
   */
  readonly summaries?: readonly CheckedSummary[];
}
interface PackJson {
  /** From the root of the project. */
  readonly path: string;
  readonly name: string | null;
  /** Studies it adds. */
  readonly studies: number;
  /** Approvals, safety rules and reasons for an order that it adds. */
  readonly statements: number;
  /** What it says about reports, of the base or its own. */
  readonly notices: readonly {
    readonly report: string;
    readonly status: PackInUse['notices'][number]['status'];
    readonly date: string | null;
    readonly note: string;
    readonly notice: string | null;
  }[];
}
/** A finding over several files, with the file that it stands in; the others are in `related`. */
interface AcrossJson extends DiagnosticJson {
  readonly path: string;
}
interface CheckJson {
  readonly schema: 'sequitur-check/1';
  readonly tool: string;
  readonly files: readonly FileJson[];
  readonly across: readonly AcrossJson[];
  /** With `--baseline`: its file, and its entries that nothing needs any more. */
  readonly baseline?: BaselineUse;
  /** With `--shard`: which part this is. */
  readonly shard?: Shard;
  readonly summary: Summary;
}

/**
 * Writes the document piece by piece: `add` for each file, then `end`. Nothing is kept but the
 * counts.
 */
export class JsonReport implements CheckReport {
  readonly #tool: string;
  readonly #places: Places;
  readonly #shard: Shard | null;
  readonly #counter = new Counter();
  readonly #across: AcrossJson[] = [];
  #begun = false;

  constructor(tool: string, places: Places, shard: Shard | null = null) {
    this.#tool = tool;
    this.#places = places;
    this.#shard = shard;
  }

  add(result: CheckedFile): string {
    this.#counter.add(result);
    const before = this.#begun ? ',\n    ' : this.#head();
    this.#begun = true;
    return before + indented(fileJson(result, this.#places, this.#shard !== null), 4);
  }

  across(result: Findings): string {
    this.#counter.addFindings(result);
    const path = this.#places.display(result.path);
    this.#across.push(
      ...result.diagnostics.map((diagnostic) => ({
        path,
        ...diagnosticJson(diagnostic, this.#places),
      })),
    );
    return '';
  }

  end(baseline: BaselineUse | null): string {
    const before = this.#begun ? '\n  ],\n' : `${this.#head().trimEnd()}],\n`;
    const extra = [
      ...(baseline === null ? [] : [`  "baseline": ${indented(baseline, 2)},\n`]),
      ...(this.#shard === null ? [] : [`  "shard": ${indented(this.#shard, 2)},\n`]),
    ];
    return `${before}  "across": ${indented(this.#across, 2)},\n${extra.join('')}  "summary": ${indented(this.#counter.summary, 2)}\n}\n`;
  }

  #head(): string {
    const { schema, tool }: Pick<CheckJson, 'schema' | 'tool'> = {
      schema: 'sequitur-check/1',
      tool: this.#tool,
    };
    return `{\n  "schema": ${JSON.stringify(schema)},\n  "tool": ${JSON.stringify(tool)},\n  "files": [\n    `;
  }
}

function indented(
  value: FileJson | Summary | BaselineUse | Shard | readonly AcrossJson[],
  by: number,
): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
}

function fileJson(result: CheckedFile, places: Places, withSummaries: boolean): FileJson {
  const { error, release, packs, asOf, grading, diagnostics, transitions, preferences, summaries } =
    result;
  return {
    path: places.display(result.path),
    ...(error === null ? {} : { error }),
    ...{ release, packs: packs.map(packJson), asOf, grading },
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, places)),
    transitions: transitions ?? [],
    preferences,
    ...(withSummaries
      ? { summaries: summaries.map((summary) => shownSummary(summary, places)) }
      : {}),
  };
}

function packJson({ file, name, studies, statements, notices }: PackInUse): PackJson {
  const told = notices.map(({ report, status, date, note, notice }) => ({
    report,
    status,
    date: date ?? null,
    note,
    notice: notice ?? null,
  }));
  return { path: file, name, studies, statements, notices: told };
}

function diagnosticJson(diagnostic: CheckedDiagnostic, places: Places): DiagnosticJson {
  const { code, severity, message, help, range, notes, facts, accepted, baseline, fingerprint } =
    diagnostic;
  return {
    ...{ code, severity, message, help, docs: places.docs(code), range, notes },
    related: diagnostic.related.map(({ path, range: place, message: text }) => ({
      path: places.display(path),
      range: place,
      message: text,
    })),
    facts,
    fixes: diagnostic.fixes.map((fix) => fix.title),
    accepted,
    ...(baseline ? { baseline } : {}),
    fingerprint,
  };
}
