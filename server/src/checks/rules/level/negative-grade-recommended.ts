/**
 * Grade D or E on a step that stands as recommended. A recommendation against is written with
 * `avoid`, and the fix writes it so.
 */
import type * as syntax from '../../../syntax/tree.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule, StepContext } from '../../context.ts';
import { strengthOf } from '../../questions/bold-claim.ts';
import type { Fix } from '../../result-types.ts';

/** What may follow `avoid`; a step with another clause says more than an avoidance can hold. */
const claims: ReadonlySet<syntax.Clause['kind']> = new Set([
  'grade',
  'citation',
  'because',
  'caution',
  'verb',
  'improves',
  'consensus',
  'accept',
]);

/**
 * A sequence of this one step becomes `avoid … for … after …`. That is safe unless a preference
 * speaks of the sequence; a step with others around it is left to the author, because what follows
 * it would then follow something else.
 */
function asAvoidance({ file, sequence, isPreferred, step }: StepContext): readonly Fix[] {
  const { declaration } = sequence;
  const { text } = file.source;
  const [only, ...others] = declaration.path?.nodes ?? [];
  if (only !== step || others.length > 0 || step.trigger !== null) return [];
  // An avoidance cannot say that something was given before and not which.
  if (sequence.beginning === 'after-any') return [];
  if (!step.clauses.every((clause) => claims.has(clause.kind))) return [];
  const word = (span: syntax.Span): string => text.slice(span.start, span.end);
  const forWhom = declaration.for === null ? '' : ` for ${declaration.for.text}`;
  const after =
    declaration.after === null ? '' : ` after ${word(declaration.after).replace(/^after\s+/i, '')}`;
  const rest = step.clauses.map((clause) => ` ${word(clause)}`).join('');
  const hasComment = file.source.tokens.some(
    (token) =>
      token.kind === 'comment' && token.start >= declaration.start && token.end <= declaration.end,
  );
  return [
    {
      title: `Write \`avoid ${word(step.regimen)}\``,
      edits: [
        {
          span: { start: declaration.start, end: declaration.end },
          text: `avoid ${word(step.regimen)}${forWhom}${after}${rest}`,
        },
      ],
      safe: !isPreferred && !hasComment,
    },
  ];
}

/** `negative-grade-recommended`: grade D or E on a recommended step. */
export const negativeGradeRecommended: Rule = {
  codes: ['negative-grade-recommended'],
  step(context) {
    const { base, claims: claimed, first, report } = context;
    for (const claim of [claimed.grade, claimed.here]) {
      if (claim?.strength == null || strengthOf(claim)?.direction !== 'against') continue;
      report(
        'negative-grade-recommended',
        claim.span,
        { strength: claim.strength, treatment: treatmentInWords(base, first.transition) },
        { fixes: asAvoidance(context) },
      );
      return;
    }
  },
};
