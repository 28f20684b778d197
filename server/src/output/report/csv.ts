/** A report as a table: a row per step and study, and one for a step without a study. */
import { csvLine } from '../../text/csv-line.ts';
import type { Report, ReportStep, StudyRow } from '../../views/report/types.ts';

const heads = [
  ...['document', 'sequence', 'step', 'line', 'treatment and place', 'conditions', 'trigger'],
  ...['claims', 'citations', 'standing', 'claimed level', 'ceiling of the treatment'],
  ...['claimed level here', 'ceiling here', 'above'],
  ...['because', 'caution', 'open findings', 'accepted findings', 'baseline findings'],
  ...['study', 'role', 'after', 'rung', 'direction', 'reason', 'patients', 'n', 'result'],
  ...['quote', 'DOI', 'PMID', 'registered', 'report', 'finding', 'as of', 'base'],
] as const;

/** A row a step, after RFC 4180; what a spreadsheet would take for a formula is disarmed. */
export function reportCsv(report: Report): string {
  const lines = report.documents.flatMap((document) =>
    document.sequences.flatMap((sequence) =>
      sequence.steps.flatMap((step) => {
        const about = [
          ...[document.path, sequence.heading, step.id, step.line, step.heading],
          ...stepFields(step),
        ];
        const tail = [document.asOf, report.base.release];
        const rows: readonly (StudyRow | null)[] =
          step.studies.length === 0 ? [null] : step.studies;
        return rows.map((study) => [...about, ...studyFields(study), ...tail]);
      }),
    ),
  );
  return [heads, ...lines].map(csvLine).join('');
}

function stepFields(step: ReportStep): readonly (string | number | null)[] {
  const { agent, position } = step.held;
  const above = [agent, position].some((held) => held?.above === true);
  const findings = (state: string): string =>
    step.findings
      .filter((finding) => finding.state === state)
      .map(({ code, reason }) => (reason === null ? code : `${code}: ${reason}`))
      .join('; ');
  return [
    step.when.join('; '),
    step.trigger.join(' or '),
    step.claims.join(' '),
    step.citations.join(' '),
    step.standing,
    agent?.level ?? null,
    agent === null ? null : (agent.ceiling ?? 'consensus only'),
    position?.level ?? null,
    position === null ? null : (position.ceiling ?? 'consensus only'),
    above ? 'yes' : 'no',
    step.because.join(' '),
    step.cautions.join(' '),
    ...[findings('open'), findings('accepted'), findings('baseline')],
  ];
}

function studyFields(study: StudyRow | null): readonly (string | number | null)[] {
  if (study === null) return Array.from({ length: 15 }, () => null);
  return [
    ...[study.acronym, study.role, study.after, study.rung, study.direction, study.reason],
    ...[study.patients, study.n, study.effect, study.quote, study.doi, study.pmid],
    ...[study.registered.join(' '), study.report, study.finding],
  ];
}
