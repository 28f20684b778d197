/** Checks one bound file: appraises every transition, runs every rule, applies the accepts. Pure: the same input gives the same result. */

import { appraise } from '../appraisal/appraise.ts';
import type { Appraisal } from '../appraisal/support-types.ts';
import type { Base, IsoDate } from '../evidence/base-types.ts';
import type { BoundFile, StepNode, Transition } from '../model/bound-file.ts';
import { isPlaced } from '../model/histories.ts';
import { isEmpty } from '../model/population.ts';
import type * as syntax from '../syntax/tree.ts';
import type { Profile } from '../workspace/config.ts';
import { type AcceptsAround, applyAccepts } from './accept.ts';
import { reportProblems } from './binder-problems.ts';
import { type Code, catalogue, isAlwaysReported, wordsOf } from './catalogue/catalogue.ts';
import { type Claims, type ClaimsScope, claimsOf, weighCited } from './claims.ts';
import type { CitedHere, FileContext, Report, ReportExtras, Rule, StepContext } from './context.ts';
import { inProfile } from './profiles.ts';
import type { AppraisedTransition, Diagnostic, FileResult } from './result-types.ts';
import { judgePreference } from './rules/citation/order-not-shown.ts';
import { rules } from './rules.ts';
import type { Severity } from './severity.ts';
import { type FirstUses, usesOf } from './treatments-used.ts';

/** Appraisals by what they depend on. */
export interface Remembered {
  get(key: string): Appraisal | undefined;
  set(key: string, appraisal: Appraisal): unknown;
}
/** With what a file is checked. */
export interface RunOptions {
  readonly today: IsoDate;
  /** Severity per code from configuration and command line; `off` silences. */
  readonly severity?: Readonly<Record<string, Severity | 'off'>>;
  /** Raises what a document that goes out must not leave open. Default: `draft`, which raises nothing. */
  readonly profile?: Profile;
  /** Reviewers see findings as if nothing were accepted. */
  readonly noAccept?: boolean;
  /** `false` appraises and judges, and runs no rule: for those who compare what texts say. Default: true. */
  readonly findings?: boolean;
  /** Remembers appraisals across files: everything they depend on is in the key. */
  readonly memo?: Remembered;
  /** What the rest of the file says, where a part of it is checked alone. */
  readonly around?: {
    readonly uses: FirstUses;
    readonly accepts: AcceptsAround;
    /** One part of each file holds its head: `file` hooks run for that part alone, so once per file. */
    readonly holdsHead: boolean;
  };
}

