/**
 * How often the tool is wrong about claims: recommendations of published guidelines must pass
 * without an alarm, and the same recommendations made wrong by rules must not. `npm run
 * bench:claims` prints it; test/published.test.ts holds it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic, FileResult } from '../../server/src/checks/result-types.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { run } from '../checks/helper.ts';
import { harmlessChangesOf } from './harmless.ts';
import { mutationsOf } from './mistakes.ts';
import { type Mutation, type Recommendation, restate } from './recommendation.ts';

export interface Measured {
  readonly files: number;
  readonly recommendations: number;
  /** With a grade that a source prints, by grading system. */
  readonly graded: ReadonlyMap<string, number>;
  /** Whatever is above information, as `file:line code message`. */
  readonly alarms: readonly string[];
  /**
   * Alarms that the document itself says are right (`# right: CODE reason` above the line), as
   * `file:line code reason`.
   */
  readonly right: readonly string[];
  /** Such remarks to which nothing is reported any more. */
  readonly stale: readonly string[];
  readonly alarmed: number;
  /** Changes that claim nothing more, and those that raised an alarm all the same. */
  readonly harmless: number;
  readonly disturbed: readonly string[];
  readonly mutations: number;
  readonly missed: readonly Mutation[];
  /** Found as a warning or an error, not only as information. */
  readonly loud: number;
  readonly byOperator: readonly {
    readonly operator: string;
    readonly made: number;
    readonly found: number;
  }[];
}

const isOpen = ({ accepted }: Diagnostic): boolean => accepted === null;
const isAlarm = (diagnostic: Diagnostic): boolean =>
  isOpen(diagnostic) && ['error', 'warning'].includes(diagnostic.severity);
const isSaid = (diagnostic: Diagnostic): boolean =>
  isOpen(diagnostic) && diagnostic.severity !== 'hint';

interface Adjudicated {
  /** From 1: the first line below the comment that is none itself. */
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}
/**
 * Alarms that were looked at and found right, with the reason: `# right: prior-missing CABINET
 * required more than an analogue.`
 */
function adjudicatedIn(text: string): readonly Adjudicated[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index): Adjudicated[] => {
    const [, code, reason] = /^\s*#\s*right:\s+([a-z-]+)\s+(\S.*)$/.exec(line) ?? [];
    if (code === undefined || reason === undefined) return [];
    const below = lines.findIndex((other, at) => at > index && !/^\s*#/.test(other));
    return [{ line: below + 1, code, reason }];
  });
}

/** Paths of the documents below a folder of the repository. */
export function documentsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sequitur'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** The steps of a document, each once for every treatment it may follow. */
function recommendationsOf(
  file: string,
  text: string,
  result: FileResult,
): readonly Recommendation[] {
  const base = embeddedBase();
  const settings = result.bound?.settings;
  const populations = (result.bound?.populations ?? [])
    .filter((population) => population.file === result.path)
    .map(({ declaration }) => text.slice(declaration.start, declaration.end))
    .join('\n');
  return result.transitions.flatMap(({ transition, citations }): Recommendation[] => {
    const { node, population } = transition;
    const syntax = node?.syntax ?? null;
    // A branch narrows the population, and an import declares it elsewhere; restated alone the step
    // would be for others.
    const narrowed = population.conditions.length > 0;
    const imported = !(result.bound?.populations ?? []).some(
      (one) => one.name === population.name && one.file === result.path,
    );
    if (
      syntax === null ||
      population.name === null ||
      narrowed ||
      imported ||
      settings === undefined ||
      !transition.treatment.known
    )
      return [];
    const slice = (span: { readonly start: number; readonly end: number }): string =>
      text.slice(span.start, span.end);
    const clauses = (kind: string): readonly string[] =>
      syntax.clauses.filter((clause) => clause.kind === kind).map(slice);
    const own = ['grade', 'here', 'citation', 'with', 'trigger', 'rechallenge'];
    return [
      {
        file,
        asOf: result.transitions[0]?.appraisal.asOf ?? '',
        grading: settings.grading,
        populations,
        population: population.name,
        history: transition.history.path.map(({ key }) => key),
        treatment: transition.treatment.key,
        background: transition.background?.key ?? null,
        rechallenge: transition.rechallenge,
        trigger:
          transition.trigger.length === 0 ? transition.judged : transition.trigger.join(' or '),
        grade: clauses('grade')[0] ?? null,
        here: clauses('here')[0] ?? null,
        citations,
        rest: syntax.clauses.filter((clause) => !own.includes(clause.kind)).map(slice),
        transition,
        studies: [...new Set(citations.flatMap((key) => base.cite(key)?.study ?? []))],
      },
    ];
  });
}

