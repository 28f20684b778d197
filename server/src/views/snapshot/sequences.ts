/** A sequence in the normal form: its steps with their claims and supports, and its path as a tree of them. */
import { tumourFit, tumoursAsked } from '../../appraisal/coverage.ts';
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type { Base } from '../../evidence/base-types.ts';
import type { PopulationInForce, SequenceGraph, StepNode } from '../../model/bound-file.ts';
import { labelOf } from '../../model/treatment-label.ts';
import type * as syntax from '../../syntax/tree.ts';
import type { FileSettings } from '../../workspace/file-settings.ts';
import { acceptancesOf, claimOf } from './claim.ts';
import { conditionText } from './condition.ts';
import { Names, slug } from './identity.ts';
import { heldOf, standingOf } from './standing.ts';
import { snapshotTransition, treatmentOf } from './supports.ts';
import type { Tables } from './tables.ts';
import type { SnapshotNode, SnapshotPatients, SnapshotSequence, SnapshotStep } from './types.ts';

/** What the steps of a file are read with. */
export interface FileContext {
  readonly base: Base;
  readonly settings: FileSettings;
  readonly tables: Tables;
  /** By the step they end in. */
  readonly transitions: ReadonlyMap<StepNode, readonly AppraisedTransition[]>;
  /** Ids of the file's own populations, by name. */
  readonly populations: ReadonlyMap<string, string>;
}

/** The patients of a population, entered in the table of regions. */
export const patientsOf = (
  { name, region }: PopulationInForce,
  { populations, tables }: Pick<FileContext, 'populations' | 'tables'>,
): SnapshotPatients => ({
  declared: name === null ? null : (populations.get(name) ?? null),
  region: tables.region(region),
});

interface BuiltSequence {
  readonly sequence: SnapshotSequence;
  /** Ids of the steps, with the spans that their findings stand in. */
  readonly places: readonly { readonly span: syntax.Span; readonly id: string }[];
}

/** A sequence with its steps in the order of the text. */
export function sequenceOf(
  graph: SequenceGraph,
  names: Names,
  context: FileContext,
): BuiltSequence {
  const { base } = context;
  const { declaration, nodes } = graph;
  const title = declaration.title?.value ?? null;
  const written = nodes.filter((node) => node.syntax !== null);
  const route = written.slice(0, mostInName).map(({ treatment }) => labelOf(base, treatment));
  const id = names.take(slug(title ?? route.join(' ')));
  const stepNames = new Names();
  const ids = new Map<StepNode, string>();
  const ofSyntax = new Map<syntax.Step, string>();
  for (const node of nodes) {
    if (node.syntax === null) continue;
    const step = `${id}/${stepNames.take(stepName(node, nodes, base))}`;
    ids.set(node, step);
    ofSyntax.set(node.syntax, step);
  }
  const conditions = conditionsOf(declaration.path, base);
  const steps = written.map((node) => stepOf(node, { nodes, ids, conditions }, context));
  const places = [...ofSyntax].map(([step, name]) => ({
    span: { start: step.arrow?.start ?? step.start, end: step.end },
    id: name,
  }));
  return {
    sequence: {
      id,
      title,
      patients: patientsOf(graph.population, context),
      after: historyOf(graph, base),
      unsaid: declaration.unsaid?.kind ?? null,
      path: declaration.path === null ? [] : pathOf(declaration.path, ofSyntax, base),
      steps,
    },
    places,
  };
}
/** Treatments that name a sequence without a title. */
const mostInName = 3;

/** `sunitinib-after-everolimus`, `everolimus-first`. */
function stepName(node: StepNode, nodes: readonly StepNode[], base: Base): string {
  const before = node.predecessors.map((index) => nodes[index]);
  const labels = [
    ...new Set(before.map((one) => (one === undefined ? 'nothing' : labelOf(base, one.treatment)))),
  ];
  const own = slug(labelOf(base, node.treatment));
  if (before.every((one) => one === undefined)) return `${own}-first`;
  return `${own}-after-${slug(labels.slice(0, mostInName).join(' or '))}`;
}

interface Surroundings {
  readonly nodes: readonly StepNode[];
  readonly ids: ReadonlyMap<StepNode, string>;
  readonly conditions: ReadonlyMap<syntax.Step, readonly string[]>;
}

