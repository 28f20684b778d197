/** The map as a file to pass on: a table for a spreadsheet, and a page that stands alone. */
import { csvLine } from '../../text/csv-line.ts';
import { markup } from '../../text/xml-escape.ts';
import { shadeColours } from '../diagram/picture-style.ts';
import { changeInWords, type MapChanges } from './compare.ts';
import type { GapCell, GapMap } from './gap-map.ts';

/** Formats in which a map is saved. */
export const exportFormats = ['csv', 'html'] as const;
/** One of them. */
export type ExportFormat = (typeof exportFormats)[number];
/** A map as a file. */
export interface Exported {
  /** A name for the file, without a folder. */
  readonly name: string;
  readonly text: string;
}

/** Writes a map in a format; the result holds all that it needs. */
export function exportMap(map: GapMap, format: ExportFormat): Exported {
  const name = `gap-map-${map.where.replace(/^tumour /, '').replace(/[^\p{L}\p{N}]+/gu, '-')}-${map.asOf}.${format}`;
  return { name, text: format === 'csv' ? mapCsv(map) : mapHtml(map) };
}

const heads = [
  'after',
  'next',
  'rung',
  'name',
  'direction',
  'ESMO ceiling',
  'GRADE ceiling',
  'OCEBM ceiling',
  'study',
  'result',
  'n',
  'studies weighed',
  'as of',
  'base',
];

/**
 * One line for each pair; with a comparison, what stood there before and the reports because of
 * which it moved.
 */
export function mapCsv(map: GapMap, changes: MapChanges | null = null): string {
  const lines = map.rows.flatMap((row, index) =>
    map.columns.flatMap((column, at) => {
      const cell = map.cells[index]?.[at] ?? null;
      if (cell === null) return [];
      const change = changes?.of(row.id, column.id);
      const moved =
        changes === null ? [] : [change?.before.rung ?? null, change?.because.join(' ') ?? null];
      return [[...fieldsOf(map, row.label, column.label, cell), ...moved]];
    }),
  );
  const more = changes === null ? [] : [`rung as of ${changes.since}`, 'moved by'];
  return [[...heads, ...more], ...lines].map(csvLine).join('');
}
function fieldsOf(
  map: GapMap,
  after: string,
  next: string,
  cell: GapCell,
): readonly (string | number | null)[] {
  const { rung, name, markInWords, ceiling, study, effect, n, weighed } = cell;
  return [
    after,
    next,
    rung,
    name,
    markInWords,
    ceiling.esmo ?? null,
    ceiling.grade ?? null,
    ceiling.ocebm ?? null,
    study,
    effect,
    n,
    weighed,
    map.asOf,
    map.release,
  ];
}

const shades = Object.entries(shadeColours).map(
  ([shade, { shade: ground, on }]) => `.shade-${shade}{background:${ground};color:${on};}`,
);
const style = `body{margin:2rem auto;padding:0 1rem;max-width:90rem;font:15px/1.4 system-ui,sans-serif;color:#1b2730;background:#fff;}
.field{overflow-x:auto;}table{border-collapse:collapse;}th,td{border:1px solid #7a8c99;padding:.35rem .5rem;text-align:left;vertical-align:top;min-width:6.5rem;}
td b,td span{display:block;}.moved{outline:3px solid #16222b;outline-offset:-4px;}.solid{border-style:solid;border-width:2px;}.dashed{border-style:dashed;border-width:2px;}.dotted{border-style:dotted;border-width:2px;}.crossed{border-style:double;border-width:5px;}
${shades.join('\n')}
@media print{body{margin:0;font-size:10px;}tr{break-inside:avoid;}*{print-color-adjust:exact;}}`;

/**
 * No script, and nothing from elsewhere. With a comparison, what moved is marked by shape and word.
 */
export function mapHtml(map: GapMap, changes: MapChanges | null = null): string {
  const cell = (one: GapCell | null, from: string | null, to: string): string => {
    if (one === null) return '<td></td>';
    const { look, rung, name, mark, markInWords, study, effect } = one;
    const change = changes?.of(from, to);
    const moved = change === undefined ? null : `◆ ${changeInWords(change)}`;
    const parts = [
      `<b>${markup(`${rung} ${mark}`.trim())}</b>`,
      markup(rung === 'SX' ? `${name} as of ${map.asOf}` : name),
      ...[markInWords, study, effect, moved].flatMap((text) =>
        text === null || text === '' ? [] : [`<span>${markup(text)}</span>`],
      ),
    ];
    return `<td class="shade-${look.shade} ${look.line}${change === undefined ? '' : ' moved'}">${parts.join('')}</td>`;
  };
  const rows = map.rows.map(
    (row, index) =>
      `<tr><th scope="row">${markup(row.label)}</th>${map.columns.map((column, at) => cell(map.cells[index]?.[at] ?? null, row.id, column.id)).join('')}</tr>`,
  );
  const against =
    changes === null ? '' : `, against ${changes.since} (${changes.changes.length} moved)`;
  const title = `Which order was studied, as of ${map.asOf}${against}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markup(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${markup(title)}</h1>
<p>${markup(map.patients)}</p>
<p>${markup(map.sentence)}</p>
<div class="field"><table>
<thead><tr><td>after ↓ next →</td>${map.columns.map(({ label }) => `<th scope="col">${markup(label)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
${map.notes.map((note) => `<p>${markup(note)}</p>`).join('\n')}
</body>
</html>
`;
}
