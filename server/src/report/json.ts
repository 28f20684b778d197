/**
 * The machine contract `sequitur-check/1` (docs/json.md, docs/schemas/): fields may be added, never removed or renamed.
 * Lines and characters count from 0 in UTF-16 code units.
 */
import type { Ceiling, Flag, Rung, Support } from '../appraisal/model.ts';
import type { AppraisedTransition, Diagnostic, FileResult } from '../checks/model.ts';
import type { PackInUse } from '../evidence/data.ts';
import type { History, PopulationInForce, Treatment } from '../project/model.ts';
import { type CriterionValue, criteriaOf } from './criteria.ts';
import { Lines, type PlaceRange } from './lines.ts';
import type { CheckReport } from './machine.ts';
import { Counter, type Summary } from './summary.ts';

export interface GradeJson {
  readonly level: string;
  readonly strength: string | null;
}
export interface SupportJson {
  readonly rung: Rung;
  readonly direction: Support['direction'];
  readonly ceiling: Ceiling;
  readonly flags: readonly Flag[];
  /** Ids of the findings that carry it: `SUN1111/primary#itt-pfs`. */
  readonly findings: readonly string[];
}
export interface TransitionJson {
  readonly sequence: string | null;
  /** Preferred ids in the base's order, joined by ` + `; `null` where no systemic treatment came before. */
  readonly from: string | null;
  readonly history: readonly string[];
  readonly always: readonly string[];
  readonly sometimes: readonly string[];
  readonly to: string;
  readonly known: boolean;
  /** `false` for surgery, observation and the like, and for an unknown treatment: the supports then say nothing. */
  readonly appraised: boolean;
  readonly line: number;
  readonly trigger: readonly string[];
  readonly background: readonly string[];
  readonly rechallenge: boolean;
  readonly population: {
    readonly name: string | null;
    readonly criteria: Readonly<Record<string, CriterionValue>>;
    readonly conditions: readonly string[];
  };
  readonly claimed: GradeJson | null;
  readonly here: GradeJson | null;
  readonly citations: readonly string[];
  readonly range: PlaceRange | null;
  readonly agent: SupportJson;
  readonly position: SupportJson;
}
export interface DiagnosticJson {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly help: string;
  /** The page of the code, below the root of the project. */
  readonly docs: string;
  readonly range: PlaceRange;
  readonly notes: Diagnostic['notes'];
  readonly related: readonly { readonly path: string; readonly range: PlaceRange | null; readonly message: string }[];
  readonly facts: readonly string[];
  readonly fixes: readonly string[];
  readonly accepted: string | null;
  readonly fingerprint: string;
}
export interface FileJson {
  readonly path: string;
  /** Why the file could not be read or checked; absent for a file that could. */
  readonly error?: string;
  readonly release: string | null;
  /** The team's own packs that are part of the base. */
  readonly packs: readonly PackJson[];
  readonly asOf: string | null;
  readonly grading: 'esmo' | 'grade' | 'ocebm' | null;
  readonly diagnostics: readonly DiagnosticJson[];
  readonly transitions: readonly TransitionJson[];
  readonly preferences: readonly PreferenceJson[];
}
export interface PackJson {
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
export interface AcrossJson extends DiagnosticJson {
  readonly path: string;
}
export interface PreferenceJson {
  readonly first: string;
  readonly second: string;
  readonly population: string | null;
  readonly supported: boolean;
  readonly direction: string | null;
  readonly studies: readonly string[];
  readonly range: PlaceRange;
}
export interface CheckJson {
  readonly schema: 'sequitur-check/1';
  readonly tool: string;
  readonly files: readonly FileJson[];
  readonly across: readonly AcrossJson[];
  readonly summary: Summary;
}

/** Where things are: `display` gives the path to print, `docs` the page of a code, `text` the text of another file if it is known. */
export interface Places {
  display(path: string): string;
  docs(code: string): string;
  text(path: string): string | undefined;
}

/** Writes the document piece by piece: `add` for each file, then `end`. Nothing is kept but the counts. */
export class JsonReport implements CheckReport {
  readonly #tool: string;
  readonly #places: Places;
  readonly #counter = new Counter();
  readonly #across: AcrossJson[] = [];
  #begun = false;

  constructor(tool: string, places: Places) {
    this.#tool = tool;
    this.#places = places;
  }

