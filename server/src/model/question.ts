/**
 * A transition that is asked for without a file: `everolimus -> sunitinib`, in patients of `tumour
 * pancreatic-net and ki67 > 10%`.
 */
import type { Base } from '../evidence/base-types.ts';
import { parse } from '../syntax/parser.ts';
import type * as syntax from '../syntax/tree.ts';
import type { ProjectProblem } from '../workspace/problems.ts';
import type { PopulationInForce, Transition } from './bound-file.ts';
import { regionOfCondition } from './criteria.ts';
import { buildGraph } from './graph.ts';
import { transitionsOf } from './histories.ts';
import { everybody, isEmpty, placed } from './population.ts';
import { wordsOf } from './scope.ts';
import { spaceOf } from './space.ts';
import { resolveTreatment } from './treatments.ts';

/** A transition that is asked about without a file. */
export interface Question {
  readonly base: Base;
  /** The grammar's `path`; the question is about its last step. */
  readonly path: string;
  /**
   * The grammar's `condition`, or a population that a file declares; without it, everybody is asked
   * about.
   */
  readonly where?: string | PopulationInForce;
}
/** The transitions that a question means, and what of it could not be read. */
export interface Answer {
  /**
   * One per treatment that may come before the last step; empty when it is never appraised, or
   * nothing could be read.
   */
  readonly transitions: readonly Transition[];
  readonly errors: readonly syntax.SyntaxProblem[];
  readonly problems: readonly ProjectProblem[];
}

/** Reads a question as if its path stood in a sequence. Nothing that cannot be read is guessed. */
export function bindQuestion({ base, path, where }: Question): Answer {
  const problems: ProjectProblem[] = [];
  const report = (problem: ProjectProblem): void => void problems.push(problem);
  const asked = parse(`sequence asked {\n${path}\n}`);
  const condition =
    typeof where === 'string'
      ? parse(`sequence asked { one of {\nwhen ${where}\n: observation } }`)
      : null;
  const errors = [...asked.errors, ...(condition?.errors ?? [])];
  const declaration = sequenceOf(asked.declarations);
  const criteria = condition === null ? null : conditionOf(sequenceOf(condition.declarations));
  if (errors.length > 0 || declaration === null) return { transitions: [], errors, problems };

  const space = spaceOf(base);
  const region =
    criteria === null ? everybody(space) : placed(space, regionOfCondition(base, criteria, report));
  if (isEmpty(region) && criteria !== null && typeof where === 'string') {
    report({
      code: 'empty-population',
      span: { start: criteria.start, end: criteria.end },
      params: { name: '', criterion: where, reason: '', near: '', instead: '' },
    });
  }
  const population: PopulationInForce =
    typeof where === 'object' ? where : { name: null, region, conditions: [] };
  const graph = buildGraph(declaration, population, {
    text: asked.text,
    report,
    treatment: (regimen, dose) => resolveTreatment(base, regimen, report, dose),
    condition: (each) => ({
      region: regionOfCondition(base, each, report),
      text: wordsOf(asked.text, each),
    }),
  });
  const last = declaration.path?.nodes.at(-1);
  const transitions = transitionsOf(graph)
    .filter(({ span }) => last !== undefined && span.start >= last.start)
    .map((transition) => ({ ...transition, sequence: null }));
  return { transitions, errors, problems };
}

function sequenceOf(
  declarations: readonly syntax.Declaration[],
): syntax.SequenceDeclaration | null {
  const [only, ...others] = declarations;
  return only?.kind === 'sequence' && others.length === 0 ? only : null;
}
function conditionOf(declaration: syntax.SequenceDeclaration | null): syntax.Condition | null {
  const choice = declaration?.path?.nodes[0];
  return choice?.kind === 'choice' ? (choice.branches[0]?.condition ?? null) : null;
}
