/** Who each branch of a choice is for, and what is wrong with the conditions of a choice. */
import type * as syntax from '../syntax/tree.ts';
import type { ProjectProblem, Report } from '../workspace/problems.ts';
import type { PopulationInForce } from './bound-file.ts';
import {
  axesOf,
  complement,
  contains,
  everybody,
  highestTumours,
  inexact,
  intersect,
  isEmpty,
  type Region,
  restrictedTo,
  subtract,
} from './population.ts';
import { describeRegion } from './region-words.ts';
import { finite } from './values.ts';

/** The patients of a condition, and the condition as written. */
export type ConditionReader = (condition: syntax.Condition) => {
  readonly region: Region;
  readonly text: string;
};

interface ReadBranch {
  readonly span: syntax.Span;
  readonly text: string;
  /** The patients of the condition alone; `null` for a branch without one. */
  readonly condition: Region | null;
  /**
   * The attributes of a condition whose criteria must all hold; `''` where several ways lead in.
   */
  readonly attributes: string;
  /** The patients of the outer population who take this branch. */
  readonly region: Region;
}

/**
 * The population of every branch, in order. `one of` takes the first branch that holds: its
 * condition less those above, `otherwise` the rest. `any of`: everybody of `when`, or of the
 * population outside. `unless` is `when` of everybody else.
 */
export function branchPopulations(
  choice: syntax.Choice,
  outer: PopulationInForce,
  text: string,
  read: ConditionReader,
  report: Report,
): readonly PopulationInForce[] {
  const branches: ReadBranch[] = [];
  let rest = outer.region;
  for (const branch of choice.branches) {
    const condition = readBranch(choice, branch, outer.region, read);
    const first = choice.form === 'one-of';
    const region =
      condition.region === null
        ? first
          ? rest
          : outer.region
        : intersect(first ? rest : outer.region, condition.region);
    if (first) rest = subtract(rest, condition.region ?? everybody(rest.space));
    branches.push({ ...condition, condition: condition.region, region });
  }
  const words = wordsOf(choice, text);
  checkBranches(
    { words, oneOf: choice.form === 'one-of', branches, outer: outer.region, rest },
    report,
  );
  return branches.map((branch) => ({
    name: outer.name,
    region: branch.region,
    conditions: branch.text === '' ? outer.conditions : [...outer.conditions, branch.text],
  }));
}

function readBranch(
  choice: syntax.Choice,
  branch: syntax.Branch,
  outer: Region,
  read: ConditionReader,
): { span: syntax.Span; text: string; attributes: string; region: Region | null } {
  if (branch.condition !== null) {
    const inside = read(branch.condition);
    const region = branch.negated
      ? { ...complement(inside.region), stated: inside.region.stated }
      : inside.region;
    const text = branch.negated ? `unless ${inside.text}` : inside.text;
    const { joiner, criteria } = branch.condition;
    const names = new Set(
      joiner === 'or' ? [] : criteria.map((criterion) => criterion.attribute.text.toLowerCase()),
    );
    const attributes = [...names].sort().join(' ');
    return { span: spanOf(branch.condition), text, attributes, region };
  }
  if (branch.otherwise !== null)
    return { span: branch.otherwise, text: 'otherwise', attributes: '', region: null };
  // An option of `any of` without `when`, or a branch whose condition could not be read.
  return {
    span: { start: branch.start, end: branch.start },
    text: '',
    attributes: '',
    region: choice.form === 'one-of' ? inexact(everybody(outer.space)) : null,
  };
}

/** The branches of one choice, as they were read. */
interface Branches {
  /** The words that begin the choice. */
  readonly words: syntax.Span;
  readonly oneOf: boolean;
  readonly branches: readonly ReadBranch[];
  /** Who comes to the choice. */
  readonly outer: Region;
  /** Whom no branch takes. */
  readonly rest: Region;
}

function checkBranches({ words, oneOf, branches, outer, rest }: Branches, report: Report): void {
  // Nothing follows from a population that nobody meets, or that was not understood.
  if (isEmpty(outer) || !outer.exact || !branches.every((branch) => branch.region.exact)) return;
  const population = (): string => describeRegion(outer);
  for (const [index, branch] of branches.entries()) {
    const { condition: region, span } = branch;
    const condition = branch.text;
    if (region !== null && isEmpty(intersect(outer, region)))
      report({
        code: 'unreachable-branch',
        span,
        params: { condition, reason: 'outside', population: population() },
      });
    else if (oneOf && isEmpty(branch.region))
      report({
        code: 'unreachable-branch',
        span,
        params: { condition, reason: 'covered', population: population() },
      });
    // A later branch of `one of` may take everybody who is left: that is what widening branches end
    // with.
    else if (region !== null && (!oneOf || index === 0) && contains(region, outer))
      report({ code: 'vacuous-condition', span, params: { condition, population: population() } });
  }
  if (!oneOf) return;
  for (const problem of overlappingBranches(branches, outer)) report(problem);
  const last = branches.at(-1);
  if (
    rest.exact &&
    !isEmpty(withoutUnnamedTumours(rest)) &&
    last !== undefined &&
    last.condition !== null
  ) {
    report({
      code: 'incomplete-branches',
      span: words,
      params: { missing: describeRegion(rest, outer) },
    });
  }
}

/**
 * Two branches about the same attributes that share some patients and neither of which holds the
 * other: `ki67 3 to 10%` and `ki67 10 to 20%` both hold 10 %. Branches that widen step by step, or
 * ask about different things, rely on their order on purpose.
 */
function overlappingBranches(
  branches: readonly ReadBranch[],
  outer: Region,
): readonly ProjectProblem[] {
  const problems: ProjectProblem[] = [];
  const above: { readonly text: string; readonly attributes: string; readonly region: Region }[] =
    [];
  for (const { condition, attributes, text, span } of branches) {
    if (condition === null || attributes === '') continue;
    const region = intersect(outer, condition);
    for (const other of above) {
      if (other.attributes !== attributes) continue;
      const overlap = intersect(region, other.region);
      if (isEmpty(overlap) || contains(region, other.region) || contains(other.region, region))
        continue;
      problems.push({
        code: 'overlapping-branches',
        span,
        params: { condition: text, other: other.text, overlap: describeRegion(overlap, outer) },
      });
    }
    above.push({ text, attributes, region });
  }
  return problems;
}

/**
 * When branches name several kinds of a tumour, "another kind" is left over only because the
 * vocabulary might lack one; that accuses nobody. A tumour with a single kind in the vocabulary
 * keeps its rest.
 */
function withoutUnnamedTumours(rest: Region): Region {
  const { space } = rest;
  const [axis] = axesOf(space, 'tumour');
  if (axis?.all.kind !== 'finite') return rest;
  const named = [...axis.all.values].filter((tumour) => {
    const below = [...space.tumoursBelow(tumour)].filter((member) => member !== tumour);
    return below.length === 0 || highestTumours(space, new Set(below)).length < 2;
  });
  return intersect(rest, restrictedTo(space, axis.id, finite(named)));
}

/** The words `one of`, without what is before and in the braces. */
function wordsOf(choice: syntax.Choice, text: string): syntax.Span {
  const from = choice.trigger?.end ?? choice.arrow?.end ?? choice.start;
  const words = /\b(?:one|any)\s+of\b/i.exec(
    text.slice(from, choice.branches[0]?.start ?? choice.end),
  );
  return words === null
    ? { start: from, end: from }
    : { start: from + words.index, end: from + words.index + words[0].length };
}

function spanOf(node: syntax.Span): syntax.Span {
  return { start: node.start, end: node.end };
}
