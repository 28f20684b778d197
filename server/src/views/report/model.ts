/**
 * A report of decisions as data, `sequitur-report/1`, from a snapshot and nothing else. HTML, Markdown, CSV and JSON are renderings of it,
 * and say the same.
 */

import { capital } from '../../text/capital.ts';
import { verdictSentence } from '../../wording/report.ts';
import { gradeText } from '../diff/grades.ts';
import type { Diff } from '../diff/schema.ts';
import { placeOf } from '../diff/steps.ts';
import { slug } from '../snapshot/identity.ts';
import type {
  Snapshot,
  SnapshotFile,
  SnapshotFinding,
  SnapshotSequence,
  SnapshotStep,
  Standing,
} from '../snapshot/types.ts';
import { studyRows } from './studies.ts';
import type {
  Report,
  ReportDocument,
  ReportFinding,
  ReportRecommendation,
  ReportStep,
  ReportSupport,
} from './types.ts';

/** A file by its path, for anchors that hold over several documents. */
type AnchorOf = (id: string) => string;

/** Tells a snapshot as a report; `since` adds what changed. */
export function reportOf(
  snapshot: Snapshot,
  options: { readonly tool: string; readonly title?: string; readonly since?: Diff | null },
): Report {
  const several = snapshot.files.length > 1;
  const built = snapshot.files.map((file) => {
    const anchorOf: AnchorOf = (id) => (several ? `${slug(file.path)}.${id}` : id);
    return documentOf(file, snapshot, anchorOf);
  });
  const documents = built.map(({ document }) => document);
  const findings = built.flatMap((one) => one.findings).sort(byGravity);
  const steps = documents.flatMap(({ sequences }) => sequences.flatMap((one) => one.steps));
  const above = steps.filter(
    ({ held }) => held.agent?.above === true || held.position?.above === true,
  );
  const graded = steps.filter(({ held }) => held.agent !== null || held.position !== null);
  const count = (standing: Standing): number =>
    steps.filter((step) => step.standing === standing).length;
  const state = (wanted: ReportFinding['state']): number =>
    findings.filter((finding) => finding.state === wanted).length;
  return {
    schema: 'sequitur-report/1',
    tool: options.tool,
    title: options.title ?? titleOf(snapshot),
    base: snapshot.base,
    verdict: verdictSentence(
      { steps: steps.length, graded: graded.length, above: above.length },
      above.slice(0, mostNamed).map(({ heading }) => lower(heading)),
    ),
    numbers: {
      steps: steps.length,
      supported: count('supported'),
      'treatment only': count('treatment only'),
      'not in the base': count('not in the base'),
      disputed: count('disputed'),
      'no difference': count('no difference'),
      described: count('described'),
      'not appraised': count('not appraised'),
    },
    findingCounts: {
      open: state('open'),
      accepted: state('accepted'),
      baseline: state('baseline'),
    },
    since: sinceOf(options.since ?? null),
    findings,
    documents,
    notChecked: notChecked(documents, steps),
    reports: usedReports(steps, snapshot),
    printed: snapshot.printed,
  };
}
const sinceOf = (diff: Diff | null): Report['since'] =>
  diff === null
    ? null
    : { before: diff.before, counts: diff.counts, changes: diff.changes, notes: diff.notes };
const mostNamed = 3;
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function titleOf({ files }: Snapshot): string {
  const titles = [...new Set(files.flatMap(({ title }) => title ?? []))];
  const [only] = titles;
  if (titles.length === 1 && only !== undefined) return only;
  return files.length === 1 ? (files[0]?.path ?? '') : `${files.length} documents`;
}

const severities = ['error', 'warning', 'information', 'hint'] as const;
const states = ['open', 'baseline', 'accepted'] as const;
function byGravity(a: ReportFinding, b: ReportFinding): number {
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity)
  );
}