function stepOf(node: StepNode, around: Surroundings, context: FileContext): SnapshotStep {
  const { base, settings, tables } = context;
  const { treatment, background, syntax: step } = node;
  const claim = claimOf(step?.clauses ?? [], { base, ...settings });
  const transitions = (context.transitions.get(node) ?? []).map((one) =>
    snapshotTransition(one, base, tables),
  );
  return {
    id: around.ids.get(node) ?? '',
    treatment: treatmentOf(base, treatment),
    components: treatment.components.map(({ id }) => id),
    known: treatment.known,
    systemic: treatment.systemic,
    line: node.line,
    predecessors: node.predecessors.map((index) => predecessorOf(around, index)),
    trigger: [...node.trigger].sort(),
    background: background === null ? null : treatmentOf(base, background),
    rechallenge: node.rechallenge,
    patients: patientsOf(node.population, context),
    when: step === null ? [] : [...(around.conditions.get(step) ?? [])],
    claim,
    standing: standingOf(transitions),
    held: heldOf(base, claim, transitions, settings.grades),
    transitions,
    printed: printedFor(node, context),
  };
}

function predecessorOf({ nodes, ids }: Surroundings, index: number): string {
  const node = nodes[index];
  if (node === undefined) return 'start';
  return ids.get(node) ?? `before:${node.treatment.key}`;
}

/** What guidelines of the base print of this treatment for these tumours, up to the year of the date. */
function printedFor({ treatment, population }: StepNode, context: FileContext): string[] {
  const { base, settings, tables } = context;
  if (!treatment.known || !treatment.systemic) return [];
  const asked = tumoursAsked(base, population.region);
  const year = Number(settings.asOf.slice(0, 4));
  return base.guidelines
    .about(treatment.components.map(({ id }) => id))
    .filter(
      ({ guideline, recommendation }) =>
        guideline.year <= year &&
        tumourFit(base, asked, recommendation.patients.tumour) !== 'other',
    )
    .map((one) => tables.printed(one));
}

function historyOf({ declaration, nodes }: SequenceGraph, base: Base): SnapshotSequence['after'] {
  if (declaration.after === null) return [];
  const before = nodes.filter((node) => node.syntax === null);
  let next = 0;
  return declaration.after.steps
    .map((alternatives) => alternatives.filter(({ treatments }) => treatments.length > 0))
    .filter((alternatives) => alternatives.length > 0)
    .map((alternatives) =>
      alternatives.flatMap(() => {
        const node = before[next++];
        return node === undefined ? [] : [treatmentOf(base, node.treatment)];
      }),
    );
}

const guardOf = (branch: syntax.Branch, base: Base): string | null =>
  branch.condition !== null
    ? `${branch.negated ? 'unless' : 'when'} ${conditionText(branch.condition, base)}`
    : branch.otherwise !== null
      ? 'otherwise'
      : null;

function pathOf(
  path: syntax.Path,
  ids: ReadonlyMap<syntax.Step, string>,
  base: Base,
): SnapshotNode[] {
  return path.nodes.map((node) =>
    node.kind === 'step'
      ? { step: ids.get(node) ?? '' }
      : {
          choice: node.form,
          accepts: acceptancesOf(node.accepts),
          branches: node.branches.map((branch) => ({
            when: guardOf(branch, base),
            preferred: branch.preferred !== null,
            path: branch.path === null ? null : pathOf(branch.path, ids, base),
          })),
        },
  );
}

function conditionsOf(
  path: syntax.Path | null,
  base: Base,
): ReadonlyMap<syntax.Step, readonly string[]> {
  const found = new Map<syntax.Step, readonly string[]>();
  const walk = (nodes: syntax.Path['nodes'], outer: readonly string[]): void => {
    for (const node of nodes) {
      if (node.kind === 'step') found.set(node, outer);
      else
        for (const branch of node.branches) {
          const guard = guardOf(branch, base);
          walk(branch.path?.nodes ?? [], guard === null ? outer : [...outer, guard]);
        }
    }
  };
  walk(path?.nodes ?? [], []);
  return found;
}
