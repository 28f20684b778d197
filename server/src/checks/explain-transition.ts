/** Appraises a transition that somebody asks about, without a file. */
import { appraise } from '../appraisal/appraise.ts';
import type { Base } from '../evidence/base-types.ts';
import type { PopulationInForce } from '../model/bound-file.ts';
import { bindQuestion } from '../model/question.ts';
import { problemInWords } from './binder-problems.ts';
import type { AppraisedTransition } from './result-types.ts';

/** A question about a transition. */
export interface ExplainArguments {
  /** The grammar's `path`: `everolimus -> sunitinib on progression`; its last step is explained. */
  readonly path: string;
  /** For whom: the grammar's `condition`, or a population that a file declares. */
  readonly where?: string | PopulationInForce;
  /** Default: the date of the release. */
  readonly asOf?: string;
  readonly base: Base;
}
/** What cannot be read, in words: place in the question, reason, next step. */
export interface QuestionProblem {
  readonly message: string;
  readonly help: string;
}
/**
 * `transition` is the last of `transitions`: several where several treatments may come before the
 * last step.
 */
export type Explanation =
  | {
      readonly transition: AppraisedTransition;
      readonly transitions: readonly AppraisedTransition[];
    }
  | { readonly problems: readonly QuestionProblem[] };

/**
 * Appraises a transition without a file. What cannot be read is said in words, and nothing is
 * guessed.
 */
export function explainTransition({ path, where, asOf, base }: ExplainArguments): Explanation {
  const { transitions, errors, problems } = bindQuestion({
    base,
    path,
    ...(where === undefined ? {} : { where }),
  });
  const date = asOf ?? base.release.date;
  const found = problems
    .filter(
      (problem) => problem.code !== 'missing-trigger' && problem.code !== 'missing-population',
    )
    .map(problemInWords);
  const unreadable = [
    ...errors.map((error) => ({ message: error.message, help: error.help ?? '' })),
    ...found,
  ];
  const appraised = transitions.map((transition) => ({
    transition,
    appraisal: appraise(base, transition, date),
    claimed: null,
    here: null,
    citations: [],
  }));
  const transition = appraised.at(-1);
  if (unreadable.length > 0) return { problems: unreadable };
  if (transition === undefined)
    return {
      problems: [
        {
          message: `Nothing in \`${path}\` can be appraised.`,
          help: 'Name a systemic treatment as the last step, as in `everolimus -> sunitinib`.',
        },
      ],
    };
  return { transition, transitions: appraised };
}
