/** Words an editor shows between the written ones: the line of therapy before a treatment, the support of its place behind it. */

import { rungName } from '../appraisal/explain.ts';
import { rungs } from '../appraisal/model.ts';
import type { AppraisedTransition } from '../checks/model.ts';
import type { StepNode } from '../project/model.ts';
import type { Span } from '../syntax/tree.ts';
import { ceilingInWords } from './grades.ts';
import { lineInWords, transitionTitle } from './hover-step.ts';
import { gradingOf, type View } from './view.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  readonly side: 'before' | 'behind';
}

/** Hints in a span, by place. Where a step has several histories, the weakest support is shown, because it is what the step must answer for. */
export function inlayHints(view: View, span: Span): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const byNode = new Map<StepNode, AppraisedTransition[]>();
  for (const judged of view.transitions) {
    const { node } = judged.transition;
    if (node === null || !judged.appraisal.appraised) continue;
    const others = byNode.get(node);
    if (others === undefined) byNode.set(node, [judged]);
    else others.push(judged);
  }
  for (const sequence of view.bound?.sequences ?? []) {
    for (const node of sequence.nodes) {
      const step = node.syntax;
      if (step === null || step.regimen.end < span.start || step.regimen.start > span.end || !node.treatment.systemic) continue;
      const weakest = byNode
        .get(node)
        ?.toSorted((a, b) => rungs.indexOf(b.appraisal.position.rung) - rungs.indexOf(a.appraisal.position.rung))[0];
      if (weakest === undefined) continue;
      hints.push({ offset: step.regimen.start, label: `${node.line}L`, tooltip: lineInWords(node.line), side: 'before' });
      const { position } = weakest.appraisal;
      hints.push({
        offset: step.regimen.end,
        label: rungName(position.rung, 'position', weakest.transition.history.predecessor === null),
        tooltip: `${transitionTitle(view, weakest)}: ${ceilingInWords(position.ceiling, gradingOf(view))}`,
        side: 'behind',
      });
    }
  }
  return hints.sort((a, b) => a.offset - b.offset);
}
