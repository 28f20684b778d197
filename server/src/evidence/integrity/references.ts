/**
 * Rules about references: every term, tumour, arm and report that is named exists, and every
 * replaced report has a later successor.
 */
import { ANY_SYSTEMIC, NO_THERAPY } from '../base-data.ts';
import { lastDay } from '../dates.ts';
import type { Sources, YamlPath } from '../load.ts';
import type { PriorTherapyContext, Study } from '../schema/schema.ts';
import { armTerms, tumourShares } from '../studies.ts';
import { type Finding, fileOf, placedFindings } from './rule.ts';

interface Mention {
  readonly file: string;
  readonly path: YamlPath;
  readonly at: string;
  readonly name: string;
}

/** The terms a prior-therapy context speaks of, its exposures and its count of lines included. */
function contextTerms(context: PriorTherapyContext): string[] {
  return [
    ...context.terms,
    ...(context.alsoAny === undefined ? [] : [context.alsoAny.term, ...context.alsoAny.except]),
    ...(context.lines?.counts ?? []),
    ...(context.lines?.excludes ?? []),
    ...(context.exposure ?? []).map((entry) => entry.term),
    ...(context.except ?? []).map((entry) => entry.term),
  ];
}

/**
 * Terms of treatments: what arms give, what patients had before, and what the other files are
 * about.
 */
function* treatmentMentions(sources: Sources): Generator<Mention> {
  const { data } = sources;
  for (const study of data.studies) {
    const own = { file: fileOf(sources, study), at: study.id };
    for (const [index, arm] of study.arms.entries()) {
      for (const name of [...armTerms(arm), ...(arm.members ?? []).map(({ term }) => term)])
        yield { ...own, path: ['arms', index], name };
    }
    for (const [index, context] of study.priorTherapy.entries()) {
      for (const name of contextTerms(context))
        yield { ...own, path: ['priorTherapy', index], name };
    }
  }
  for (const { finding, ...place } of placedFindings(sources)) {
    for (const name of [...(finding.contrast.isolates ?? []), ...(finding.subgroup?.prior ?? [])])
      yield { ...place, name };
  }
  for (const [index, agent] of data.agents.entries()) {
    for (const name of agent.classes)
      yield { file: 'agents.yaml', path: ['agents', index, 'classes'], at: agent.id, name };
  }
  for (const [index, variant] of data.variants.entries())
    yield {
      file: 'agents.yaml',
      path: ['variants', index, 'of'],
      at: variant.id,
      name: variant.of,
    };
  for (const [index, regimen] of data.regimens.entries()) {
    const names = [
      ...regimen.components.map((component) => component.agent),
      ...(regimen.classes ?? []),
    ];
    for (const name of names)
      yield { file: 'agents.yaml', path: ['regimens', index], at: regimen.id, name };
  }
  for (const [index, entry] of data.classes.entries()) {
    for (const name of entry.parents ?? [])
      yield { file: 'classes.yaml', path: ['classes', index, 'parents'], at: entry.id, name };
  }
  for (const [index, approval] of data.approvals.entries()) {
    for (const name of approval.treatment)
      yield { file: 'approvals.yaml', path: ['approvals', index, 'treatment'], at: name, name };
  }
  for (const [index, rule] of data.safety.entries()) {
    for (const name of [...(rule.prior ?? []), ...rule.next])
      yield { file: 'safety.yaml', path: ['rules', index], at: rule.id, name };
  }
  for (const [index, entry] of data.rationale.entries()) {
    for (const name of [...entry.from, ...entry.to])
      yield { file: 'rationale.yaml', path: ['rationale', index], at: entry.id, name };
  }
  for (const [index, entry] of data.release.coverage.entries())
    yield {
      file: 'release.yaml',
      path: ['coverage', index, 'class'],
      at: 'release',
      name: entry.class,
    };
  for (const [index, entry] of data.searches.entries())
    yield {
      ...{ file: 'searches', at: entry.pack, name: entry.class },
      path: ['coverage', index, 'class'],
    };
}

/** Studies, rules and files name treatments by id, never by synonym. */
export function* termsResolve(sources: Sources): Generator<Finding> {
  const { agents, variants, classes } = sources.data;
  const known = new Set(
    [...agents, ...variants, ...classes].map((entry) => entry.id).concat(ANY_SYSTEMIC, NO_THERAPY),
  );
  for (const { name, ...place } of treatmentMentions(sources)) {
    if (known.has(name)) continue;
    yield {
      ...place,
      message: `"${name}" is no agent, variant or class`,
      help: 'Use an id of agents.yaml or classes.yaml, or add it there.',
    };
  }
}