function documentOf(
  file: SnapshotFile,
  snapshot: Snapshot,
  anchorOf: AnchorOf,
): { readonly document: ReportDocument; readonly findings: readonly ReportFinding[] } {
  const headings = headingsOf(file);
  const findings = file.findings.map((finding) => findingOf(finding, file, headings, anchorOf));
  const bySubject = new Map<string | null, ReportFinding[]>();
  for (const [index, { about }] of file.findings.entries()) {
    const found = findings[index];
    if (found !== undefined) bySubject.set(about, [...(bySubject.get(about) ?? []), found]);
  }
  const document: ReportDocument = {
    path: file.path,
    title: file.title,
    asOf: file.asOf,
    grading: file.grading,
    packs: file.packs,
    notices: file.notices,
    error: file.error,
    sequences: file.sequences.map((sequence) => ({
      anchor: anchorOf(sequence.id),
      heading: headings.get(sequence.id) ?? sequence.id,
      name: file.names.sequences[sequence.id] ?? '',
      patients: snapshot.regions[sequence.patients.region]?.words ?? '',
      after: afterText(sequence),
      path: sequence.path,
      steps: sequence.steps.map((step) =>
        stepOf(step, {
          snapshot,
          anchorOf,
          findings: bySubject.get(step.id) ?? [],
          grading: file.grading,
        }),
      ),
    })),
    recommendations: recommendationsOf(file, headings, anchorOf),
  };
  return { document, findings };
}

const afterText = ({ after, unsaid }: SnapshotSequence): string | null =>
  after.length === 0
    ? unsaidWords[unsaid ?? 'said']
    : after.map((one) => one.map(({ label }) => label).join(' or ')).join(' → ');

const unsaidWords = {
  said: null,
  'after-any': 'some systemic therapy, which one is not said',
  'any-line': 'any line: what came before is not said',
} as const;

/** `Sunitinib after everolimus`, the title of a sequence: what a finding is about, for readers. */
function headingsOf(file: SnapshotFile): ReadonlyMap<string, string> {
  const headings = new Map<string, string>();
  for (const { id, title } of file.populations)
    headings.set(id, title ?? `population ${file.names.populations[id] ?? ''}`);
  for (const { id, title, steps } of file.sequences) {
    headings.set(id, title ?? file.names.sequences[id] ?? id);
    for (const step of steps) headings.set(step.id, headingOf(step));
  }
  for (const { id, first, second } of file.preferences) {
    const name = (of: string): string => headings.get(of) ?? of;
    headings.set(id, `Prefer ${name(first)} over ${name(second)}`);
  }
  for (const { id, treatment, transitions } of file.avoidances) {
    const after = transitions.flatMap(({ from }) => from?.label ?? []).join(' or ');
    headings.set(id, `Avoid ${treatment?.label ?? '…'}${after === '' ? '' : ` after ${after}`}`);
  }
  return headings;
}
const headingOf = (step: SnapshotStep): string =>
  capital(`${step.treatment.label} ${placeOf(step)}`);

function findingOf(
  finding: SnapshotFinding,
  file: SnapshotFile,
  headings: ReadonlyMap<string, string>,
  anchorOf: AnchorOf,
): ReportFinding {
  const { id, code, severity, message, help, about, accepted, baseline } = finding;
  const isSection = about !== null && !about.startsWith('population-');
  return {
    anchor: anchorOf(id),
    ...{ code, severity, message, help, document: file.path },
    about: about === null ? 'the whole document' : (headings.get(about) ?? about),
    aboutAnchor: isSection ? anchorOf(about) : null,
    state: accepted !== null ? 'accepted' : baseline ? 'baseline' : 'open',
    reason: accepted,
  };
}

function stepOf(
  step: SnapshotStep,
  around: {
    readonly snapshot: Snapshot;
    readonly anchorOf: AnchorOf;
    readonly findings: readonly ReportFinding[];
    readonly grading: string | null;
  },
): ReportStep {
  const { snapshot, anchorOf, findings, grading } = around;
  const { claim } = step;
  return {
    id: step.id,
    anchor: anchorOf(step.id),
    heading: headingOf(step),
    ...{ line: step.line, when: step.when, trigger: step.trigger, rechallenge: step.rechallenge },
    background: step.background?.label ?? null,
    patients: snapshot.regions[step.patients.region]?.words ?? '',
    claims: claimsOf(claim, grading),
    citations: claim.citations.map(({ key }) => key),
    because: claim.because,
    cautions: claim.cautions,
    standing: step.standing,
    held: step.held,
    supports: step.transitions
      .filter(({ appraised }) => appraised)
      .map((one) => supportOf(one, grading)),
    studies: studyRows(step, snapshot),
    printed: step.printed,
    findings,
  };
}

