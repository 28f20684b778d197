/**
 * The pairs of one map. Each is bound once, and comes with the days on which something about its
 * second treatment became public: between two such days an appraisal cannot differ, so most dates
 * touch few pairs.
 */

import { appraise } from '../../appraisal/appraise.ts';
import { siblingClasses } from '../../appraisal/match.ts';
import {
  type ExplainArguments,
  explainTransition,
  type QuestionProblem,
} from '../../checks/explain-transition.ts';
import type { Base, IsoDate, TermId } from '../../evidence/base-types.ts';
import { lastDay } from '../../evidence/dates.ts';
import type { Transition } from '../../model/bound-file.ts';

/** A day before anything was published. */
export const beginning: IsoDate = '0001-01-01';

/** A treatment after another; `from` is `null` at a first step. */
export interface Pair {
  readonly from: string | null;
  readonly to: string;
  readonly transition: Transition;
}
/** A treatment with the pairs that lead to it. */
export interface Column {
  readonly to: string;
  /** Days on which the support of a pair can change, earliest first. */
  readonly dates: readonly IsoDate[];
  /** One for each row; `null` where a treatment would follow itself. */
  readonly pairs: readonly (Pair | null)[];
}
/** All pairs that a map shows. */
export interface Field {
  readonly rows: readonly (string | null)[];
  readonly columns: readonly Column[];
}

/**
 * The first step, then every treatment after every other. What of the question cannot be read is
 * told.
 */
export function fieldOf(
  base: Base,
  treatments: readonly string[],
  where: ExplainArguments['where'],
): Field | { readonly problems: readonly QuestionProblem[] } {
  const rows = [null, ...treatments];
  const columns: Column[] = [];
  // The patients are read once, with the first pair.
  let patients = where;
  for (const to of treatments) {
    const pairs: (Pair | null)[] = [];
    for (const from of rows) {
      if (from === to) {
        pairs.push(null);
        continue;
      }
      const path = from === null ? to : `${from} -> ${to} on progression`;
      const answer = explainTransition({
        base,
        path,
        asOf: beginning,
        ...(patients === undefined ? {} : { where: patients }),
      });
      if ('problems' in answer) return answer;
      const { transition } = answer.transition;
      patients = transition.population;
      pairs.push({ from, to, transition });
    }
    const transition = pairs.find((pair) => pair !== null)?.transition;
    columns.push({
      to,
      pairs,
      dates: transition === undefined ? [] : relevantDates(base, transition),
    });
  }
  return { rows, columns };
}

/**
 * Days that bear on a treatment in any place: reports of the studies that gave it or a part of it,
 * what replaced their findings, and the statements of a rationale. Studies of a sibling speak only
 * until the first one of the treatment itself.
 */
function relevantDates(base: Base, transition: Transition): readonly IsoDate[] {
  const { treatment } = transition;
  const own = reportDates(
    base,
    treatment.components.map(({ id }) => id),
  );
  const spoken = own.find((date) =>
    appraise(base, transition, date).position.candidates.some(
      ({ flags }) => !flags.includes('other-agent'),
    ),
  );
  const siblings = reportDates(base, siblingClasses(base, treatment)).filter(
    (date) => spoken === undefined || date < spoken,
  );
  const rationale = base.rationale.map(({ firstPublic }) => lastDay(firstPublic));
  return [...new Set([...own, ...siblings, ...rationale])].sort();
}
function reportDates(base: Base, terms: readonly TermId[]): readonly IsoDate[] {
  const reports = [...new Set(terms.flatMap((term) => base.studiesWith(term)))].flatMap(
    (study) => study.reports,
  );
  const replaced = reports.flatMap(({ findings }) =>
    findings.flatMap(({ supersededBy }) => supersededBy.map(({ date }) => date)),
  );
  return [...new Set([...reports.map(({ date }) => date), ...replaced])].sort();
}