function* tumourMentions(sources: Sources): Generator<Mention> {
  const { data } = sources;
  for (const study of data.studies) {
    const own = { file: fileOf(sources, study), at: study.id };
    const { criteria, shares } = study.population;
    const named = [
      ...criteria.tumour,
      ...tumourShares(study).map((share) => share.value),
      ...(shares ?? []).map((share) => share.tumour),
    ];
    for (const name of named) if (name !== undefined) yield { ...own, path: ['population'], name };
    for (const [index, { tumour: name }] of study.arms.entries())
      if (name !== undefined) yield { ...own, path: ['arms', index], name };
    for (const [index, context] of study.priorTherapy.entries()) {
      const names = [context.tumour, ...(context.exposure ?? []).map((entry) => entry.tumour)];
      for (const name of names)
        if (name !== undefined) yield { ...own, path: ['priorTherapy', index], name };
    }
  }
  for (const { finding, ...place } of placedFindings(sources)) {
    const names = [finding.subgroup?.tumour, ...(finding.subgroup?.criteria?.tumour ?? [])];
    for (const name of names) if (name !== undefined) yield { ...place, name };
  }
  for (const [index, tumour] of data.tumours.entries()) {
    for (const name of tumour.parents ?? [])
      yield { file: 'tumours.yaml', path: ['tumours', index, 'parents'], at: tumour.id, name };
  }
  for (const [index, approval] of data.approvals.entries()) {
    const names = [...approval.tumours, ...(approval.criteria?.tumour ?? [])];
    for (const name of names)
      yield {
        file: 'approvals.yaml',
        path: ['approvals', index, 'tumours'],
        at: approval.treatment.join('+'),
        name,
      };
  }
  for (const [index, entry] of data.rationale.entries()) {
    for (const name of entry.tumour ?? [])
      yield { file: 'rationale.yaml', path: ['rationale', index, 'tumour'], at: entry.id, name };
  }
  for (const [index, entry] of data.release.coverage.entries())
    yield {
      file: 'release.yaml',
      path: ['coverage', index, 'tumour'],
      at: 'release',
      name: entry.tumour,
    };
  for (const [index, entry] of data.searches.entries())
    yield {
      ...{ file: 'searches', at: entry.pack, name: entry.tumour },
      path: ['coverage', index, 'tumour'],
    };
}

export function* tumoursResolve(sources: Sources): Generator<Finding> {
  const known = new Set(sources.data.tumours.map((tumour) => tumour.id));
  for (const { name, ...place } of tumourMentions(sources)) {
    if (!known.has(name))
      yield {
        ...place,
        message: `"${name}" is no tumour`,
        help: 'Use an id of tumours.yaml, or add it there.',
      };
  }
}

/** Arms that a context, a baseline share or a pooled finding names. */
function* armMentions(sources: Sources): Generator<Mention & { readonly study: Study }> {
  for (const study of sources.data.studies) {
    const own = { file: fileOf(sources, study), at: study.id, study };
    for (const [index, { arm: name }] of (study.population.shares ?? []).entries())
      if (name !== undefined) yield { ...own, path: ['population', 'shares', index], name };
    for (const [index, { arm: name }] of study.priorTherapy.entries())
      if (name !== undefined) yield { ...own, path: ['priorTherapy', index], name };
  }
  for (const { study, finding, file, path, at } of placedFindings(sources))
    for (const name of finding.pooledWith ?? []) yield { file, path, at, study, name };
}

/** A contrast names two different arms of its study. */
export function* armsResolve(sources: Sources): Generator<Finding> {
  for (const { study, name, ...place } of armMentions(sources)) {
    const known = study.arms.map((entry) => entry.id);
    if (!known.includes(name))
      yield {
        ...place,
        message: `"${name}" is no arm of ${study.id}`,
        help: `Its arms are ${known.join(', ')}.`,
      };
  }
  for (const { study, finding, ...place } of placedFindings(sources)) {
    const { arm, comparator } = finding.contrast;
    const known = study.arms.map((entry) => entry.id);
    for (const name of [arm, ...(comparator === undefined ? [] : [comparator])]) {
      if (!known.includes(name))
        yield {
          ...place,
          message: `"${name}" is no arm of ${study.id}`,
          help: `Its arms are ${known.join(', ')}.`,
        };
    }
    if (arm === comparator)
      yield {
        ...place,
        message: `the arm "${arm}" is compared with itself`,
        help: 'Name the other arm.',
      };
  }
}

