/**
 * From the graph of a sequence to its transitions: one per step and distinct last systemic
 * treatment before it, with the history as a set of paths. Questions about "some path" are answered
 * in time linear in the edges, and remembered per sequence.
 */

import { digest } from '../text/digest.ts';
import type {
  Beginning,
  History,
  SequenceGraph,
  StepNode,
  Transition,
  Treatment,
  TriggerEvent,
} from './bound-file.ts';
import { start } from './graph.ts';
import { regionKey } from './population.ts';
import { adjuvant, followsOperation } from './setting.ts';

/**
 * What can have happened when a step ends: the last systemic treatment and what came before. A step
 * that is not appraised (surgery) has one state for each last systemic treatment before it; so
 * paths through it stay apart where they must.
 */
interface State {
  readonly index: number;
  /** The last systemic treatment; `null` for the start, and after surgery alone. */
  readonly last: Treatment | null;
  /** What this step adds to the history: its treatment if systemic, then its background. */
  readonly adds: readonly Treatment[];
  readonly before: readonly State[];
  /** Systemic treatments so far, on the longest path. */
  readonly line: number;
  /** The same for states with the same histories. */
  readonly key: string;
}
/** States before a step that share their last systemic treatment. */
interface Group {
  readonly last: Treatment | null;
  readonly states: readonly State[];
}

/** The states of a sequence in topological order, with the answers given so far. */
class States {
  readonly all: State[] = [];
  readonly #answers = new Map<string, readonly boolean[]>();
  #treatments: {
    readonly list: readonly Treatment[];
    readonly some: readonly bigint[];
    readonly every: readonly bigint[];
  } | null = null;

  add(state: Omit<State, 'index' | 'key'>): State {
    const key = digest(
      [
        ...state.adds.map(({ key, dose }) => (dose === undefined ? key : `${key} (${dose})`)),
        '<',
        state.last?.key ?? '',
        ...state.before.map((before) => before.key),
      ].join('|'),
    );
    const added = { ...state, index: this.all.length, key };
    this.all.push(added);
    return added;
  }

  /** Per state: does some path to its end have a matching treatment? */
  having(key: string, matches: (treatment: Treatment) => boolean): readonly boolean[] {
    return this.#answer(`with ${key}`, (state, earlier) => state.adds.some(matches) || earlier);
  }
  /** Per state: does some path to its end have no matching treatment? */
  lacking(key: string, matches: (treatment: Treatment) => boolean): readonly boolean[] {
    return this.#answer(
      `without ${key}`,
      (state, earlier) => !state.adds.some(matches) && (state.before.length === 0 || earlier),
    );
  }
  #answer(key: string, holds: (state: State, earlier: boolean) => boolean): readonly boolean[] {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer: boolean[] = [];
    for (const state of this.all)
      answer.push(
        holds(
          state,
          state.before.some((before) => answer[before.index] === true),
        ),
      );
    this.#answers.set(key, answer);
    return answer;
  }

  /**
   * Treatments on every path and on some path to each state, as sets of bits in order of
   * appearance.
   */
  treatments(): {
    readonly list: readonly Treatment[];
    readonly some: readonly bigint[];
    readonly every: readonly bigint[];
  } {
    if (this.#treatments !== null) return this.#treatments;
    const list: Treatment[] = [];
    const bits = new Map<string, bigint>();
    const some: bigint[] = [];
    const every: bigint[] = [];
    for (const state of this.all) {
      let own = 0n;
      for (const treatment of state.adds) {
        const bit = bits.get(treatment.key) ?? 1n << BigInt(list.length);
        if (!bits.has(treatment.key)) list.push(treatment);
        bits.set(treatment.key, bit);
        own |= bit;
      }
      some.push(own | unite(state.before, some));
      every.push(own | common(state.before, every));
    }
    this.#treatments = { list, some, every };
    return this.#treatments;
  }
}

function unite(states: readonly State[], sets: readonly bigint[]): bigint {
  return states.reduce((sum, state) => sum | (sets[state.index] ?? 0n), 0n);
}
function common(states: readonly State[], sets: readonly bigint[]): bigint {
  const [first, ...others] = states;
  return first === undefined
    ? 0n
    : others.reduce((sum, state) => sum & (sets[state.index] ?? 0n), sets[first.index] ?? 0n);
}

class PathHistory implements History {
  readonly predecessor: Treatment | null;
  readonly #states: States;
  readonly #group: Group;
  #always: readonly Treatment[] | null = null;
  #sometimes: readonly Treatment[] | null = null;
  #path: readonly Treatment[] | null = null;

