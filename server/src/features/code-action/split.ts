/**
 * "Split by the studied range": a step for more patients than its studies enrolled becomes a
 * choice. Those who were studied keep the step as it is written; the others get the same treatment
 * without grade and citation, because nothing that is cited speaks of them.
 */
import { coverage } from '../../appraisal/coverage.ts';
import { fitOf } from '../../checks/questions/citation-fit.ts';
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type { Base, IndexedStudy } from '../../evidence/base-types.ts';
import { regionOfCondition } from '../../model/criteria.ts';
import { intersect, isEmpty, type Region, subtract } from '../../model/population.ts';
import { axisLabel, describeValues } from '../../model/region-words.ts';
import { type Axis, notProgressed, spaceOf } from '../../model/space.ts';
import { type Interval, intersectValues, type ValueSet } from '../../model/values.ts';
import { parse } from '../../syntax/parser.ts';
import type { Span, Step } from '../../syntax/tree.ts';
import { dateOf, transitionsOf, type View } from '../document-view.ts';
import { type StepAction, stepOf } from './step.ts';

/**
 * One action for each attribute on which no study of the step covers everybody; none where the
 * range cannot be written exactly.
 */
export function splitActions(view: View, span: Span): readonly StepAction[] {
  const step = stepOf(view, span);
  const [judged] = step === null ? [] : transitionsOf(view, step);
  if (step === null || judged === undefined || !judged.appraisal.appraised) return [];
  const { base } = view;
  const space = spaceOf(base);
  const [first, ...others] = studiesOf(view, step, judged).map((study) => ({
    study,
    gaps: coverage(base, study, judged.transition).gaps,
  }));
  return (first?.gaps ?? []).flatMap(({ attribute, fit, asked, studied }): StepAction[] => {
    const axis = space.axes.get(attribute);
    // What another study of the step covers needs no branch.
    const open = others.every(({ gaps }) => gaps.some((gap) => gap.attribute === attribute));
    if (first === undefined || axis === undefined || fit !== 'partly' || !open) return [];
    const condition = criterion(
      axis,
      studied.kind === 'finite' ? intersectValues(studied, asked) : studied,
    );
    if (condition === null || !parts(base, judged.transition.population.region, condition))
      return [];
    const range = `${axisLabel(axis)} ${describeValues(space, attribute, studied)}`;
    return [
      {
        title: `Split by the studied range of ${first.study.study.acronym}: ${range}`,
        edits: choice(view.source.text, step, condition),
      },
    ];
  });
}

/**
 * The studies the step rests on: those it cites for this treatment, else the one that carries it.
 */
function studiesOf(
  { base, ...view }: View,
  step: Step,
  { transition, appraisal }: AppraisedTransition,
): readonly IndexedStudy[] {
  const asOf = dateOf({ base, ...view });
  const cited = step.clauses
    .flatMap((clause) => (clause.kind === 'citation' ? (base.cite(clause.key)?.study ?? []) : []))
    .filter(
      (study) =>
        study.firstFindingPublic !== null &&
        study.firstFindingPublic <= asOf &&
        fitOf(base, study, transition) === 'fits',
    );
  if (cited.length > 0) return [...new Set(cited)];
  const [carrier] = [...appraisal.position.carriedBy, ...appraisal.agent.carriedBy];
  return carrier === undefined || fitOf(base, carrier.study, transition) !== 'fits'
    ? []
    : [carrier.study];
}

/**
 * The values as a criterion that means exactly them; `null` where the language has no way to write
 * them.
 */
function criterion({ id, attribute }: Axis, values: ValueSet): string | null {
  if (values.kind === 'finite')
    return values.values.size === 0 ? null : `${id} ${[...values.values].join(', ')}`;
  const [range, ...more] = values.intervals;
  if (range === undefined || more.length > 0) return null;
  if (attribute.kind === 'progression') return progression(id, range);
  const unit = attribute.kind === 'percent' ? '%' : '';
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = attribute;
  const low =
    range.low <= min && !range.lowOpen
      ? null
      : `${id} ${range.lowOpen ? '>' : '>='} ${range.low}${unit}`;
  const high =
    range.high >= max && !range.highOpen
      ? null
      : `${id} ${range.highOpen ? '<' : '<='} ${range.high}${unit}`;
  if (low === null || high === null) return low ?? high;
  return range.lowOpen || range.highOpen
    ? `${low} and ${high}`
    : `${id} ${range.low} to ${range.high}${unit}`;
}
function progression(id: string, { low, high }: Interval): string | null {
  if (low === notProgressed && high === notProgressed) return `${id} no`;
  if (low !== 0) return null;
  return high === Number.POSITIVE_INFINITY ? `${id} yes` : `${id} within ${high} months`;
}

/** Whether the condition, read back, leaves patients on both sides. */
function parts(base: Base, population: Region, condition: string): boolean {
  const [sequence] = parse(`sequence s { one of { when ${condition}: observation } }`).declarations;
  const node = sequence?.kind === 'sequence' ? sequence.path?.nodes[0] : undefined;
  const read = node?.kind === 'choice' ? node.branches[0]?.condition : null;
  if (read === null || read === undefined) return false;
  const studied = regionOfCondition(base, read, () => undefined);
  return (
    studied.exact &&
    population.exact &&
    !isEmpty(intersect(population, studied)) &&
    !isEmpty(subtract(population, studied))
  );
}

function choice(text: string, step: Step, condition: string): StepAction['edits'] {
  const { start } = step.regimen;
  const end = Math.max(step.regimen.end, ...step.clauses.map((clause) => clause.end));
  const line = text.slice(
    Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1,
    start,
  );
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  // Behind an arrow at the start of a line, the choice stands below what follows the arrow.
  const inner = /^[ \t]*(?:->|→)/.test(line) ? `${indent}   ` : indent;
  const therapy = step.clauses.filter(
    ({ kind }) =>
      kind === 'trigger' ||
      kind === 'with' ||
      kind === 'optionally' ||
      kind === 'dose' ||
      kind === 'rechallenge',
  );
  const others = [step.regimen, ...therapy]
    .map((part) => text.slice(part.start, part.end))
    .join(' ');
  return [
    { span: { start, end: start }, text: `one of {\n${inner}  when ${condition}: ` },
    { span: { start: end, end }, text: `\n${inner}  otherwise: ${others}\n${inner}}` },
  ];
}