/** Is something said with one of these codes that was not said of the recommendation itself? */
function isNew(
  mutated: readonly Diagnostic[],
  plain: readonly Diagnostic[],
  codes: readonly string[],
): boolean {
  const known = new Set(
    plain.map(({ code, message, severity }) => `${code} ${severity} ${message}`),
  );
  return mutated.some(
    ({ code, message, severity }) =>
      codes.includes(code) && !known.has(`${code} ${severity} ${message}`),
  );
}

/**
 * @param published documents that must pass; their steps, and those of `others`, are then made
 * wrong. Alarms on a recommendation that is restated alone count as well: a file of its own must
 * not change the answer.
 */
export async function measure(
  published: readonly string[],
  others: readonly string[] = [],
  mostOfAKind = 10,
): Promise<Measured> {
  const alarms: string[] = [];
  const right: string[] = [];
  const stale: string[] = [];
  const known = new Map<string, ReadonlySet<string>>();
  const recommendations: Recommendation[] = [];
  const steps = new Set<string>();
  const graded = new Map<string, Set<string>>();
  const alarmedSteps = new Set<string>();
  for (const file of [...published, ...others]) {
    const text = readFileSync(file, 'utf8');
    const result = await run(text, { name: path.basename(file), files: neighbours(file) });
    const own = recommendationsOf(path.basename(file), text, result);
    recommendations.push(...own);
    if (!published.includes(file)) continue;
    const gradedIn = (grade: string): string =>
      /^\[\s*([^:\]]+):/.exec(grade)?.[1] ?? result.bound?.settings.grading ?? '';
    for (const { transition, grade } of own) {
      const step = `${file} ${transition.span.start}`;
      steps.add(step);
      if (grade === null) continue;
      const system = gradedIn(grade);
      graded.set(system, (graded.get(system) ?? new Set()).add(step));
    }
    const adjudicated = adjudicatedIn(text);
    const met = new Set<Adjudicated>();
    known.set(path.basename(file), new Set(adjudicated.map(({ code }) => code)));
    for (const diagnostic of result.diagnostics.filter(isAlarm)) {
      const line = text.slice(0, diagnostic.span.start).split('\n').length;
      const found = adjudicated.find((one) => one.line === line && one.code === diagnostic.code);
      if (found !== undefined) {
        met.add(found);
        right.push(`${path.basename(file)}:${line} ${found.code} ${found.reason}`);
        continue;
      }
      const at = own.find(
        ({ transition: { span } }) =>
          span.start <= diagnostic.span.start && diagnostic.span.end <= span.end,
      );
      alarmedSteps.add(`${file} ${at?.transition.span.start ?? 'outside any step'}`);
      alarms.push(`${path.basename(file)}:${line} ${diagnostic.code} ${diagnostic.message}`);
    }
    for (const one of adjudicated)
      if (!met.has(one)) stale.push(`${path.basename(file)}:${one.line} ${one.code}`);
  }
  const names = new Set(published.map((file) => path.basename(file)));
  const own = recommendations.filter(({ file }) => names.has(file));
  const place = (one: Recommendation): string =>
    `${one.file}, ${[...one.history, one.treatment].join(' -> ')}`;
  // What was found right in the document is right alone.
  for (const one of own)
    for (const { code, message } of (await run(restate(one))).diagnostics.filter(isAlarm))
      if (known.get(one.file)?.has(code) !== true)
        alarms.push(`${place(one)}, alone: ${code} ${message}`);
  const harmless = harmlessChangesOf(embeddedBase(), own);
  const disturbed: string[] = [];
  // A change that claims no more leaves what was found right.
  for (const { of, operator, source } of harmless)
    for (const { code, message } of (await run(source)).diagnostics.filter(isAlarm))
      if (known.get(of.file)?.has(code) !== true)
        disturbed.push(`${operator}: ${place(of)}: ${code} ${message}`);

  const mutations = mutationsOf(embeddedBase(), recommendations, mostOfAKind);
  const missed: Mutation[] = [];
  let loud = 0;
  const before = new Map<Recommendation, readonly Diagnostic[]>();
  for (const mutation of mutations) {
    const { of, source, expected } = mutation;
    const plain = before.get(of) ?? (await run(restate(of))).diagnostics;
    before.set(of, plain);
    const { diagnostics } = await run(source);
    if (!isNew(diagnostics.filter(isSaid), plain, expected)) missed.push(mutation);
    else if (isNew(diagnostics.filter(isAlarm), plain, expected)) loud++;
  }
  const operators = [...new Set(mutations.map(({ operator }) => operator))];
  return {
    files: published.length,
    recommendations: steps.size,
    graded: new Map([...graded].map(([system, found]) => [system, found.size])),
    alarms,
    right,
    stale,
    alarmed: alarmedSteps.size,
    harmless: harmless.length,
    disturbed,
    mutations: mutations.length,
    missed,
    loud,
    byOperator: operators.map((operator) => {
      const made = mutations.filter((mutation) => mutation.operator === operator).length;
      return {
        operator,
        made,
        found: made - missed.filter((mutation) => mutation.operator === operator).length,
      };
    }),
  };
}