  constructor(states: States, group: Group) {
    this.predecessor = group.last;
    this.#states = states;
    this.#group = group;
  }

  get path(): readonly Treatment[] {
    this.#path ??= trace(
      this.#group.states,
      () => true,
      () => true,
    );
    return this.#path;
  }
  get always(): readonly Treatment[] {
    this.#always ??= this.#pick((some, every) => some && every);
    return this.#always;
  }
  get sometimes(): readonly Treatment[] {
    this.#sometimes ??= this.#pick((some, every) => some && !every);
    return this.#sometimes;
  }
  #pick(wanted: (some: boolean, every: boolean) => boolean): readonly Treatment[] {
    const { list, some, every } = this.#states.treatments();
    const onSome = unite(this.#group.states, some);
    const onEvery = common(this.#group.states, every);
    return list.filter((_, index) =>
      wanted(((onSome >> BigInt(index)) & 1n) === 1n, ((onEvery >> BigInt(index)) & 1n) === 1n),
    );
  }

  pathWith(key: string, matches: (treatment: Treatment) => boolean): readonly Treatment[] | null {
    const having = this.#states.having(key, matches);
    const holds = (state: State): boolean => having[state.index] === true;
    return this.#group.states.some(holds)
      ? trace(this.#group.states, holds, (state) => !state.adds.some(matches))
      : null;
  }
  pathWithout(
    key: string,
    matches: (treatment: Treatment) => boolean,
  ): readonly Treatment[] | null {
    const lacking = this.#states.lacking(key, matches);
    const holds = (state: State): boolean => lacking[state.index] === true;
    return this.#group.states.some(holds) ? trace(this.#group.states, holds, () => true) : null;
  }
  hasPathWith(key: string, matches: (treatment: Treatment) => boolean): boolean {
    const having = this.#states.having(key, matches);
    return this.#group.states.some((state) => having[state.index] === true);
  }
  hasPathWithout(key: string, matches: (treatment: Treatment) => boolean): boolean {
    const lacking = this.#states.lacking(key, matches);
    return this.#group.states.some((state) => lacking[state.index] === true);
  }
}

/**
 * Walks back from one of the states through states that hold the predicate, the first in the order
 * of the file; once `searching` says no, any way back will do. The path comes earliest first, and a
 * background that is already in it is not repeated.
 */
function trace(
  states: readonly State[],
  holds: (state: State) => boolean,
  searching: (state: State) => boolean,
): readonly Treatment[] {
  const backwards: State[] = [];
  let open = true;
  let level = states;
  for (;;) {
    const next = (open ? level.find(holds) : undefined) ?? level[0];
    if (next === undefined) break;
    backwards.push(next);
    if (!searching(next)) open = false;
    level = next.before;
  }
  const path: Treatment[] = [];
  const seen = new Set<string>();
  for (const state of backwards.reverse()) {
    for (const treatment of state.adds) {
      const repeated = seen.has(treatment.key) && treatment !== state.last;
      if (!repeated) path.push(treatment);
      seen.add(treatment.key);
    }
  }
  return path;
}

interface Histories {
  readonly states: States;
  /** Per node, by the last systemic treatment before it, in the order of the file. */
  readonly groups: readonly (readonly Group[])[];
  readonly ends: readonly (readonly State[])[];
  readonly beginning: State;
}

const known = new WeakMap<readonly StepNode[], Histories>();
function historiesOf(nodes: readonly StepNode[]): Histories {
  const found = known.get(nodes);
  if (found !== undefined) return found;
  const states = new States();
  const beginning = states.add({ last: null, adds: [], before: [], line: 0 });
  const ends: (readonly State[])[] = [];
  const groups = nodes.map((node) => {
    const before = group(
      node.predecessors.flatMap((index) => (index === start ? [beginning] : (ends[index] ?? []))),
    );
    ends.push(endStates(states, node, before));
    return before;
  });
  const histories = { states, groups, ends, beginning };
  known.set(nodes, histories);
  return histories;
}

function endStates(states: States, node: StepNode, groups: readonly Group[]): readonly State[] {
  const background = node.background?.systemic === true ? [node.background] : [];
  if (node.treatment.systemic) {
    const before = groups.flatMap((entry) => entry.states);
    return [
      states.add({
        last: node.treatment,
        adds: [node.treatment, ...background],
        before,
        line: longest(before) + 1,
      }),
    ];
  }
  return groups.flatMap((entry) => {
    if (background.length === 0 && entry.states.length === 1) return entry.states;
    return [
      states.add({
        last: entry.last,
        adds: background,
        before: entry.states,
        line: longest(entry.states),
      }),
    ];
  });
}

function group(states: readonly State[]): readonly Group[] {
  const groups = new Map<string, { last: Treatment | null; states: State[] }>();
  for (const state of new Set(states)) {
    const key = state.last?.key ?? '';
    const same = groups.get(key);
    if (same === undefined) groups.set(key, { last: state.last, states: [state] });
    else same.states.push(state);
  }
  return [...groups.values()];
}
function longest(states: readonly State[]): number {
  return states.reduce((line, state) => Math.max(line, state.line), 0);
}

/**
 * The transitions of a sequence, in the order of the file. Steps that are not appraised (surgery,
 * best supportive care) have none.
 */
export function transitionsOf(graph: SequenceGraph): readonly Transition[] {
  const { states, groups } = historiesOf(graph.nodes);
  return graph.nodes.flatMap((node) => {
    const step = node.syntax;
    if (step === null || !node.treatment.systemic || node.treatment.components.length === 0)
      return [];
    const isFirst = node.predecessors.every((index) => index === start);
    return (groups[node.index] ?? []).map((before) =>
      transition(states, before, {
        sequence: graph.name,
        beginning: graph.beginning,
        treatment: node.treatment,
        background: node.background,
        rechallenge: node.rechallenge,
        trigger: node.trigger,
        judged:
          before.last === null && (isFirst || node.trigger.length === 0)
            ? null
            : judgedEvent(node.trigger),
        population:
          before.last === null && followsOperation(graph.nodes, node.predecessors)
            ? adjuvant(node.population, node.trigger)
            : node.population,
        node,
        span: { start: step.start, end: step.end },
      }),
    );
  });
}

/**
 * What a treatment follows that is not a step of a sequence: an avoidance, or a question on the
 * command line.
 */
export function transitionsAfter(
  nodes: readonly StepNode[],
  last: readonly number[],
  step: Pick<Transition, 'treatment' | 'population' | 'span' | 'trigger'>,
): readonly Transition[] {
  const { states, ends, beginning } = historiesOf(nodes);
  const before = group(
    last.flatMap((index) => (index === start ? [beginning] : (ends[index] ?? []))),
  );
  return before.map((entry) =>
    transition(states, entry, {
      sequence: null,
      beginning: 'untreated',
      ...step,
      population:
        entry.last === null && followsOperation(nodes, last)
          ? adjuvant(step.population, step.trigger)
          : step.population,
      background: null,
      rechallenge: false,
      judged: entry.last === null && step.trigger.length === 0 ? null : judgedEvent(step.trigger),
      node: null,
    }),
  );
}

function transition(
  states: States,
  before: Group,
  step: Omit<Transition, 'history' | 'line' | 'key'>,
): Transition {
  const { population } = step;
  const key = digest(
    [
      before.states.map((state) => state.key).join(' '),
      step.treatment.key,
      step.treatment.known,
      step.treatment.dose ?? '',
      step.background?.key ?? '',
      step.rechallenge,
      step.judged ?? '',
      before.last === null ? step.beginning : '',
      step.trigger.join(' '),
      population.name ?? '',
      population.conditions.join(' and '),
      regionKey(population.region),
    ].join('\n'),
  );
  return {
    ...step,
    history: new PathHistory(states, before),
    line: longest(before.states) + (step.beginning === 'after-any' ? 2 : 1),
    key,
  };
}

/**
 * Has the treatment a place in a sequence? The first step after `any`, or of `any line`, has none:
 * what came before is not said, so it is judged as a treatment of its population alone.
 */
export const isPlaced = ({
  beginning,
  history,
}: {
  readonly beginning: Beginning;
  readonly history: Pick<History, 'predecessor'>;
}): boolean => beginning === 'untreated' || history.predecessor !== null;

/** Progression if it is among several events or none is written; else the first one written. */
function judgedEvent(trigger: readonly TriggerEvent[]): TriggerEvent {
  return trigger.includes('progression') ? 'progression' : (trigger[0] ?? 'progression');
}

/**
 * Treatments that may be the last systemic one before each step: the keys, for a message. Empty for
 * a first step.
 */
export function predecessorsOf(graph: SequenceGraph, node: StepNode): readonly Treatment[] {
  return (historiesOf(graph.nodes).groups[node.index] ?? []).flatMap((entry) => entry.last ?? []);
}
