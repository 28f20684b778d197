/**
 * The gap map as a drawing that stands alone: the table with its shades, edges and words, in fixed
 * light colours.
 */
import { markup } from '../../text/xml-escape.ts';
import { textWidth, wrapped } from '../diagram/measure.ts';
import { colours, fontFamily, shadeColours } from '../diagram/picture-style.ts';
import { changeInWords, type MapChanges } from './compare.ts';
import type { GapCell, GapMap } from './gap-map.ts';

const side = 20;
const head = { width: 150, height: 58 };
const cell = { width: 132, height: 96 };
const size = { title: 18, text: 12, small: 10 } as const;

/** A map as a picture; with `changes`, the cells that moved stand out. */
export function mapSvg(map: GapMap, changes: MapChanges | null): string {
  const title = `Which order was studied, as of ${map.asOf}${changes === null ? '' : `, against ${changes.since}`}`;
  const width = Math.max(
    2 * side + head.width + map.columns.length * cell.width,
    2 * side + Math.ceil(textWidth(title, size.title, true)),
  );
  const inside = width - 2 * side;
  const told = [map.patients, map.sentence, ...map.notes].flatMap((words) =>
    wrapped(words, inside, size.text, { most: 8 }),
  );
  const top = 52;
  const foot = top + head.height + map.rows.length * cell.height + 24;
  const height = foot + told.length * 17 + 10;
  const parts = [
    text(title, side, 30, { fontSize: size.title, weight: 700 }),
    ...map.columns.flatMap(({ label }, column) =>
      linesOf(label, side + head.width + column * cell.width + 6, top + 16, cell.width - 12, 700),
    ),
    ...map.rows.flatMap(({ id, label }, row) => {
      const y = top + head.height + row * cell.height;
      return [
        ...linesOf(label, side, y + 18, head.width - 12, 700),
        ...map.columns.map(({ id: to }, column) =>
          cellMarkup(map.cells[row]?.[column] ?? null, {
            x: side + head.width + column * cell.width,
            y,
            change: changes?.of(id, to),
          }),
        ),
      ];
    }),
    ...told.map((words, index) =>
      text(words, side, foot + index * 17, { fontSize: size.text, weight: 400 }),
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="map-title map-description" font-family="${markup(fontFamily)}"><title id="map-title">${markup(title)}</title><desc id="map-description">${markup(`${map.patients}. ${map.sentence}`)}</desc><rect width="${width}" height="${height}" fill="${colours.ground}"/>${parts.join('')}</svg>\n`;
}

interface Lettering {
  readonly fontSize: number;
  readonly weight: number;
  readonly fill?: string;
}
/** A line of words whose baseline begins at a point, in pixels. */
function text(words: string, x: number, y: number, lettering: Lettering): string {
  const { fontSize, weight, fill = colours.text } = lettering;
  return `<text x="${x}" y="${y}" font-size="${fontSize}"${weight === 400 ? '' : ` font-weight="${weight}"`} fill="${fill}">${markup(words)}</text>`;
}
const linesOf = (
  words: string,
  x: number,
  y: number,
  width: number,
  weight: number,
): readonly string[] =>
  wrapped(words, width, size.text, { most: 3, bold: weight > 400 }).map((line, index) =>
    text(line, x, y + index * 15, { fontSize: size.text, weight }),
  );

const dashes = {
  solid: '',
  dashed: ' stroke-dasharray="7 4"',
  dotted: ' stroke-dasharray="2 4"',
  crossed: '',
};
function cellMarkup(
  shown: GapCell | null,
  place: { readonly x: number; readonly y: number; readonly change: ReturnType<MapChanges['of']> },
): string {
  const { x, y, change } = place;
  const [width, height] = [cell.width - 4, cell.height - 4];
  if (shown === null)
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none"/>`;
  const { shade, on } = shadeColours[shown.look.shade];
  const edge = shown.look.line === 'crossed' ? colours.against : colours.edge;
  const words = [shown.name, shown.study, ...(change === undefined ? [] : [changeInWords(change)])];
  const lines = words
    .flatMap((one) =>
      one === null || one === '' ? [] : wrapped(one, width - 10, size.small, { most: 2 }),
    )
    .slice(0, 5);
  const mark = change === undefined ? '' : ' ◆';
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${shade}" stroke="${edge}" stroke-width="${change === undefined ? 1.5 : 3}"${dashes[shown.look.line]}/>`,
    text(`${shown.rung} ${shown.mark}${mark}`.trim(), x + 6, y + 17, {
      ...{ fontSize: size.text, weight: 700, fill: on },
    }),
    ...lines.map((line, index) =>
      text(line, x + 6, y + 32 + index * 12, { fontSize: size.small, weight: 400, fill: on }),
    ),
  ].join('');
}