/** What a report replaces, in the words of the file: `primary` or `primary#itt-os`. */
function exists(study: Study, reference: string): boolean {
  const [reportId, findingId] = reference.split('#');
  const report = study.reports.find((entry) => entry.id === reportId);
  return (
    report !== undefined &&
    (findingId === undefined || (report.findings ?? []).some((entry) => entry.id === findingId))
  );
}

/**
 * Contexts and successors name reports that exist; a successor is not older than what it replaces,
 * nor is it itself. A report may replace one of its own findings.
 */
export function* reportsResolve(sources: Sources): Generator<Finding> {
  for (const study of sources.data.studies) {
    const own = { file: fileOf(sources, study), at: study.id };
    const known = study.reports.map((report) => report.id).join(', ');
    for (const [index, context] of study.priorTherapy.entries()) {
      if (context.report === undefined || exists(study, context.report)) continue;
      yield {
        ...own,
        path: ['priorTherapy', index],
        message: `"${context.report}" is no report of ${study.id}`,
        help: `They are ${known}.`,
      };
    }
    for (const [index, report] of study.reports.entries()) {
      for (const reference of report.supersedes ?? []) {
        const place = {
          ...own,
          at: `${study.id}/${report.id}`,
          path: ['reports', index, 'supersedes'],
        };
        const replaced = study.reports.find((entry) => entry.id === reference.split('#')[0]);
        if (!exists(study, reference) || replaced === undefined)
          yield {
            ...place,
            message: `"${reference}" is no report or finding of ${study.id}`,
            help: `Its reports are ${known}.`,
          };
        else if (reference === report.id)
          yield {
            ...place,
            message: 'the report replaces itself',
            help: 'Name the earlier report.',
          };
        else if (lastDay(report.firstPublic) < lastDay(replaced.firstPublic))
          yield {
            ...place,
            message: `it replaces "${reference}", which became public later`,
            help: 'Turn the reference around, or correct the dates.',
          };
      }
    }
  }
}

/** Kinds of report that matter without a finding of their own. */
const NOTICES = new Set(['erratum', 'retraction', 'label']);

/**
 * A report carries findings, or a context rests on it, or it is a notice or has a note that says
 * why it is there.
 */
export function* noOrphanReports(sources: Sources): Generator<Finding> {
  for (const study of sources.data.studies) {
    if (study.status === 'ongoing') continue;
    for (const [index, report] of study.reports.entries()) {
      const used = study.priorTherapy.some((context) => context.report === report.id);
      if (
        (report.findings ?? []).length > 0 ||
        used ||
        NOTICES.has(report.kind) ||
        report.note !== undefined
      )
        continue;
      const place = {
        file: fileOf(sources, study),
        path: ['reports', index],
        at: `${study.id}/${report.id}`,
      };
      yield {
        ...place,
        message: 'the report carries no finding and nothing refers to it',
        help: 'Add its findings, a note that says why it is here, or remove it.',
      };
    }
  }
}

/**
 * The release names reviews and searches that exist, and a trial of a review names a study and
 * reviews that exist.
 */
export function* reviewsResolve(sources: Sources): Generator<Finding> {
  const { release, reviews, studies, trials } = sources.data;
  const help = 'Use an id of reviews.yaml, of the searches of release.yaml, or of a study.';
  const known = new Set(reviews.map((review) => review.id));
  const searches = new Set((release.searches ?? []).map((search) => search.id));
  const ids = new Set(studies.map((study) => study.id));
  for (const [index, entry] of release.coverage.entries()) {
    const place = { file: 'release.yaml', at: 'release', path: ['coverage', index], help };
    for (const name of entry.reviews ?? [])
      if (!known.has(name)) yield { ...place, message: `"${name}" is no review` };
    for (const name of entry.by ?? [])
      if (!searches.has(name)) yield { ...place, message: `"${name}" is no search` };
  }
  for (const [index, trial] of trials.entries()) {
    const place = { file: 'reviews.yaml', at: trial.name, path: ['trials', index], help };
    if (trial.study !== undefined && !ids.has(trial.study))
      yield { ...place, message: `"${trial.study}" is no study of the base` };
    for (const name of [
      ...(trial.listed ?? []).map((entry) => entry.review),
      ...(trial.fits ?? []),
    ])
      if (!known.has(name)) yield { ...place, message: `"${name}" is no review` };
  }
}
