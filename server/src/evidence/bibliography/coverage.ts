/**
 * Which records of a list, such as the included studies of a review, a base holds: by what each was
 * recognised, or why it is not there.
 */
import type { Base } from '../base-types.ts';
import { treatmentMentions } from '../registry/treatment-mentions.ts';
import { type IdentifiedBy, type Identity, identify } from './identify.ts';

/** A record of the list; `''` for what it does not print. */
export interface ListedRecord extends Identity {
  /** `Arnold 2005`, or the key of a bibliography. */
  readonly name: string;
}
export type Coverage =
  | {
      readonly kind: 'held';
      readonly record: ListedRecord;
      readonly study: string;
      /**
       * The report that the record is; `null` where it is known by a registry id, which is the
       * study's.
       */
      readonly report: string | null;
      readonly by: IdentifiedBy;
    }
  | {
      readonly kind: 'missing';
      readonly record: ListedRecord;
      /** Sentences without a full stop. */
      readonly why: readonly string[];
    };

export function coverageOf(base: Base, records: readonly ListedRecord[]): readonly Coverage[] {
  const mentionsIn = treatmentMentions(base);
  return records.map((record): Coverage => {
    const found = identify(base, record);
    if (found !== undefined)
      return {
        ...{ kind: 'held', record, by: found.by, study: found.target.study.id },
        report: found.target.report?.key ?? null,
      };
    const terms = [...new Set(mentionsIn(record.title).map(({ term }) => term))];
    return { kind: 'missing', record, why: reasonsOf(base, record, terms) };
  });
}

const becauses = {
  'figures-not-seen': 'its figures were not seen',
  'not-against-the-tumour': 'it is not about treatment against the tumour',
  'not-systemic': 'it is not about systemic treatment',
} as const;

function reasonsOf(base: Base, record: ListedRecord, terms: readonly string[]): readonly string[] {
  const { doi, pmid, registry, title, year, name } = record;
  const { release } = base;
  const looked = [
    ...(doi === '' ? [] : ['DOI']),
    ...(pmid === '' ? [] : ['PMID']),
    ...(registry.length === 0 ? [] : [registry.join(', ')]),
    ...(title === '' || year === '' ? [] : ['title with year']),
  ];
  const why: string[] = [];
  const known = base.trials.find((trial) =>
    [trial.name, ...(trial.listed ?? []).map(({ as }) => as)].some(
      (other) => other.toLowerCase() === name.toLowerCase(),
    ),
  );
  if (known?.missing !== undefined)
    why.push(`${becauses[known.missing.because]} (${known.name}: ${known.missing.note})`);
  else if (known?.study !== undefined)
    why.push(`it may be a report of ${known.study} that the base does not hold`);
  if (/^\d{4}$/.test(year) && year > release.date.slice(0, 4))
    why.push(`it is of ${year}, after ${release.id} was closed on ${release.date}`);
  why.push(
    looked.length === 0
      ? 'it has neither a number nor a title with a year by which it could be known'
      : `no report of ${release.id} has its ${listOf(looked)}`,
  );
  if (title !== '')
    why.push(
      terms.length === 0
        ? 'its title names no treatment of the base'
        : `its title names ${listOf(terms.map((term) => base.label(term)))}`,
    );
  return why;
}

function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
