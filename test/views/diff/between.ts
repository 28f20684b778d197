import { embeddedBase } from '../../../server/src/evidence/base.ts';
import { diffOf } from '../../../server/src/views/diff/diff.ts';
import type { Diff } from '../../../server/src/views/diff/schema.ts';
import { type Texts, taken } from '../snapshot/taken.ts';

/** What changed between two sets of files, or between two dates for one. */
export async function diffBetween(
  before: Texts,
  after: Texts,
  dates?: [string, string],
): Promise<Diff> {
  return diffOf(
    { name: 'before', snapshot: await taken(before, dates?.[0]) },
    { name: 'after', snapshot: await taken(after, dates?.[1]) },
    { base: embeddedBase(), tool: 'test', datesAsked: dates !== undefined },
  );
}
