/**
 * The comparison of the base with systematic reviews, and how each class was searched, as Markdown
 * for the page about the evidence.
 */
import type { Base, IndexedStudy } from '../evidence/base-types.ts';
import { before, listedBy, periodInWords } from '../evidence/reviews.ts';
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
/**
 * Tumours that the reviews leave aside: they are about the digestive tract and the pancreas first.
 */
const leftAside: ReadonlySet<string> = new Set(['lung-net', 'thymic-net']);

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
const firstPublic = (study: IndexedStudy): string =>
  study.reports.map((report) => report.date).toSorted()[0] ?? '';

/**
 * Reported studies of any design in the review's tumour whose patients had had, all or in a
 * reported share, a treatment of its class.
 */
function isSeries(
  base: Base,
  { status, population, priorTherapy, reports }: IndexedStudy['study'],
  { tumour, after }: NonNullable<Review['series']>,
): boolean {
  const had = priorTherapy.some(
    ({ relation, terms, exposure }) =>
      (relation.startsWith('required') || exposure !== undefined) &&
      [...terms, ...(exposure ?? []).map(({ term }) => term)].some((term) =>
        base.ancestors(term).has(after),
      ),
  );
  return (
    had &&
    status !== 'ongoing' &&
    reports.some(({ findings }) => (findings ?? []).length > 0) &&
    population.criteria.tumour.some(
      (name) => base.tumourAncestors(name).has(tumour) || base.tumourAncestors(tumour).has(name),
    )
  );
}

/**
 * Reported randomised trials in neuroendocrine tumours, other than of lung and thymus alone, that
 * were public before the review's search ended.
 */
function withinCriteria(base: Base, review: Review): readonly IndexedStudy[] {
  const { series } = review;
  if (series !== undefined)
    return base.studies.filter(
      (study) => before(review, firstPublic(study)) && isSeries(base, study.study, series),
    );
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
  base.trials.filter(
    (trial) =>
      trial.missing !== undefined &&
      (trial.fits === undefined ? review.series === undefined : trial.fits.includes(review.id)) &&
      before(review, String(trial.year)),
  );

function yardsticks(base: Base): string {
  return table(
    [
      'review',
      'search to',
      'studies it includes',
      'read by name in its list',
      'of these in the base',
      'studies of the base within its criteria and dates',
      'studies named below that are not',
    ],
    base.reviews.map((review) => {
      const listed = listedBy(base.trials, review);
      return [
        `[${review.label}](https://doi.org/${review.doi})`,
        review.searchedTo ?? `not seen; published ${review.published ?? ''}`,
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
    ['study', 'about', 'why it is not in the base'],
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
          .map((review) => `with ${review.label} ${periodInWords(review)}`)
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

Studies that fit the criteria of a review and are not in the base. Those whose figures were not seen are known by name; what they are about is as
reported, not read in a paper:

${missing(base)}

How each class was searched:

${coverage(base)}

The searches:

${searches}
`;
}
