/**
 * How both supports of a transition moved as reports became public: the line of time of an
 * explanation.
 */
import { appraise } from '../appraisal/appraise.ts';
import { rungName } from '../appraisal/rungs.ts';
import type { Rung, Support } from '../appraisal/support-types.ts';
import type { AppraisedTransition } from '../checks/result-types.ts';
import type { Base, IsoDate } from '../evidence/base-types.ts';
import { placeKind } from '../wording/support.ts';

/** How a transition was supported from a day on. */
export interface HistoryEntry {
  /** From this day on; the first entry tells of the time before all reports, and has none. */
  readonly from: IsoDate | null;
  readonly position: Standing;
  readonly agent: Standing;
  /** Reports that became public on that day and are weighed, by their keys. */
  readonly reports: readonly string[];
}
interface Standing {
  readonly rung: Rung;
  readonly direction: Support['direction'];
  readonly name: string;
}

/** Days on which neither support moved are left out. Ends with the day of the appraisal. */
export function supportHistory(
  base: Base,
  { transition, appraisal }: Pick<AppraisedTransition, 'transition' | 'appraisal'>,
): readonly HistoryEntry[] {
  const { position, agent, asOf } = appraisal;
  const studies = new Set(
    [...position.candidates, ...agent.candidates].map((candidate) => candidate.study),
  );
  const reports = [...studies]
    .flatMap((study) => study.reports)
    .filter(({ date, findings }) => date <= asOf && findings.length > 0);
  const days = [...new Set(reports.map(({ date }) => date))].sort();
  const first = transition.history.predecessor === null;
  const at = (day: IsoDate): Pick<HistoryEntry, 'position' | 'agent'> => {
    const then = appraise(base, transition, day);
    const standing = (support: Support, kind: 'position' | 'agent'): Standing => ({
      rung: support.rung,
      direction: support.direction,
      name: rungName(base.ladder, support.rung, kind, first),
    });
    return {
      position: standing(then.position, placeKind(transition)),
      agent: standing(then.agent, 'agent'),
    };
  };
  const told: HistoryEntry[] = [{ from: null, ...at(beforeAll), reports: [] }];
  for (const day of days) {
    const now = at(day);
    const last = told.at(-1);
    if (last !== undefined && same(last.position, now.position) && same(last.agent, now.agent))
      continue;
    const keys = reports.filter(({ date }) => date === day).map(({ key }) => key);
    told.push({ from: day, ...now, reports: keys });
  }
  return told;
}
/** Earlier than every report of the base. */
const beforeAll = '1900-01-01';
const same = (one: Standing, other: Standing): boolean =>
  one.rung === other.rung && one.direction === other.direction;
