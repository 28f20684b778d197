/** What the actions of `evidence` print alike. */
import type { Base } from '../../evidence/base-types.ts';
import type { Console } from '../console.ts';

/** One JSON object that says what it is and which base it speaks of. */
export function printJson(
  console: Console,
  base: Base,
  content: Readonly<Record<string, unknown>>,
): void {
  const { id: release, date } = base.release;
  console.out(
    `${JSON.stringify({ schema: 'sequitur-evidence/1', release, date, ...content }, null, 2)}\n`,
  );
}
