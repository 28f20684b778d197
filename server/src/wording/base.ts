/**
 * What a judgement rests on, in words: the release, the team's own packs that are part of the base,
 * and what they say about reports of it.
 */
import type { PackInUse } from '../evidence/base-data.ts';
import type { Base } from '../evidence/base-types.ts';

/** `pnet-2026.2`, with packs `pnet-2026.2 + our-base.yaml`. */
export function baseName(release: string, packs: readonly PackInUse[]): string {
  return [release, ...packs.map(({ file }) => file)].join(' + ');
}
/** The release with the packs in use: `pnet-2026.2 + our-base`. */
export const baseInWords = (base: Base): string => baseName(base.release.id, base.packs);

/**
 * `our-base.yaml: RADIANT-3/primary is retracted (2026-01-02): the note.` Notices always act, so
 * they are always told.
 */
export function noticesInWords({ file, notices }: PackInUse): readonly string[] {
  const states = {
    retracted: 'is retracted',
    corrected: 'is corrected',
    concern: 'carries an expression of concern',
  } as const;
  return notices.map(
    ({ report, status, date, note }) =>
      `${file}: ${report} ${states[status]}${date === undefined ? '' : ` (${date})`}: ${sentence(note)}`,
  );
}
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
