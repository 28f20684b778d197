/**
 * The ordered pairs as a Markdown page: rows are the previous treatment, columns the next, each
 * cell rung, direction and carrying study.
 */

import { rungName } from '../appraisal/rungs.ts';
import { rungs } from '../appraisal/support-types.ts';
import type { Base } from '../evidence/base-types.ts';
import {
  approaches,
  mark,
  namedTreatments,
  type OrderedPair,
  orderedPairs,
  standing,
} from '../views/treatment-pairs.ts';
import { purpose } from '../wording/purpose.ts';

const population = 'tumour pancreatic-net';

/**
 * A page for one day. Throws when the base does not know the terms of the table, which no sound
 * base does.
 */
export function orderPage(base: Base, asOf: string, about: string): string {
  const table = (treatments: readonly string[]): string => {
    const pairs = orderedPairs({ base, treatments, where: population, asOf });
    if ('problems' in pairs)
      throw new Error(pairs.problems.map(({ message }) => message).join(' '));
    return tableOf(base, treatments, pairs);
  };
  const legend = rungs
    .map((rung) => `${rung} ${rungName(base.ladder, rung, 'position')}`)
    .join(' · ');
  return `<!-- Written by scripts/generate-order-tables.mjs. Do not edit. -->

# Which order was studied, as of ${asOf}

${about}

Rows: the previous treatment, on which the tumour progressed. Columns: the next one. Population: \`${population}\`. Base ${base.release.id}.
Each cell is what the base carries for the second treatment *in this place*: the rung, the direction (\`+\` supports, \`=\` neutral, \`-\` disputes,
no sign: described without a verdict; \`!\` disputed by another finding) and the study that carries it. A cell says how directly the order was studied, not which treatment is better.

${legend}

## By class

${table(approaches)}

A class is judged by its best-studied member: what carries VEGFR tyrosine-kinase inhibitor after mTOR inhibitor may be an agent other than sunitinib, and what
carries chemotherapy one of its regimens.

## By treatment

${table(namedTreatments)}

\`sequitur explain "everolimus -> sunitinib" --where "${population}" --as-of ${asOf}\` explains a cell.
${purpose}
`;
}

function tableOf(base: Base, treatments: readonly string[], pairs: readonly OrderedPair[]): string {
  const label = (key: string): string =>
    key
      .split(' + ')
      .map((id) => base.label(id))
      .join(' + ');
  const cell = (from: string, to: string): string => {
    const pair = pairs.find((one) => one.from === from && one.to === to);
    if (pair === undefined) return '';
    const now = standing(pair.position);
    const [study] = now.studies;
    // Below a study of this place the study that happens to come first says nothing about the
    // order.
    return now.direction === null || study === undefined
      ? now.rung
      : [`**${now.rung}**`, mark(now), study].filter((part) => part !== '').join(' ');
  };
  const rows = treatments.map(
    (from) => `| **${label(from)}** | ${treatments.map((to) => cell(from, to)).join(' | ')} |`,
  );
  return [
    `| after ↓ next → | ${treatments.map(label).join(' | ')} |`,
    `|---${'|---'.repeat(treatments.length)}|`,
    ...rows,
  ].join('\n');
}
