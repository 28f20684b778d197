/** Rules about what a report may be called and what a finding may be read to say, given how the patients were compared. */
import type { Sources } from '../load.ts';
import { type Finding, fileOf, placedFindings } from './rule.ts';

/** Patients who lived to get a treatment did better than those who did not, whatever it does: such a comparison has no direction. */
export function* immortalTimeHasNoDirection(sources: Sources): Generator<Finding> {
  for (const { report, finding, file, path, at } of placedFindings(sources)) {
    if ((finding.bias ?? report.bias) !== 'immortal-time' || finding.direction === null) continue;
    const message = `patients who lived to get the treatment are compared with others, and the direction is "${finding.direction}"`;
    yield { file, path, at, message, help: 'Set the direction to null.' };
  }
}

/** What was shown at a congress is an abstract, whatever it is about: a paper replaces it, and only then the study rests on more. */
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
