/**
 * What an editor offers on a step without a finding: the bracket that the base can carry, and the
 * study that carries it.
 */
import type { Span, Step } from '../../syntax/tree.ts';
import { ceilingLevel } from '../../wording/gradings.ts';
import { systemOf, transitionsOf, type View } from '../document-view.ts';
import { placeAt } from '../node-at.ts';
import type { TextEdit } from './fixes.ts';
import { endOfClaim } from './insert-citation.ts';

/** A change of a step that an author can choose. */
export interface StepAction {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The actions on the step that a span is in. No one writes more than the base carries, and a
 * written grade stays as it is.
 */
export function stepActions(view: View, span: Span): readonly StepAction[] {
  const step = stepOf(view, span);
  const [first, ...others] = step === null ? [] : transitionsOf(view, step);
  if (step === null || first === undefined || !first.appraisal.appraised) return [];
  const found: StepAction[] = [];
  const behind = (text: string): readonly TextEdit[] => [
    { span: { start: endOfClaim(step), end: endOfClaim(step) }, text: ` ${text}` },
  ];
  const has = (kind: Step['clauses'][number]['kind']): boolean =>
    step.clauses.some((clause) => clause.kind === kind);

  const grading = systemOf(view);
  const agent = ceilingLevel(first.appraisal.agent.ceiling, grading);
  if (!has('grade') && agent !== null)
    found.push({
      title: `Insert the level the base carries at most: [${agent}]`,
      edits: behind(`[${agent}]`),
    });
  // Of several histories the weakest counts, so a place is graded only where all agree.
  const place = ceilingLevel(first.appraisal.position.ceiling, grading);
  const same = others.every(
    ({ appraisal }) => ceilingLevel(appraisal.position.ceiling, grading) === place,
  );
  if (!has('here') && place !== null && same && first.transition.history.predecessor !== null)
    found.push({
      title: `Insert the level of this place at most: here [${place}]`,
      edits: behind(`here [${place}]`),
    });

  const cited = new Set(
    step.clauses.flatMap((clause) =>
      clause.kind === 'citation' ? [view.base.cite(clause.key)?.study.id ?? ''] : [],
    ),
  );
  const carriers = [...first.appraisal.position.carriedBy, ...first.appraisal.agent.carriedBy];
  const best = carriers.find(
    ({ study, direction }) => direction === 'supports' && !cited.has(study.id),
  );
  if (best !== undefined)
    found.push({
      title: `Cite the best supporting study: @${best.study.id}`,
      edits: behind(`@${best.study.id}`),
    });
  return found;
}

/** The step that a place belongs to; `null` between steps. */
export function stepOf(view: View, { start }: Span): Step | null {
  const place = placeAt(view.source, start);
  if (place === null) return null;
  if (place.kind === 'arrow') return place.node.kind === 'step' ? place.node : null;
  if ('owner' in place) return place.owner?.kind === 'step' ? place.owner : null;
  return null;
}
