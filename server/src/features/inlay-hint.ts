/**
 * Words an editor shows between the written ones: the line of therapy before a treatment, the
 * support of its place at the end of its line.
 */

import { compareRungs } from '../appraisal/rungs.ts';
import type { AppraisedTransition } from '../checks/result-types.ts';
import type { StepNode } from '../model/bound-file.ts';
import type { Span } from '../syntax/tree.ts';
import { ceilingInWords } from '../wording/gradings.ts';
import { positionName } from '../wording/support.ts';
import { lineInShort } from '../wording/transition.ts';
import { systemOf, type View } from './document-view.ts';
import { lineWords, transitionTitle, treatmentLabel } from './hover/hover-words.ts';

/** Words that an editor shows between those of the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** What it belongs to: the treatment behind it, or the whole line before it. */
  readonly side: 'before' | 'behind';
}

/**
 * As wide as a line of therapy (`2L`), so that what is aligned in the text stays so on the screen.
 */
const noLine = '––';

/**
 * Hints of the steps that touch a span, by place. The line of therapy stands before each treatment,
 * the support at the end of the step's last line, where it moves nothing. Where a step has several
 * histories, the weakest support is shown, because it is what the step must answer for.
 */
export function inlayHints(view: View, span: Span): readonly InlayHint[] {
  const byNode = new Map<StepNode, AppraisedTransition[]>();
  for (const judged of view.transitions) {
    const { node } = judged.transition;
    if (node === null || !judged.appraisal.appraised) continue;
    const others = byNode.get(node);
    if (others === undefined) byNode.set(node, [judged]);
    else others.push(judged);
  }
  const hints: InlayHint[] = [];
  const supports: { readonly offset: number; readonly judged: AppraisedTransition }[] = [];
  for (const sequence of view.bound?.sequences ?? []) {
    for (const node of sequence.nodes) {
      const step = node.syntax;
      if (
        step === null ||
        step.end < span.start ||
        step.start > span.end ||
        step.regimen.treatments.length === 0
      )
        continue;
      const { systemic } = node.treatment;
      hints.push({
        offset: step.regimen.start,
        label: systemic ? lineInShort(sequence.beginning, node.line) : noLine,
        tooltip: systemic
          ? lineWords(sequence.beginning, node.line)
          : 'not a line of systemic therapy',
        side: 'before',
      });
      const weakest = byNode
        .get(node)
        ?.toSorted((a, b) => compareRungs(b.appraisal.position.rung, a.appraisal.position.rung))[0];
      if (weakest !== undefined && systemic)
        supports.push({ offset: endOfLine(view.source.text, step.end), judged: weakest });
    }
  }
  const ending = new Map<number, number>();
  for (const { offset } of supports) ending.set(offset, (ending.get(offset) ?? 0) + 1);
  for (const { offset, judged } of supports) {
    const { transition, appraisal } = judged;
    const name = positionName(view.base, judged);
    // Of several steps that end on one line each says which it is.
    const alone = ending.get(offset) === 1;
    hints.push({
      offset,
      label: alone ? name : `${treatmentLabel(view, transition.treatment)}: ${name}`,
      tooltip: `${transitionTitle(view, judged)}: ${ceilingInWords(view.base, appraisal.position.ceiling, systemOf(view))}`,
      side: 'behind',
    });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

/** The end of the line that an offset is on, before its line break. */
function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return feed > offset && text.charAt(feed - 1) === '\r' ? feed - 1 : feed;
}
