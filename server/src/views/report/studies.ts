/** The studies of a step as rows: what each says, what it carries or why it does not. */
import type { Snapshot, SnapshotStep, SnapshotWeighed } from '../snapshot/types.ts';
import type { StudyRow } from './types.ts';

/** A study once for each treatment before and role; those that carry the place first. */
export function studyRows(step: SnapshotStep, snapshot: Snapshot): readonly StudyRow[] {
  const rows: StudyRow[] = [];
  const ofTreatment = new Set<string>();
  for (const { from, agent, position, appraised } of step.transitions) {
    if (!appraised) continue;
    const after = from?.label ?? null;
    const carrying = new Set<string>();
    // Below a study of this place (S7 and further) none carries it, though the headline names them.
    const inPlace = position.direction !== null;
    for (const weighed of position.studies) {
      const carries = weighed.carries && inPlace;
      if (carries) carrying.add(weighed.study);
      rows.push(rowOf(weighed, carries ? 'place' : 'held back', after, snapshot));
    }
    for (const weighed of agent.studies) {
      if (carrying.has(weighed.study) || ofTreatment.has(weighed.study) || agent.direction === null)
        continue;
      ofTreatment.add(weighed.study);
      rows.push(rowOf(weighed, 'treatment', null, snapshot));
    }
  }
  const order = ['place', 'treatment', 'held back'];
  return rows.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

function rowOf(
  weighed: SnapshotWeighed,
  role: StudyRow['role'],
  after: string | null,
  snapshot: Snapshot,
): StudyRow {
  const study = snapshot.studies[weighed.study];
  const [finding = null] = weighed.findings;
  const fact = finding === null ? undefined : snapshot.findings[finding];
  const report = fact === undefined ? undefined : snapshot.reports[fact.report];
  return {
    study: weighed.study,
    acronym: study?.acronym ?? weighed.study,
    ...{ role, after, rung: weighed.rung, direction: weighed.direction, share: weighed.share },
    reason: weighed.decided,
    patients: study?.patients ?? '',
    previous: study?.previous ?? [],
    n: fact?.n ?? study?.n ?? null,
    effect: fact?.effect ?? null,
    ratio: fact?.ratio ?? null,
    quote: fact?.quote ?? null,
    finding,
    report: fact?.report ?? null,
    doi: report?.doi ?? null,
    pmid: report?.pmid ?? null,
    registered: study?.registered ?? [],
  };
}
