/**
 * What the other files of a project need to know of a file, as plain data: its orders, what it
 * recommends, and what it advises against.
 */
import type { Base } from '../../evidence/base-types.ts';
import { type GradingId, strengthIn } from '../../evidence/gradings.ts';
import type { SequenceGraph, Transition } from '../../model/bound-file.ts';
import { type PlainRegion, plainRegion } from '../../model/plain-region.ts';
import { type Region, regionKey } from '../../model/population.ts';
import { labelOf } from '../../model/treatment-label.ts';
import type { Span } from '../../syntax/tree.ts';
import { acceptedAt } from '../accept.ts';
import type { AppraisedTransition, FileResult } from '../result-types.ts';
import type { Severity } from '../severity.ts';
import type { Advice, FileSummary, Order, Said } from './summary-types.ts';

/** The one finding that needs several files. */
export const conflictCode = 'conflicting-sequences';

interface SummaryOptions {
  readonly project: string;
  /** `off`: the file takes no part. */
  readonly severity: Severity | 'off';
  readonly noAccept: boolean;
}

/** One name for two treatments in any order. */
export const pairOf = (one: string, other: string): string =>
  one < other ? `${one}\n${other}` : `${other}\n${one}`;

/**
 * `null` for a file that takes no part: unreadable, switched off, or without any order or advice.
 */
export function summaryOf(result: FileResult, options: SummaryOptions): FileSummary | null {
  const { bound, base } = result;
  if (bound === null || options.severity === 'off') return null;
  const regions = new Regions();
  const acceptOf = options.noAccept ? () => null : acceptedAt(bound.source, conflictCode);
  const said = (transition: Transition, span: Span): Said | null => {
    const region = regions.indexOf(transition.population.region);
    const { predecessor } = transition.history;
    if (region === null || !transition.treatment.known || !transition.treatment.systemic)
      return null;
    return {
      treatment: transition.treatment.key,
      label: labelOf(base, transition.treatment),
      after: predecessor?.key ?? null,
      afterLabel: predecessor === null ? '' : labelOf(base, predecessor),
      ...{ region, population: transition.population.name, span, accepted: acceptOf(span) },
    };
  };
  const histories = new Map(
    bound.sequences.toReversed().map(({ name, declaration }) => [name, declaration.after]),
  );
  const orders: Order[] = [];
  const recommended: Advice[] = [];
  const against: Advice[] = [];
  for (const appraised of result.transitions) {
    const { transition } = appraised;
    const found = said(transition, transition.node?.syntax?.regimen ?? transition.span);
    if (found === null) continue;
    const { after } = found;
    const written =
      after !== null &&
      transition.history.predecessor?.known === true &&
      !isGiven(histories, transition);
    if (written && after !== found.treatment)
      orders.push({ ...found, after, sequence: transition.sequence ?? '' });
    const advice: Advice = {
      ...found,
      history: transition.history.always.map(({ key }) => key),
      anywhere: false,
    };
    const direction = directionOf(base, appraised, bound.settings.grading);
    if (direction === 'for') recommended.push(advice);
    else if (direction === 'against') against.push(advice);
  }
  for (const avoidance of bound.avoidances) {
    for (const transition of avoidance.transitions) {
      const found = said(transition, avoidance.declaration.regimen ?? avoidance.declaration);
      const history = transition.history.path.map(({ key }) => key);
      if (found !== null) against.push({ ...found, history, anywhere: avoidance.anywhere });
    }
  }
  const settled = bound.preferences.flatMap(({ first, second }) =>
    first === null || second === null ? [] : decided(first, second),
  );
  if (orders.length + recommended.length + against.length + settled.length === 0) return null;
  const { path, settings } = bound;
  const { project, severity } = options;
  return {
    ...{ path, project, severity, asOf: settings.asOf, regions: regions.all },
    orders,
    recommended,
    against,
    settled,
  };
}

/**
 * Is the treatment before only the patients' history (`sequence s after x`), and no step of the
 * sequence?
 */
function isGiven(
  histories: ReadonlyMap<string, Span | null>,
  { sequence, history }: Transition,
): boolean {
  const after = sequence === null ? null : (histories.get(sequence) ?? null);
  const span = history.predecessor?.span;
  return after !== null && span !== undefined && after.start <= span.start && span.end <= after.end;
}

/** The direction of the recommendation: of the place where it is graded, else of the treatment. */
function directionOf(
  { gradings }: Base,
  { claimed, here }: AppraisedTransition,
  grading: GradingId,
): 'for' | 'against' | null {
  const bracket = here ?? claimed;
  const written = bracket?.strength ?? null;
  if (bracket === null || written === null) return null;
  // A system that grades no recommendations leaves the letters to the guideline that uses it.
  const system =
    bracket.system === undefined ? gradings.get(grading) : gradings.named(bracket.system);
  if (system === undefined || !system.judged) return null;
  const strength = strengthIn(system, written) ?? strengthIn(gradings.get('esmo'), written);
  if (strength === null) return null;
  if (strength.direction === 'either') return strength.force === 'strong' ? 'for' : null;
  return strength.direction;
}

/** The pairs that both sequences give, whichever comes first. */
function decided(first: SequenceGraph, second: SequenceGraph): readonly string[] {
  const pairs = pairsOf(first);
  return [...pairsOf(second)].filter((pair) => pairs.has(pair));
}
function pairsOf({ nodes }: SequenceGraph): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const node of nodes) {
    for (const index of node.predecessors) {
      const before = nodes[index];
      if (before !== undefined) pairs.add(pairOf(before.treatment.key, node.treatment.key));
    }
  }
  return pairs;
}

/** Each population once. */
class Regions {
  readonly all: PlainRegion[] = [];
  readonly #indexes = new Map<string, number | null>();

  indexOf(region: Region): number | null {
    const key = regionKey(region);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const plain = plainRegion(region);
    const index = plain === null || plain.boxes.length === 0 ? null : this.all.push(plain) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}
