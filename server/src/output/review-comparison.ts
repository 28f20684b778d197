/** The comparison of the base with systematic reviews, and how each class was searched, as Markdown for the page about the evidence. */
import type { Base, IndexedStudy } from '../evidence/base-types.ts';
import { before, listedBy } from '../evidence/reviews.ts';
import type { Review, ReviewedTrial } from '../evidence/schema/schema.ts';

const reasons: Readonly<Record<NonNullable<ReviewedTrial['missing']>['because'], string>> = {
  'figures-not-seen': 'figures not seen',
  'not-against-the-tumour': 'not against the tumour',
  'not-systemic': 'not systemic',
};
const searchedInWords: Readonly<Record<Base['release']['coverage'][number]['searched'], string>> = {
  systematic: 'systematically',
  compared: 'through the curators’ sources, and compared',
  dossier: 'through the curators’ sources',
  'not-searched': 'not searched',
};
/** Tumours that the reviews leave aside: they are about the digestive tract and the pancreas first. */
const leftAside: ReadonlySet<string> = new Set(['lung-net', 'thymic-net']);

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
const firstPublic = (study: IndexedStudy): string =>
  study.reports.map((report) => report.date).toSorted()[0] ?? '';

/** Reported randomised trials in neuroendocrine tumours, other than of lung and thymus alone, that were public before the review's search ended. */
function withinCriteria(base: Base, review: Review): readonly IndexedStudy[] {
  return base.studies.filter((study) => {
    const { design, status, population } = study.study;
    const tumours = population.criteria.tumour.filter((tumour) =>
      base.tumourAncestors(tumour).has('net'),
    );
    return (
      design.startsWith('randomised') &&
      status !== 'ongoing' &&
      tumours.some((tumour) => !leftAside.has(tumour)) &&
      before(review, firstPublic(study))
    );
  });
}
const missingFor = (base: Base, review: Review): readonly ReviewedTrial[] =>
  base.trials.filter((trial) => trial.missing !== undefined && before(review, String(trial.year)));

function yardsticks(base: Base): string {
  return table(
    [
      'review',
      'search to',
      'trials it includes',
      'read by name in its list',
      'of these in the base',
      'trials of the base within its criteria and dates',
      'trials named below that are not',
    ],
    base.reviews.map((review) => {
      const listed = listedBy(base.trials, review);
      return [
        `[${review.label}](https://doi.org/${review.doi})`,
        review.searchedTo,
        review.trials,
        listed.length,
        listed.filter(({ trial }) => trial.study !== undefined).length,
        withinCriteria(base, review).length,
        missingFor(base, review).length,
      ];
    }),
  );
}

function ofReview(base: Base, review: Review): string {
  const listed = new Map(
    listedBy(base.trials, review).map(({ trial, as }) => [trial.study, as] as const),
  );
  const trials = withinCriteria(base, review).map((study) => {
    const as = listed.get(study.id);
    return as === undefined ? study.id : `**${study.id}** (there ${as})`;
  });
  return `**${review.label}.** ${review.title}. ${review.list.note} Within its criteria and dates the base holds ${trials.join(', ')}.${
    listed.size > 0 ? ' In bold: read in its list.' : ''
  }`;
}

function missing(base: Base): string {
  return table(
    ['trial', 'compares', 'why it is not in the base'],
    base.trials.flatMap(({ name, about, missing: why }) =>
      why === undefined ? [] : [[name, about, `${reasons[why.because]}: ${why.note}`]],
    ),
  );
}

function coverage(base: Base): string {
  const searches = new Map((base.release.searches ?? []).map((search) => [search.id, search]));
  return table(
    ['class', 'tumour', 'searched', 'where and when', 'note'],
    base.release.coverage.map((entry) => [
      base.label(entry.class),
      base.tumour(entry.tumour)?.label ?? entry.tumour,
      [
        searchedInWords[entry.searched],
        (entry.reviews ?? [])
          .flatMap((id) => base.reviews.filter((review) => review.id === id))
          .map((review) => `with ${review.label} to ${review.searchedTo}`)
          .join(', '),
      ]
        .filter((part) => part !== '')
        .join(' '),
      (entry.by ?? []).map((id) => `${id} (${searches.get(id)?.when ?? ''})`).join(', '),
      entry.note ?? '',
    ]),
  );
}

/** What stands between the two marks of the page. */
export function comparisonBlock(base: Base): string {
  const searches = (base.release.searches ?? [])
    .map(({ id, where, when }) => `- *${id}* (${when}): ${where}`)
    .join('\n');
  return `${yardsticks(base)}

${base.reviews.map((review) => ofReview(base, review)).join('\n\n')}

Randomised trials that fit the criteria of a review and are not in the base. Those whose figures were not seen are known by name; what they compare is as
reported, not read in a paper:

${missing(base)}

How each class was searched:

${coverage(base)}

The searches:

${searches}
`;
}
