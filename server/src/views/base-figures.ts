/**
 * The size of a base: what it holds, how far its facts were verified, and how many orders of two
 * treatments a study speaks of.
 */
import { isStudied } from '../appraisal/rungs.ts';
import { type Rung, rungs } from '../appraisal/support-types.ts';
import type { EvidenceData, Stats } from '../evidence/base-data.ts';
import type { Base } from '../evidence/base-types.ts';
import { countedFigures } from '../evidence/integrity/figures.ts';
import { counted } from '../text/counted.ts';
import { approaches, comparable, orderedPairs, studiedTreatments } from './treatment-pairs.ts';

interface BaseFigures extends Stats {
  /** Numbers of the embedded findings and shares; the build checks each against its quotes. */
  readonly figures: { readonly effects: number; readonly shares: number; readonly quotes: number };
  readonly sha256: string | null;
  readonly population: string;
  /** Ordered pairs of the six classes of the review and of the treatments by name, by rung. */
  readonly classes: PairFigures;
  readonly treatments: PairFigures;
}
interface PairFigures {
  readonly pairs: number;
  /** Pairs whose order a study speaks of, S1 to S6. */
  readonly studied: number;
  readonly byRung: Readonly<Partial<Record<Rung, number>>>;
}

const population = 'tumour pancreatic-net';

/** The figures of the base, counted from its sources. */
export function baseFigures(base: Base, stats: Stats, data: EvidenceData): BaseFigures {
  return {
    ...stats,
    figures: countedFigures(data.studies),
    sha256: base.release.sha256 ?? null,
    population,
    classes: pairFigures(base, approaches),
    treatments: pairFigures(
      base,
      studiedTreatments({
        base,
        treatments: comparable(base),
        where: population,
        asOf: base.release.date,
      }),
    ),
  };
}

function pairFigures(base: Base, treatments: readonly string[]): PairFigures {
  const pairs = orderedPairs({ base, treatments, where: population, asOf: base.release.date });
  if ('problems' in pairs)
    throw new Error(
      `the base does not know its own terms: ${pairs.problems.map(({ message }) => message).join(' ')}`,
    );
  const counts = rungs.map(
    (rung) => [rung, pairs.filter(({ position }) => position.rung === rung).length] as const,
  );
  return {
    pairs: pairs.length,
    studied: pairs.filter(({ position }) => isStudied(position.rung)).length,
    byRung: Object.fromEntries(counts.filter(([, count]) => count > 0)),
  };
}

/** The figures as `evidence stats` prints them. */
export function figuresText(figures: BaseFigures, base: Base): string {
  const { bySource, classes, treatments } = figures;
  const byRung = (pairs: PairFigures): string =>
    Object.entries(pairs.byRung)
      .map(([rung, count]) => `${rung} ${count}`)
      .join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['studies', String(figures.studies)],
    ['reports', String(figures.reports)],
    [
      'findings',
      `${figures.findings}: ${bySource.source} seen in a source, ${bySource.review} as reported by the review`,
    ],
    [
      'left out',
      `${counted(bySource.unverified, 'finding')} of the sources that nobody has verified`,
    ],
    [
      'numbers',
      `${figures.figures.effects} of effects and ${figures.figures.shares} of shares, each in one of its quotes`,
    ],
    ['quotes', String(figures.figures.quotes)],
    ['classes', `${classes.studied} of ${classes.pairs} orders studied (${byRung(classes)})`],
    [
      'treatments',
      `${treatments.studied} of ${treatments.pairs} orders studied (${byRung(treatments)})`,
    ],
    ['checksum', figures.sha256 ?? 'none'],
  ];
  const head = `base ${base.release.id} of ${base.release.date}; orders for ${figures.population}, on progression`;
  return `${head}\n\n${rows.map(([label, text]) => `${label.padEnd(12)}${text}`).join('\n')}\n`;
}