/** Other files of the same folder, by name, for imports. */
function neighbours(file: string): Readonly<Record<string, string>> {
  const folder = path.dirname(file);
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.sequitur') && name !== path.basename(file))
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0);
const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
/** The figures, every false alarm and every miss, as lines. */
export function inWords(measured: Measured): readonly string[] {
  const {
    recommendations,
    graded,
    alarmed,
    alarms,
    right,
    harmless,
    disturbed,
    mutations,
    missed,
    loud,
    files,
  } = measured;
  return [
    `recommendations   ${recommendations} in ${files} documents, ${sum(graded.values())} of them with a printed grade: ${[...graded].map(([system, count]) => `${count} ${system}`).join(', ')}`,
    `without an alarm  ${recommendations - alarmed} (${percent(recommendations - alarmed, recommendations)})`,
    `alarms            ${right.length + alarms.length}, ${right.length} of them adjudicated as right (precision ${percent(right.length, right.length + alarms.length)})`,
    ...right.map((alarm) => `  right   ${alarm}`),
    ...alarms.map((alarm) => `  alarm   ${alarm}`),
    `harmless changes  ${harmless}, alarms ${disturbed.length}`,
    ...disturbed.map((alarm) => `  alarm   ${alarm}`),
    `mistakes          ${mutations}`,
    `found             ${mutations - missed.length} (${percent(mutations - missed.length, mutations)}), as a warning or an error ${loud} (${percent(loud, mutations)})`,
    ...measured.byOperator.map(
      ({ operator, made, found }) =>
        `  ${String(found).padStart(3)} of ${String(made).padStart(2)}  ${operator}`,
    ),
    ...missed.map(
      ({ operator, of, source }) =>
        `  missed  ${operator}: ${of.file}, ${[...of.history, of.treatment].join(' -> ')}\n${source.replace(/^/gm, '            ').trimEnd()}`,
    ),
  ];
}
