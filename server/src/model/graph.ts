/**
 * A sequence as a graph of steps. A choice fans out and in, `nothing` passes its predecessors on,
 * an `after` history is a graph of steps before the first. Every part of the syntax is visited
 * once, so k choices of n branches give O(k·n²) edges and never nᵏ.
 */
import { TRIGGERS } from '../syntax/keywords.ts';
import type * as syntax from '../syntax/tree.ts';
import { normaliseName, suggest } from '../text/names.ts';
import type { Report } from '../workspace/problems.ts';
import type {
  PopulationInForce,
  SequenceGraph,
  StepNode,
  Treatment,
  TriggerEvent,
} from './bound-file.ts';
import { branchPopulations, type ConditionReader } from './branches.ts';

/** The start of the sequence, as a predecessor. */
export const start = -1;

/** How words are read while a graph is built. */
export interface Readers {
  /** The text that all spans point into. */
  readonly text: string;
  /** `dose` is what the step says of dose and interval. */
  readonly treatment: (regimen: syntax.Regimen, dose: string | null) => Treatment;
  readonly condition: ConditionReader;
  readonly report: Report;
}

/**
 * The graph of a sequence for its population. A sequence without a path has no nodes but those of
 * its `after`.
 */
export function buildGraph(
  declaration: syntax.SequenceDeclaration,
  population: PopulationInForce,
  readers: Readers,
): SequenceGraph {
  const beginning = declaration.unsaid?.kind ?? 'untreated';
  const builder = new GraphBuilder(readers, beginning === 'after-any' ? 1 : 0);
  const before =
    declaration.after === null ? [start] : builder.history(declaration.after, population);
  if (declaration.path !== null) builder.path(declaration.path, before, population);
  const name = declaration.name?.text ?? '';
  return { beginning, declaration, name, population, nodes: builder.nodes };
}

/**
 * The graph of an `after` history alone; the second part are the steps it may end with (the start,
 * for no history).
 */
export function buildHistory(
  history: syntax.History | null,
  population: PopulationInForce,
  readers: Readers,
): { readonly nodes: readonly StepNode[]; readonly last: readonly number[] } {
  const builder = new GraphBuilder(readers);
  const last = history === null ? [start] : builder.history(history, population);
  return { nodes: builder.nodes, last };
}

/** What the choices around a path hand to its first step. */
interface Inherited {
  readonly trigger: syntax.Trigger | null;
  readonly preferred: boolean;
}
const nothingInherited: Inherited = { trigger: null, preferred: false };

class GraphBuilder {
  readonly nodes: StepNode[] = [];
  readonly #readers: Readers;
  /** Systemic treatments up to and with each node, on the longest path. */
  readonly #lines: number[] = [];

  readonly #least: number;

  /** `least` systemic treatments were given before the first step, whatever they were. */
  constructor(readers: Readers, least = 0) {
    this.#readers = readers;
    this.#least = least;
  }

  history(history: syntax.History, population: PopulationInForce): readonly number[] {
    let before: readonly number[] = [start];
    for (const alternatives of history.steps) {
      const level = before;
      const steps = alternatives.filter((regimen) => regimen.treatments.length > 0);
      if (steps.length === 0) continue;
      before = steps.map((regimen) =>
        this.#add(
          {
            syntax: null,
            treatment: this.#readers.treatment(regimen, null),
            background: null,
            optional: null,
            rechallenge: false,
            trigger: [],
            triggerSpan: null,
            preferred: false,
            population,
          },
          level,
        ),
      );
    }
    return before;
  }

  /** Gives the steps that the path may end with. */
  path(
    path: syntax.Path,
    before: readonly number[],
    population: PopulationInForce,
    inherited: Inherited = nothingInherited,
  ): readonly number[] {
    let current = before;
    let first = inherited;
    for (const node of path.nodes) {
      current =
        node.kind === 'step'
          ? [this.#step(node, current, population, first)]
          : this.#choice(node, current, population, first);
      first = nothingInherited;
    }
    return current;
  }

  #choice(
    choice: syntax.Choice,
    before: readonly number[],
    population: PopulationInForce,
    inherited: Inherited,
  ): readonly number[] {
    if (choice.branches.length === 0) return before;
    const trigger = choice.trigger ?? inherited.trigger;
    const populations = branchPopulations(
      choice,
      population,
      this.#readers.text,
      this.#readers.condition,
      this.#readers.report,
    );
    const ends = new Set<number>();
    for (const [index, branch] of choice.branches.entries()) {
      const last =
        branch.path === null
          ? before
          : this.path(branch.path, before, populations[index] ?? population, {
              trigger,
              preferred: inherited.preferred || branch.preferred !== null,
            });
      for (const end of last) ends.add(end);
    }
    return [...ends];
  }

  #step(
    step: syntax.Step,
    before: readonly number[],
    population: PopulationInForce,
    inherited: Inherited,
  ): number {
    const written = triggerOf(step) ?? inherited.trigger;
    const beside = (kind: 'with' | 'optionally'): Treatment | null => {
      const found = step.clauses.find((clause) => clause.kind === kind);
      return found?.kind !== kind || found.regimen.treatments.length === 0
        ? null
        : this.#readers.treatment(found.regimen, null);
    };
    return this.#add(
      {
        syntax: step,
        treatment: this.#readers.treatment(step.regimen, doseOf(step)),
        background: beside('with'),
        optional: beside('optionally'),
        rechallenge: step.clauses.some((clause) => clause.kind === 'rechallenge'),
        trigger: written === null ? [] : eventsOf(written),
        triggerSpan: written === null ? null : { start: written.start, end: written.end },
        preferred: inherited.preferred,
        population,
      },
      before,
    );
  }

  #add(
    node: Omit<StepNode, 'index' | 'predecessors' | 'line'>,
    predecessors: readonly number[],
  ): number {
    const index = this.nodes.length;
    const given = Math.max(this.#least, ...predecessors.map((before) => this.#lines[before] ?? 0));
    this.#lines.push(given + (node.treatment.systemic ? 1 : 0));
    this.nodes.push({ ...node, index, predecessors, line: given + 1 });
    return index;
  }
}

/** The first dose that the step writes. */
export function doseOf(step: syntax.Step): string | null {
  for (const clause of step.clauses) if (clause.kind === 'dose') return clause.text?.value ?? null;
  return null;
}

/** The trigger written before the regimen or among the clauses. */
function triggerOf(step: syntax.Step): syntax.Trigger | null {
  return step.trigger ?? step.clauses.find((clause) => clause.kind === 'trigger') ?? null;
}

const events: ReadonlyMap<string, TriggerEvent> = new Map(
  (
    ['progression', 'intolerance', 'completion', 'symptoms', 'relapse'] satisfies TriggerEvent[]
  ).map((event) => [event, event]),
);
/** A misspelt event, which the parser has reported, counts as what it was meant to be. */
function eventsOf(trigger: syntax.Trigger): readonly TriggerEvent[] {
  const read = trigger.events.flatMap(
    (word) =>
      events.get(normaliseName(word.text)) ??
      events.get(suggest(word.text, TRIGGERS)[0] ?? '') ??
      [],
  );
  return [...new Set(read)];
}