function supportOf(
  { from, agent, position }: SnapshotStep['transitions'][number],
  grading: string | null,
): ReportSupport {
  const ceiling = (of: typeof agent): string | null => {
    // Brackets as they are printed are held to no ceiling; readers then see ESMO's.
    const value = of.ceiling[grading !== null && grading in of.ceiling ? grading : 'esmo'] ?? null;
    return value === null ? null : String(value);
  };
  return {
    after: from?.label ?? null,
    place: `${position.name} (${position.rung})`,
    treatment: `${agent.name} (${agent.rung})`,
    placeCeiling: ceiling(position),
    treatmentCeiling: ceiling(agent),
    why: position.why,
    whyNotMore: position.whyNotMore,
  };
}

function claimsOf(claim: SnapshotStep['claim'], ofDocument: string | null): readonly string[] {
  const { grade, here, verb, dose, optionally, consensus, improves, extrapolatedFrom } = claim;
  const votes =
    consensus === null
      ? null
      : consensus.agreed !== null
        ? `consensus ${consensus.agreed} of ${consensus.asked ?? '?'}`
        : consensus.percent !== null
          ? `consensus ${consensus.percent}%`
          : 'consensus';
  return [
    ...(dose === null ? [] : [`dose “${dose}”`]),
    ...optionally.map(({ label }) => `optionally with ${label}`),
    ...(verb === null ? [] : [verb]),
    ...(grade === null ? [] : [gradeText(grade, ofDocument)]),
    ...(here === null ? [] : [`here ${gradeText(here, ofDocument)}`]),
    ...(votes === null ? [] : [consensus?.text == null ? votes : `${votes} “${consensus.text}”`]),
    ...(improves.length === 0 ? [] : [`improves ${improves.join(', ')}`]),
    ...(extrapolatedFrom === null ? [] : [`extrapolated from ${extrapolatedFrom}`]),
  ];
}

const verdicts = {
  supports: 'supported',
  neutral: 'not shown',
  disputes: 'the evidence speaks against it',
};
function recommendationsOf(
  file: SnapshotFile,
  headings: ReadonlyMap<string, string>,
  anchorOf: AnchorOf,
): readonly ReportRecommendation[] {
  const told = (
    id: string,
    claim: SnapshotStep['claim'],
    verdict: string,
  ): ReportRecommendation => ({
    anchor: anchorOf(id),
    text: headings.get(id) ?? id,
    claims: [...claimsOf(claim, file.grading), ...claim.citations.map(({ key }) => `@${key}`)],
    verdict,
    because: claim.because,
    cautions: claim.cautions,
  });
  return [
    ...file.preferences.map(({ id, claim, verdict, reason }) =>
      told(id, claim, `${verdict === null ? 'not shown' : verdicts[verdict]}: ${reason}`),
    ),
    ...file.avoidances.map(({ id, claim, transitions }) =>
      told(
        id,
        claim,
        transitions.map(({ position }) => `${position.name} (${position.rung})`).join('; ') ||
          'not appraised',
      ),
    ),
  ];
}

function notChecked(
  documents: readonly ReportDocument[],
  steps: readonly ReportStep[],
): readonly string[] {
  return [
    ...documents.flatMap(({ path, error }) => (error === null ? [] : [`${path}: ${error}`])),
    ...steps
      .filter(({ standing }) => standing === 'not appraised')
      .map(({ heading }) => `${heading}: not appraised`),
    ...steps
      .filter(({ held }) => held.agent?.above === null || held.position?.above === null)
      .map(({ heading }) => `${heading}: its grade is held to no ceiling`),
  ];
}

/** Reports whose findings are told, and the newest of what was cited. */
function usedReports(steps: readonly ReportStep[], snapshot: Snapshot): Snapshot['reports'] {
  const told = new Set(
    steps.flatMap(({ studies }) => studies.flatMap(({ report }) => report ?? [])),
  );
  const cited = new Set(steps.flatMap(({ citations }) => citations));
  return Object.fromEntries(
    Object.entries(snapshot.reports).filter(
      ([key, { study }]) => told.has(key) || cited.has(key) || cited.has(study),
    ),
  );
}
