/** What moved between two dates, for people at a terminal. */

import { isStudied } from '../appraisal/rungs.ts';
import type { Base } from '../evidence/base-types.ts';
import { labelOfKey } from '../model/treatment-label.ts';
import { counted } from '../text/counted.ts';
import { hanging, wrap } from '../text/display-width.ts';
import { because, type ChangesPage, standingInWords } from '../views/changes.ts';
import type { Change } from '../views/treatment-pairs.ts';
import { palette } from './palette.ts';

/** What moved in the base between two dates, for a terminal `width` columns wide. */
export function changesText(
  page: ChangesPage,
  options: { width: number; colours: boolean },
): string {
  const { base, from, to, where } = page;
  const { width } = options;
  const paint = palette(options.colours);
  const section = (title: string, all: readonly Change[]): string[] => {
    const shown = all.filter(
      ({ before, after }) => isStudied(before.rung) || isStudied(after.rung),
    );
    if (shown.length === 0) return ['', paint.strong(title), `  nothing moved`];
    return [
      '',
      paint.strong(title),
      ...shown.flatMap((change) => changeRows(change, base, width, paint.faint)),
    ];
  };
  const below = page.byClass.filter(
    ({ before, after }) => !isStudied(before.rung) && !isStudied(after.rung),
  ).length;
  const rows = [
    ...wrap(`What the base carries, ${from} and ${to}`, width).map(paint.strong),
    ...wrap(`Second treatment on progression after the first. Population: ${where}.`, width),
    ...section('By class', page.byClass),
    ...section('By treatment', page.byTreatment),
    '',
    ...(below === 0
      ? []
      : wrap(
          `${counted(below, 'more pair', 'more pairs')} of classes moved without a study of this order; --format json has them. A change is a change of the base, not of the best treatment.`,
          width,
        ).map(paint.faint)),
    paint.faint(`base ${base.release.id} of ${base.release.date}`),
  ];
  return `${rows.join('\n')}\n`;
}

function changeRows(
  change: Change,
  base: Base,
  width: number,
  faint: (text: string) => string,
): string[] {
  return [
    ...hanging('  ', `${labelOfKey(base, change.from)} -> ${labelOfKey(base, change.to)}`, width),
    ...hanging('      was  ', standingInWords(base, change.before), width),
    ...hanging('      is   ', standingInWords(base, change.after), width),
    ...hanging('      by   ', because(change.because, change), width).map(faint),
  ];
}
