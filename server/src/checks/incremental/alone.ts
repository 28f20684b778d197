/**
 * A sequence that is checked alone, for its population: what is kept of the check is small, and the
 * rest is made again when it is asked for.
 */
import type { Base } from '../../evidence/base-types.ts';
import { bindSequence } from '../../model/bind.ts';
import type { BoundFile, PopulationInForce, SequenceGraph } from '../../model/bound-file.ts';
import { transitionsOf } from '../../model/histories.ts';
import { regionKey } from '../../model/population.ts';
import type { Piece } from '../../syntax/segments/piece.ts';
import type { Accept, SourceFile } from '../../syntax/tree.ts';
import type { FilePath } from '../../workspace/file-settings.ts';
import type { ProjectProblem } from '../../workspace/problems.ts';
import type { Diagnostic, FileResult } from '../result-types.ts';
import { checkBound, type RunOptions } from '../run-rules.ts';
import { type SupportCounts, supportCounts } from '../sequence-supports.ts';
import {
  type FirstUses,
  type FirstUsesByKey,
  firstSteps,
  type Use,
  ungraded,
} from '../treatments-used.ts';

/** What all parts of a file are judged by; another value means that nothing remembered holds. */
export type Judging = Pick<RunOptions, 'today' | 'severity' | 'profile' | 'noAccept'> &
  Required<Pick<RunOptions, 'memo'>>;

/**
 * What a sequence is judged by beside its own text and its population; one object as long as
 * nothing of it changes.
 */
export interface Context {
  readonly key: string;
  readonly path: FilePath;
  readonly base: Base;
  readonly settings: BoundFile['settings'];
  /** The accepts of the whole file. */
  readonly accepts: readonly Accept[];
}
/** What is kept of a sequence that was checked alone. */
export interface AloneChecked {
  readonly context: Context;
  readonly population: PopulationInForce;
  /** The treatments it gives first. */
  readonly uses: ReadonlyMap<string, Use>;
  readonly diagnostics: readonly Diagnostic[];
  /** Codes that accepts of the whole file cover here. */
  readonly covered: ReadonlySet<string>;
  /**
   * Treatments and topics of which it asked whether their first step of the file is here, with the
   * answers.
   */
  readonly asked: ReadonlyMap<string, boolean>;
  /** The key of the treatments that the file names, where it asked for them. */
  readonly named: string | null;
  readonly counts: SupportCounts;
}

/** A sequence in its meaning. Offsets count from the start of its piece. */
export interface BoundAlone {
  readonly source: SourceFile;
  readonly population: PopulationInForce;
  readonly graph: SequenceGraph;
  readonly problems: readonly ProjectProblem[];
}
/** Binds a piece that holds one sequence; `null` where it holds none. */
export function bindAlone(
  source: SourceFile,
  population: PopulationInForce,
  base: Base,
): BoundAlone | null {
  const [sequence] = source.declarations;
  if (sequence?.kind !== 'sequence') return null;
  return { source, population, ...bindSequence(base, source.text, sequence, population) };
}

/** What it may ask about the whole file. */
export interface Answers {
  /** Is the first step of the treatment, or of the topic, here? */
  isFirst(topic: string): boolean;
  someGraded(): boolean;
  named(): readonly Use[];
}
/** What checking a sequence alone found, and what it asked about the rest of the file. */
export interface Ran {
  readonly result: FileResult;
  readonly covered: ReadonlySet<string>;
  readonly asked: ReadonlyMap<string, boolean>;
  readonly askedNames: boolean;
}
/** Checks a sequence alone; `answers` says what the rest of the file holds. */
export function runAlone(
  { source, graph, problems }: BoundAlone,
  context: Context,
  judging: Judging,
  answers: Answers,
): Ran {
  const { path, base, settings, accepts } = context;
  const asked = new Map<string, boolean>();
  const covered = new Set<string>();
  let askedNames = false;
  const own = firstSteps([graph]);
  const isFirstOf = (topic: string, node: SequenceGraph['nodes'][number]): boolean => {
    if (own.get(topic) !== node) return false;
    const answer = answers.isFirst(topic);
    asked.set(topic, answer);
    return answer;
  };
  const uses: FirstUses = {
    isFirst: (node) => isFirstOf(node.treatment.key, node),
    isFirstUngraded: (node) => isFirstOf(ungraded, node),
    someGraded() {
      askedNames = true;
      return answers.someGraded();
    },
    named() {
      askedNames = true;
      return answers.named();
    },
  };
  const nothing = { populations: [], preferences: [], avoidances: [], imports: [] };
  const bound: BoundFile = {
    path,
    source,
    settings,
    sequences: [graph],
    transitions: transitionsOf(graph),
    problems,
    ...nothing,
  };
  const result = checkBound(bound, base, {
    ...judging,
    around: {
      uses,
      holdsHead: false,
      accepts: { ofFile: accepts, covers: (code) => covered.add(code), covering: new Set() },
    },
  });
  return { result, covered, asked, askedNames };
}

const noCodes: ReadonlySet<string> = new Set();
const noAnswers: ReadonlyMap<string, boolean> = new Map();
const noFindings: readonly Diagnostic[] = [];
/** What is kept of a check. */
export function kept(
  bound: BoundAlone,
  context: Context,
  uses: AloneChecked['uses'],
  ran: Ran,
  named: string,
): AloneChecked {
  const { result, covered, asked, askedNames } = ran;
  return {
    context,
    population: bound.population,
    uses,
    diagnostics: result.diagnostics.length === 0 ? noFindings : result.diagnostics,
    covered: covered.size === 0 ? noCodes : covered,
    asked: asked.size === 0 ? noAnswers : asked,
    named: askedNames ? named : null,
    counts: shared(supportCounts(context.base, result.transitions)),
  };
}
const knownCounts = new Map<string, SupportCounts>();
/** Sequences with as many transitions of each support share one object. */
function shared(counts: SupportCounts): SupportCounts {
  const key = counts.map(({ name, count }) => `${count} ${name}`).join('\n');
  const known = knownCounts.get(key);
  if (known !== undefined) return known;
  if (knownCounts.size < 1000) knownCounts.set(key, counts);
  return counts;
}

/** Whether what it asked about the first uses is answered as before. */
export function stillFirst({ asked }: AloneChecked, piece: Piece, first: FirstUsesByKey): boolean {
  for (const [treatment, before] of asked)
    if ((first.get(treatment)?.piece === piece) !== before) return false;
  return true;
}

/** Whether two populations mean the same patients under the same name. */
export function samePopulation(before: PopulationInForce, now: PopulationInForce): boolean {
  if (before === now) return true;
  // A region knows the space of its base.
  return (
    before.name === now.name &&
    before.region.space === now.region.space &&
    regionKey(before.region) === regionKey(now.region)
  );
}
