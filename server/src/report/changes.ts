/** Which orders of two treatments gained or lost support between two dates: one object, two renderings. */
import { rungName } from '../appraisal/explain.ts';
import type { Base, IndexedReport } from '../evidence/model.ts';
import { type Change, type Standing, speaks } from './order.ts';
import { palette } from './palette.ts';
import { counted } from './summary.ts';
import { hanging, wrap } from './width.ts';

export interface ChangesPage {
  readonly base: Base;
  readonly from: string;
  readonly to: string;
  readonly where: string;
  readonly byClass: readonly Change[];
  readonly byTreatment: readonly Change[];
}

/** The page as data; every change is in it, also those that stay below a study of the order. */
export function changesJson({ from, to, where, byClass, byTreatment }: ChangesPage) {
  const json = ({ because, ...change }: Change) => ({
    ...change,
    because: because.map(({ key, report }) => ({ report: key, firstPublic: report.firstPublic })),
  });
  return { from, to, where, byClass: byClass.map(json), byTreatment: byTreatment.map(json) };
}

export function changesText(page: ChangesPage, options: { width: number; colours: boolean }): string {
  const { base, from, to, where } = page;
  const { width } = options;
  const paint = palette(options.colours);
  const section = (title: string, all: readonly Change[]): string[] => {
    const shown = all.filter(({ before, after }) => speaks(before.rung) || speaks(after.rung));
    if (shown.length === 0) return ['', paint.strong(title), `  nothing moved`];
    return ['', paint.strong(title), ...shown.flatMap((change) => changeRows(change, base, width, paint.faint))];
  };
  const below = page.byClass.filter(({ before, after }) => !speaks(before.rung) && !speaks(after.rung)).length;
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

function changeRows(change: Change, base: Base, width: number, faint: (text: string) => string): string[] {
  return [
    ...hanging('  ', `${treatmentInWords(change.from, base)} -> ${treatmentInWords(change.to, base)}`, width),
    ...hanging('      was  ', standingInWords(change.before), width),
    ...hanging('      is   ', standingInWords(change.after), width),
    ...hanging('      by   ', because(change.because, change), width).map(faint),
  ];
}

/** The labels of a treatment's terms. */
export const treatmentInWords = (key: string, base: Base): string =>
  key
    .split(' + ')
    .map((id) => base.label(id))
    .join(' + ');

/** `S4 randomised, prior allowed, supports, disputed (ESMO ceiling II)`. */
export function standingInWords({ rung, direction, disputed, judged, ceiling }: Standing): string {
  const parts = [
    `${rung} ${rungName(rung, 'position')}`,
    ...(direction === null ? [] : [judged ? direction : 'described without a verdict']),
    ...(disputed ? ['disputed'] : []),
  ];
  return `${parts.join(', ')}${ceiling.esmo === null ? '' : ` (ESMO ceiling ${ceiling.esmo})`}`;
}

/** The reports because of which it moved; where none is new, what counts differently now. */
export function because(reports: readonly IndexedReport[], { before }: Change): string {
  if (reports.length > 0) return reports.map(({ key, report }) => `${key}, ${report.firstPublic}`).join('; ');
  return `no new report; ${before.studies.length === 0 ? 'a withdrawn or corrected one' : before.studies.join(', ')} counts differently now`;
}
