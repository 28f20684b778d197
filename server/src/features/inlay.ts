/** Words an editor shows between the written ones: the line of therapy before a treatment, the support of its place behind it. */

import { rungName } from '../appraisal/explain.ts';
import { rungs } from '../appraisal/model.ts';
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
  for (const sequence of view.bound?.sequences ?? []) {
    for (const node of sequence.nodes) {
      const step = node.syntax;
      if (step === null || step.regimen.end < span.start || step.regimen.start > span.end || !node.treatment.systemic) continue;
      const judged = view.transitions.filter(({ transition, appraisal }) => transition.node === node && appraisal.appraised);
      const weakest = judged.toSorted((a, b) => rungs.indexOf(b.appraisal.position.rung) - rungs.indexOf(a.appraisal.position.rung))[0];
      if (weakest === undefined) continue;
      hints.push({ offset: step.regimen.start, label: `${node.line}L`, tooltip: lineInWords(node.line), side: 'before' });
      const { position } = weakest.appraisal;
      hints.push({
        offset: step.regimen.end,
        label: rungName(position.rung, 'position'),
        tooltip: `${transitionTitle(view, weakest)}: ${ceilingInWords(position.ceiling, gradingOf(view))}`,
        side: 'behind',
      });
    }
  }
  return hints.sort((a, b) => a.offset - b.offset);
}
