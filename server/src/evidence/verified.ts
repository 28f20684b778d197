/**
 * Leaves out of a base what nobody has verified. A fact stays when at least one of its quotes was
 * seen in a source or in the review; its unverified quotes go in any case.
 */
import type { CuratedFacts, EvidenceData, Stats } from './base-data.ts';
import type { Finding, Provenance, Report, Study } from './schema/schema.ts';

type Sourced = { readonly provenance: readonly Provenance[] };

const isVerified = (entry: { readonly verified: Provenance['verified'] }): boolean =>
  entry.verified !== 'unverified';

/** The verified quotes of each fact, without the facts that have none. */
function verifiedOnly<T extends Sourced>(
  facts: readonly T[],
): (T & { provenance: Provenance[] })[] {
  return facts
    .map((fact) => ({ ...fact, provenance: fact.provenance.filter(isVerified) }))
    .filter((fact) => fact.provenance.length > 0);
}

/**
 * As `verifiedOnly`, for a fact that may be told without a quote (a mode of action, a definition).
 */
function verifiedQuotes<T extends { readonly provenance?: Provenance[] | undefined }>(fact: T): T {
  if (fact.provenance === undefined) return fact;
  const { provenance, ...rest } = fact;
  const kept = provenance.filter(isVerified);
  return (kept.length > 0 ? { ...rest, provenance: kept } : rest) as T;
}

/**
 * What a report still replaces when some of its own findings are left out: a verified finding must
 * not give way to one that nobody can see, so a reference stays only while a finding with the same
 * outcome (for a whole report, any finding) stays.
 */
function replacedBy(report: Report, kept: readonly Finding[], study: Study): string[] {
  const replaced = report.supersedes ?? [];
  if (kept.length === (report.findings ?? []).length) return replaced;
  const outcomes = new Set(kept.map((finding) => finding.outcome));
  return replaced.filter((reference) => {
    const [reportId, findingId] = reference.split('#');
    if (findingId === undefined) return kept.length > 0;
    const earlier = study.reports
      .find((entry) => entry.id === reportId)
      ?.findings?.find((entry) => entry.id === findingId);
    return earlier !== undefined && outcomes.has(earlier.outcome);
  });
}

/** A test of interaction that nobody has verified is left out; the finding stays. */
function verifiedFinding<T extends Pick<Finding, 'interaction'>>(finding: T): T {
  const quotes = finding.interaction?.provenance.filter(isVerified) ?? [];
  const { interaction, ...rest } = finding;
  if (interaction === undefined) return finding;
  return (
    quotes.length > 0 ? { ...rest, interaction: { ...interaction, provenance: quotes } } : rest
  ) as T;
}

function verifiedReport(report: Report, study: Study): Report {
  const findings = verifiedOnly(report.findings ?? []).map(verifiedFinding);
  return {
    ...report,
    ...(report.findings && { findings }),
    ...(report.supersedes && { supersedes: replacedBy(report, findings, study) }),
    ...(report.integrity && { integrity: verifiedQuotes(report.integrity) }),
  };
}

/**
 * A population that nobody verified keeps its tumours only: without them the study could not be
 * found at all.
 */
function verifiedPopulation(population: Study['population']): Study['population'] {
  const { shares, ...rest } = population;
  const kept = population.provenance.filter(isVerified);
  const facts =
    kept.length > 0
      ? { ...rest, provenance: kept }
      : { criteria: { tumour: population.criteria.tumour }, provenance: [] };
  return shares === undefined ? facts : { ...facts, shares: verifiedOnly(shares) };
}

function verifiedStudy(study: Study): Study {
  return {
    ...study,
    ...(study.registry && { registry: study.registry.filter(isVerified) }),
    population: verifiedPopulation(study.population),
    priorTherapy: verifiedOnly(study.priorTherapy).map((context) => ({
      ...context,
      ...(context.exposure && { exposure: verifiedOnly(context.exposure) }),
      ...(context.except && { except: verifiedOnly(context.except) }),
    })),
    arms: study.arms.map((arm) =>
      arm.members === undefined ? arm : { ...arm, members: verifiedOnly(arm.members) },
    ),
    reports: study.reports.map((report) => verifiedReport(report, study)),
  };
}

/** The base that may be embedded. */
export const verifiedData = (data: EvidenceData): EvidenceData => ({
  ...data,
  ...verifiedFacts(data),
});

/** The facts that somebody has verified. */
export function verifiedFacts(data: CuratedFacts): CuratedFacts {
  return {
    release: data.release,
    variants: data.variants,
    regimens: data.regimens,
    tumours: data.tumours,
    agents: data.agents.map(({ atc, ...agent }) =>
      atc === undefined || !isVerified(atc) ? agent : { ...agent, atc },
    ),
    classes: data.classes.map(verifiedQuotes),
    attributes: data.attributes.map(verifiedQuotes),
    studies: data.studies.map(verifiedStudy),
    approvals: verifiedOnly(data.approvals),
    safety: data.safety
      .map((rule) => ({
        ...rule,
        for: verifiedOnly(rule.for),
        against: verifiedOnly(rule.against),
      }))
      .filter((rule) => rule.for.length > 0),
    rationale: verifiedOnly(data.rationale),
  };
}

/** Counts the sources (before `verifiedData`): a finding counts by the best of its quotes. */
export function statsOf(data: CuratedFacts): Stats {
  const reports = data.studies.flatMap((study) => study.reports);
  const bySource = { source: 0, review: 0, unverified: 0 };
  for (const finding of reports.flatMap((report) => report.findings ?? [])) {
    const states = finding.provenance.map((entry) => entry.verified);
    bySource[
      states.includes('source') ? 'source' : states.includes('review') ? 'review' : 'unverified'
    ]++;
  }
  const findings = bySource.source + bySource.review;
  const all = findings + bySource.unverified;
  return {
    studies: data.studies.length,
    reports: reports.length,
    findings,
    bySource,
    verifiedPercent: all === 0 ? 0 : Math.round((1000 * bySource.source) / all) / 10,
  };
}
