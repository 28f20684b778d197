/**
 * Rules about what a report may be called and what a finding may be read to say, given how the
 * patients were compared.
 */
import type { Sources } from '../load.ts';
import { type Finding, fileOf, placedFindings } from './rule.ts';

/**
 * Patients who lived to get a treatment did better than those who did not, whatever it does: such a
 * comparison has no direction.
 */
export function* immortalTimeHasNoDirection(sources: Sources): Generator<Finding> {
  for (const { report, finding, file, path, at } of placedFindings(sources)) {
    if ((finding.bias ?? report.bias) !== 'immortal-time' || finding.direction === null) continue;
    const message = `patients who lived to get the treatment are compared with others, and the direction is "${finding.direction}"`;
    yield { file, path, at, message, help: 'Set the direction to null.' };
  }
}

/**
 * What was shown at a congress is an abstract, whatever it is about: a paper replaces it, and only
 * then the study rests on more.
 */
export function* abstractsAreAbstracts(sources: Sources): Generator<Finding> {
  for (const study of sources.data.studies) {
    for (const [index, { id, kind, citation }] of study.reports.entries()) {
      if (citation.type !== 'paper-conference' || kind === 'abstract') continue;
      yield {
        ...{ file: fileOf(sources, study), path: ['reports', index, 'kind'] },
        at: `${study.id}/${id}`,
        message: `the report was shown at a congress, and its kind is "${kind}"`,
        help: 'Set the kind to abstract; the findings say which patients they are about.',
      };
    }
  }
}

/**
 * An arm is an order where one was allocated, or where a cohort compares orders by an end point
 * over both treatments.
 */
export function* ordersWereCompared(sources: Sources): Generator<Finding> {
  for (const study of sources.data.studies) {
    if (study.design === 'randomised-sequence') continue;
    const compared = new Set(
      study.reports
        .flatMap((report) => report.findings ?? [])
        .filter(({ sequenceWide, contrast }) => sequenceWide && contrast.comparator !== undefined)
        .flatMap(({ contrast }) => [contrast.arm, contrast.comparator]),
    );
    for (const [index, arm] of study.arms.entries()) {
      if (arm.sequence === undefined || compared.has(arm.id)) continue;
      yield {
        ...{ file: fileOf(sources, study), path: ['arms', index, 'sequence'], at: study.id },
        message: `the order of the arm "${arm.id}" was neither allocated nor compared with another`,
        help: 'Give the arm the treatment that its result is of as regimen, and what came before as a context of that arm.',
      };
    }
  }
}

/** A result of an order says which of its treatments it is of, unless it runs over all of them. */
export function* resultsHaveAPlace(sources: Sources): Generator<Finding> {
  for (const { study, finding, file, path, at } of placedFindings(sources)) {
    const { sequence } = study.arms.find((arm) => arm.id === finding.contrast.arm) ?? {};
    const { step, sequenceWide } = finding;
    const place = { file, path, at };
    if (sequence === undefined) {
      if (step !== undefined)
        yield {
          ...place,
          message: 'the result names a step, and its arm is no order',
          help: 'Leave the step out.',
        };
    } else if (step !== undefined && step > sequence.length)
      yield {
        ...place,
        message: `the result is of treatment ${step} of an order of ${sequence.length}`,
        help: 'Count the treatments of the arm from 1.',
      };
    else if ((step === undefined) !== (sequenceWide === true))
      yield {
        ...place,
        message: 'the result is of an order and does not say which of its treatments it is of',
        help: 'Give its step, 1 for the first treatment, or sequenceWide where it runs over all.',
      };
  }
}

const saysPlanned = /\bpre-?(?:specified|planned|defined)\b|\bplanned\b/i;

/**
 * A subgroup is called prespecified where a quote says so; what no source says is no reason to
 * believe it more.
 */
export function* prespecifiedIsQuoted(sources: Sources): Generator<Finding> {
  for (const { finding, file, path, at } of placedFindings(sources)) {
    if (finding.analysis !== 'prespecified-subgroup') continue;
    if (finding.provenance.some(({ quote }) => saysPlanned.test(quote))) continue;
    yield {
      ...{ file, path: [...path, 'analysis'], at },
      message: 'the subgroup is called prespecified, and none of its quotes says so',
      help: 'Quote where the source says it, or call the analysis post-hoc (stratum where the randomisation or enrolment was by it).',
    };
  }
}

/**
 * A result without a control speaks for or against its treatment by a threshold set in advance or
 * the authors' verdict, which it names.
 */
export function* singleArmsHaveABasis(sources: Sources): Generator<Finding> {
  for (const { finding, file, path, at } of placedFindings(sources)) {
    const { contrast, direction, basis } = finding;
    if (contrast.comparator !== undefined || basis !== undefined) continue;
    if (direction !== 'supports' && direction !== 'disputes') continue;
    yield {
      ...{ file, path: [...path, 'direction'], at },
      message: `the result has no control and ${direction} its treatment, by no threshold and no verdict`,
      help: "Name the threshold or the authors' verdict as basis, or set the direction to null.",
    };
  }
}
