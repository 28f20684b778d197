/**
 * From a checked file to its pictures. Nothing here draws by itself: the layout and the drawing are
 * in their own files.
 */
import type { AppraisedTransition, Diagnostic } from '../../checks/result-types.ts';
import type { Base } from '../../evidence/base-types.ts';
import type {
  BoundFile,
  PopulationInForce,
  SequenceGraph,
  StepNode,
} from '../../model/bound-file.ts';
import { describeRegion } from '../../model/region-words.ts';
import type { Path, Span } from '../../syntax/tree.ts';
import type { PlaceRange } from '../../text/lines.ts';
import { baseInWords } from '../../wording/base.ts';
import { diagnosticsIn, drawnOf, findingOf, type Sources, stepSpan } from './cards.ts';
import type { Picture, Preview, Problem } from './diagram.ts';
import { legendTexts } from './diagram-words.ts';
import { type Part, partsOf } from './drawn-part.ts';
import { layoutOf } from './layout.ts';
import type { MarkOf } from './mark.ts';
import { listOf } from './ordered-list.ts';
import { recommendationsOf } from './recommendations.ts';
import { drawing, legendSample } from './svg.ts';

/** A checked file, and how its places are counted. */
export interface PreviewOptions {
  readonly bound: BoundFile;
  readonly base: Base;
  readonly transitions: readonly AppraisedTransition[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Places of the text in the unit of whoever asks. */
  readonly range: (span: Span) => PlaceRange;
  /** Offset of the cursor: its sequence is drawn however large the file is. `null` for none. */
  readonly at: number | null;
  /** What a comparison writes on the cards. */
  readonly markOf?: MarkOf;
}

/** Takes time linear in the file; what is drawn at once is bounded. */
export function previewOf({
  bound,
  base,
  transitions,
  diagnostics,
  range,
  at,
  markOf,
}: PreviewOptions): Preview {
  const { settings, source } = bound;
  const { drawn, leftOut } = partsOf(bound.sequences, at);
  const wanted = new Set(drawn.flatMap(({ nodes }) => nodes));
  const byStep = new Map<StepNode, AppraisedTransition[]>();
  for (const one of transitions) {
    const { node } = one.transition;
    if (node === null || !wanted.has(node)) continue;
    const same = byStep.get(node);
    if (same === undefined) byStep.set(node, [one]);
    else same.push(one);
  }
  const sources: Sources = {
    ...{
      base,
      asOf: settings.asOf,
      grading: settings.grading,
      text: source.text,
      transitions: byStep,
      diagnostics,
      range,
    },
  };
  const problems = source.errors.map(({ message, start, end }): Problem & Span => ({
    message,
    range: range({ start, end }),
    start,
    end,
  }));
  const recommendations = recommendationsOf(bound, sources);
  return {
    title: settings.title,
    base: baseInWords(base),
    asOf: settings.asOf,
    grading: settings.grading.toUpperCase(),
    sequences: drawn.map((part) => pictureOf(part, { sources, bound, problems, markOf })),
    recommendations: recommendations.told,
    recommendationsLeftOut: recommendations.leftOut,
    leftOut: leftOut.map((sequence) => ({
      heading: headingOf(sequence),
      steps: sequence.nodes.length,
      range: range(sequence.declaration),
    })),
    problems: problems.map(({ message, range: place }) => ({ message, range: place })),
    legend: legendTexts.map(({ look, text }) => ({ look, text, svg: legendSample(look) })),
  };
}

const headingOf = ({ declaration, name }: SequenceGraph): string =>
  declaration.title?.value ?? name;

function pictureOf(
  part: Part,
  around: {
    readonly sources: Sources;
    readonly bound: BoundFile;
    readonly problems: readonly (Problem & Span)[];
    readonly markOf: MarkOf | undefined;
  },
): Picture {
  const { sources, bound, problems } = around;
  const { sequence, id } = part;
  const { declaration } = sequence;
  const { cards, arrows, evidence, cardOf } = drawnOf(part, sources);
  const rows = new Map(evidence.map((row) => [row.id, row]));
  const { list } = listOf(
    declaration.path,
    cards.filter(({ kind }) => kind === 'earlier'),
    {
      text: sources.text,
      cardOf: (node) => (node.kind === 'step' ? cardOf.get(node) : undefined),
      rowOf: (id) => rows.get(id),
    },
  );
  const layout = layoutOf(cards, arrows);
  const { svg, width, height } = drawing(layout, headingOf(sequence), around.markOf);
  const problem = problems.find(
    ({ start }) => declaration.start <= start && start <= declaration.end,
  );
  return {
    ...{
      id,
      name: sequence.name,
      title: declaration.title?.value ?? null,
      heading: headingOf(sequence),
    },
    population: populationInWords(sequence.population, bound),
    range: sources.range(declaration),
    ...{
      lanes: layout.lanes.map(({ label, line }) => ({ label, line })),
      cards,
      arrows,
      list,
      evidence,
      svg,
      width,
      height,
    },
    findings: besides(declaration, sources),
    problem: problem === undefined ? null : { message: problem.message, range: problem.range },
    stepsLeftOut: sequence.nodes.length - part.nodes.length,
  };
}

/**
 * Findings of the declaration that stand outside its steps: on its name, its population, its
 * choices.
 */
function besides(
  { start, end, path }: SequenceGraph['declaration'],
  sources: Sources,
): Picture['findings'] {
  const steps = stepsOf(path);
  let next = 0;
  const inSteps = (at: number): boolean => {
    while (next < steps.length && (steps[next]?.end ?? 0) <= at) next++;
    const step = steps[next];
    return step !== undefined && step.start <= at;
  };
  return diagnosticsIn({ start, end }, sources.diagnostics)
    .filter(({ span }) => !inSteps(span.start))
    .map((one) => findingOf(one, sources));
}
/** The spans of the steps, in the order of the text. */
function stepsOf(path: Path | null): readonly Span[] {
  const found: Span[] = [];
  const walk = (nodes: Path['nodes']): void => {
    for (const node of nodes) {
      if (node.kind === 'step') found.push(stepSpan(node));
      else for (const branch of node.branches) walk(branch.path?.nodes ?? []);
    }
  };
  walk(path?.nodes ?? []);
  return found;
}
/** `advanced_pnet (Advanced, G1 or G2): tumour pancreatic-net, Ki-67 up to 20 %`. */
function populationInWords(
  { name, region }: PopulationInForce,
  { populations }: BoundFile,
): string {
  const title = populations.find((population) => population.name === name)?.declaration.title
    ?.value;
  const named = name === null ? null : title === undefined ? name : `${title} (${name})`;
  return [named, describeRegion(region)].filter((part) => part !== null).join(': ');
}