  add(result: FileResult): string {
    this.#counter.add(result);
    const before = this.#begun ? ',\n    ' : this.#head();
    this.#begun = true;
    return before + indented(fileJson(result, this.#places), 4);
  }

  across(result: FileResult): string {
    this.#counter.addFindings(result);
    const lines = new Lines(result.bound?.source.text ?? '');
    const path = this.#places.display(result.path);
    this.#across.push(
      ...result.diagnostics.map((diagnostic) => ({ path, ...diagnosticJson(diagnostic, result.path, lines, this.#places) })),
    );
    return '';
  }

  end(): string {
    const before = this.#begun ? '\n  ],\n' : `${this.#head().trimEnd()}],\n`;
    return `${before}  "across": ${indented(this.#across, 2)},\n  "summary": ${indented(this.#counter.summary, 2)}\n}\n`;
  }

  #head(): string {
    const { schema, tool }: Pick<CheckJson, 'schema' | 'tool'> = { schema: 'sequitur-check/1', tool: this.#tool };
    return `{\n  "schema": ${JSON.stringify(schema)},\n  "tool": ${JSON.stringify(tool)},\n  "files": [\n    `;
  }
}

function indented(value: FileJson | Summary | readonly AcrossJson[], by: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
}

function fileJson(result: FileResult, places: Places): FileJson {
  const lines = new Lines(result.bound?.source.text ?? '');
  return {
    path: places.display(result.path),
    ...(result.error === null ? {} : { error: result.error }),
    release: result.bound === null ? null : result.base.release.id,
    packs: result.bound === null ? [] : result.base.packs.map(packJson),
    asOf: result.bound?.settings.asOf ?? null,
    grading: result.bound?.settings.grading ?? null,
    diagnostics: result.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, result.path, lines, places)),
    transitions: result.transitions.map((transition) => transitionJson(transition, lines)),
    preferences: result.preferences.map(({ span, ...preference }) => ({ ...preference, range: lines.range(span) })),
  };
}

export function packJson({ file, name, studies, statements, notices }: PackInUse): PackJson {
  const told = notices.map(({ report, status, date, note, notice }) => ({
    report,
    status,
    date: date ?? null,
    note,
    notice: notice ?? null,
  }));
  return { path: file, name, studies, statements, notices: told };
}

function diagnosticJson(diagnostic: Diagnostic, path: string, lines: Lines, places: Places): DiagnosticJson {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    help: diagnostic.help,
    docs: places.docs(diagnostic.code),
    range: lines.range(diagnostic.span),
    notes: diagnostic.notes,
    related: diagnostic.related.map(({ file, span, message }) => {
      const text = places.text(file);
      const elsewhere = text === undefined ? null : new Lines(text).range(span);
      return { path: places.display(file), range: file === path ? lines.range(span) : elsewhere, message };
    }),
    facts: diagnostic.facts,
    fixes: diagnostic.fixes.map((fix) => fix.title),
    accepted: diagnostic.accepted,
    fingerprint: diagnostic.fingerprint,
  };
}

/** `lines` of the text that the transition stands in; `null` for one that was asked for on the command line. */
export function transitionJson(
  { transition, appraisal, claimed, here, citations }: AppraisedTransition,
  lines: Lines | null,
): TransitionJson {
  return {
    sequence: transition.sequence,
    ...historyJson(transition.history, appraisal.history),
    to: transition.treatment.key,
    known: transition.treatment.known,
    appraised: appraisal.appraised,
    line: transition.line,
    trigger: transition.trigger,
    background: transition.background === null ? [] : componentsOf(transition.background),
    rechallenge: transition.rechallenge,
    population: populationJson(transition.population),
    claimed,
    here,
    citations,
    range: lines === null ? null : lines.range(transition.span),
    agent: supportJson(appraisal.agent),
    position: supportJson(appraisal.position),
  };
}

function historyJson(history: History, judged: readonly string[]): Pick<TransitionJson, 'from' | 'history' | 'always' | 'sometimes'> {
  return {
    from: history.predecessor?.key ?? null,
    history: judged,
    always: history.always.map((treatment) => treatment.key),
    sometimes: history.sometimes.map((treatment) => treatment.key),
  };
}

function componentsOf(treatment: Treatment): string[] {
  return treatment.components.map((component) => component.id);
}

function populationJson(population: PopulationInForce): TransitionJson['population'] {
  return { name: population.name, criteria: criteriaOf(population.region), conditions: population.conditions };
}

export function supportJson(support: Support): SupportJson {
  return {
    rung: support.rung,
    direction: support.direction,
    ceiling: support.ceiling,
    flags: support.flags,
    findings: support.carriedBy.flatMap((candidate) => candidate.findings.map((finding) => finding.id)),
  };
}