/** Index of the last declaration that begins at or before an offset (they are in order); -1 when there is none. */
function lastBefore(declarations: readonly syntax.Declaration[], at: number): number {
  let low = 0;
  let high = declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((declarations[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Stands for the declaration in a fingerprint, so that moved lines keep their identity. */
function declarationAt(file: syntax.SourceFile, at: number): string {
  const found = file.declarations[lastBefore(file.declarations, at)];
  if (found !== undefined && found.end < at) return 'file';
  if (found === undefined) return 'file';
  if (found.kind === 'population' || found.kind === 'sequence')
    return `${found.kind} ${found.name?.text ?? ''}`;
  return found.kind === 'preference'
    ? `prefer ${found.first?.text ?? ''} ${found.second?.text ?? ''}`
    : `avoid ${found.regimen?.treatments.map((word) => word.text).join('+') ?? ''}`;
}

class Collector {
  readonly diagnostics: Diagnostic[] = [];
  private readonly counts = new Map<string, number>();
  constructor(
    private readonly file: BoundFile,
    private readonly severity: Readonly<Record<string, Severity | 'off'>>,
    private readonly profile: Profile,
  ) {}

  /** `undefined` where neither configuration nor command line says anything that counts. */
  #configured(code: Code): Severity | 'off' | undefined {
    return isAlwaysReported(code) ? undefined : this.severity[code];
  }

  readonly enabled = (code: Code): boolean => {
    const configured = this.#configured(code);
    return configured === undefined ? catalogue[code].optIn !== true : configured !== 'off';
  };

  #unconfigured(code: Code, { severity, profiled = true }: ReportExtras): Severity {
    const own = severity ?? catalogue[code].severity;
    return profiled ? inProfile(this.profile, code, own) : own;
  }

  readonly report: Report = (code, span, params, extras: ReportExtras = {}) => {
    if (!this.enabled(code)) return;
    const configured = this.#configured(code);
    const words = wordsOf(code, params);
    const identity = `${code}|${declarationAt(this.file.source, span.start)}|${extras.about ?? this.file.source.text.slice(span.start, span.end)}`;
    const count = this.counts.get(identity) ?? 0;
    this.counts.set(identity, count + 1);
    this.diagnostics.push({
      code,
      severity:
        configured === undefined || configured === 'off'
          ? this.#unconfigured(code, extras)
          : configured,
      span: { start: span.start, end: span.end },
      ...words,
      notes: extras.notes ?? [],
      remark: extras.remark ?? null,
      related: extras.related ?? [],
      facts: extras.facts ?? [],
      fixes: extras.fixes ?? [],
      accepted: null,
      fingerprint: count === 0 ? identity : `${identity}|${count}`,
    });
  };
}

const gradeOf = (grade: Claims['grade']): AppraisedTransition['claimed'] =>
  grade === null
    ? null
    : {
        ...(grade.system === null ? {} : { system: grade.grading?.id ?? grade.system }),
        level: grade.level,
        strength: grade.strength,
      };

function appraised(
  base: Base,
  transition: Transition,
  asOf: IsoDate,
  claims: Claims,
  memo: Remembered,
): AppraisedTransition {
  const key = `${asOf}|${transition.key}`;
  let appraisal = memo.get(key);
  if (appraisal === undefined) {
    appraisal = appraise(base, transition, asOf);
    memo.set(key, appraisal);
  }
  return {
    transition,
    appraisal,
    claimed: gradeOf(claims.grade),
    here: gradeOf(claims.here),
    ...(claims.verb === null ? {} : { verb: claims.verb.verb }),
    citations: claims.cited.map((cited) => cited.key),
  };
}

function citedHere(
  base: Base,
  asOf: IsoDate,
  claims: Claims,
  transitions: readonly Transition[],
): readonly CitedHere[] {
  return claims.cited.map((cited) => ({
    cited,
    weighed: transitions.map((transition) =>
      cited.study === null || !cited.public
        ? null
        : weighCited(base, asOf, transition, cited.study),
    ),
  }));
}

/** Transitions of one step together, in order of their predecessors. */
function byNode(file: BoundFile): ReadonlyMap<StepNode, readonly Transition[]> {
  const groups = new Map<StepNode, Transition[]>();
  for (const transition of file.transitions) {
    if (transition.node === null) continue;
    const group = groups.get(transition.node);
    if (group === undefined) groups.set(transition.node, [transition]);
    else group.push(transition);
  }
  return groups;
}

/** A check under way: what every rule sees, and what has been found. */
interface Run {
  readonly context: Omit<FileContext, 'file'> & { readonly file: BoundFile };
  readonly running: readonly Rule[];
  readonly scope: ClaimsScope;
  readonly memo: Remembered;
  readonly transitions: AppraisedTransition[];
}

/** Runs the rules over a bound file, then applies its accepts. Findings are in the order of the text. */
export function checkBound(file: BoundFile, base: Base, options: RunOptions): FileResult {
  const { asOf, grading } = file.settings;
  const collector = new Collector(file, options.severity ?? {}, options.profile ?? 'draft');
  const { report, enabled } = collector;
  const uses = options.around?.uses ?? usesOf(file.sequences);
  const run: Run = {
    context: { base, file, asOf, report, enabled, uses, today: options.today },
    running: options.findings === false ? [] : rules,
    scope: { base, asOf, grading },
    memo: options.memo ?? new Map<string, Appraisal>(),
    transitions: [],
  };

  reportProblems(run.context);
  if (options.around?.holdsHead ?? true) for (const rule of run.running) rule.file?.(run.context);
  checkSequences(run);
  const preferences = file.preferences.map((preference) => checkPreference(run, preference));
  for (const avoidance of file.avoidances) checkAvoidance(run, avoidance);

  const found = collector.diagnostics.splice(0);
  const marked =
    options.noAccept === true
      ? found
      : applyAccepts(file.source, found, report, options.around?.accepts);
  const diagnostics = [...marked, ...collector.diagnostics].sort(byPlace);
  const { transitions } = run;
  return { path: file.path, error: null, bound: file, base, transitions, preferences, diagnostics };
}

function checkSequences(run: Run): void {
  const { file } = run.context;
  const groups = byNode(file);
  const preferred = new Set(
    file.preferences.flatMap(({ first, second }) => [first?.declaration, second?.declaration]),
  );
  for (const sequence of file.sequences) {
    const isPreferred = preferred.has(sequence.declaration);
    for (const node of sequence.nodes) checkNode(run, { sequence, isPreferred, node }, groups);
  }
}

function checkNode(
  { context, running, scope, memo, transitions }: Run,
  place: Pick<StepContext, 'sequence' | 'isPreferred' | 'node'>,
  groups: ReadonlyMap<StepNode, readonly Transition[]>,
): void {
  const { node } = place;
  if (node.syntax === null) return;
  const { base, file, asOf } = context;
  const claims = claimsOf(scope, node.syntax.clauses);
  const claimed = { ...context, claims };
  for (const rule of running) rule.claims?.(claimed);
  // Surgery, observation and the like make claims and are not appraised.
  const found = groups.get(node);
  if (found === undefined) return;
  const seen = found.map((transition) => appraised(base, transition, asOf, claims, memo));
  transitions.push(...seen);
  const [first] = seen;
  // Of a branch or population that nobody is in, which is reported as such, nothing else can be said.
  if (first === undefined || running.length === 0 || isEmpty(node.population.region)) return;
  const step = {
    ...claimed,
    ...place,
    step: node.syntax,
    transitions: seen,
    first,
    citations: citedHere(base, asOf, claims, found),
    claimsPlace:
      (claims.here !== null && found.some(isPlaced)) ||
      (file.settings.grades === 'position' && claims.grade !== null),
  };
  for (const rule of running) rule.step?.(step);
}

function checkPreference(
  { context, running, scope }: Run,
  preference: BoundFile['preferences'][number],
): FileResult['preferences'][number] {
  const claims = claimsOf(scope, preference.declaration.claims);
  const claimed = { ...context, preference, claims };
  for (const rule of running) {
    rule.claims?.(claimed);
    rule.preference?.(claimed);
  }
  const verdict = judgePreference(context.base, context.asOf, preference);
  return {
    first: preference.declaration.first?.text ?? '',
    second: preference.declaration.second?.text ?? '',
    population: preference.population.name,
    span: preference.declaration,
    supported: verdict?.direction === 'supports',
    direction: verdict?.direction ?? null,
    studies: verdict?.studies ?? [],
  };
}

function checkAvoidance(
  { context, running, scope, memo }: Run,
  avoidance: BoundFile['avoidances'][number],
): void {
  const claims = claimsOf(scope, avoidance.declaration.claims);
  const claimed = { ...context, avoidance, claims };
  for (const rule of running) rule.claims?.(claimed);
  for (const avoided of avoidance.transitions) {
    const transition = appraised(context.base, avoided, context.asOf, claims, memo);
    for (const rule of running) rule.avoidance?.({ ...claimed, transition });
  }
}

const severityOrder: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
/** Orders findings by place, then the gravest first, then by code. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}
