/** Gap maps for the tests, and the same cells asked of the appraisal. */
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { type GapQuestion, gapMap } from '../../server/src/views/gap-map/build-map.ts';
import { cellOf } from '../../server/src/views/gap-map/cell.ts';
import type { GapMap } from '../../server/src/views/gap-map/gap-map.ts';
import { orderedPairs } from '../../server/src/views/treatment-pairs.ts';

export const base = embeddedBase();
export const where = 'tumour pancreatic-net';

/** The map of a question that can be drawn. */
export function drawn(question: Partial<GapQuestion> = {}): GapMap {
  const map = gapMap({ base, treatments: 'approaches', where, grading: 'esmo', ...question });
  if ('problems' in map) throw new Error(map.problems.map(({ message }) => message).join(' '));
  return map;
}
/** The cell of a pair; `null` in the place of the previous treatment is the first step. */
export function cell(map: GapMap, from: string | null, to: string) {
  const row = map.rows.findIndex(({ id }) => id === from);
  const column = map.columns.findIndex(({ id }) => id === to);
  return map.cells[row]?.[column];
}
/** The cells that the appraisal gives when every pair is asked on the day itself. */
export function asked(treatments: readonly string[], asOf: string) {
  const pairs = orderedPairs({ base, treatments, where, asOf });
  if ('problems' in pairs) throw new Error('the treatments are known');
  return pairs.map(({ from, to, position }) => ({ from, to, cell: cellOf(base, position, false) }));
}
