/**
 * The base and the date that a request is about: those of the document it names, else the embedded
 * base at its release.
 */
import { embeddedBase } from '../../evidence/base.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import { isDate } from '../../evidence/dates.ts';
import { dateOf } from '../../features/document-view.ts';
import { documentUri, fields, InvalidParams, text } from '../request-params.ts';
import type { Session } from '../session.ts';

interface InForce {
  readonly base: Base;
  readonly asOf: IsoDate;
}

/**
 * `textDocument` may be absent or not open; `asOf`, where it is given, goes before the document's
 * date.
 */
export async function inForce(session: Session, params: unknown, asOf: unknown): Promise<InForce> {
  const wanted = date(asOf, 'asOf');
  const document =
    fields(params, 'params').textDocument === undefined
      ? undefined
      : session.documents.get(documentUri(params));
  if (document === undefined) {
    const base = embeddedBase();
    return { base, asOf: wanted ?? base.release.date };
  }
  // The date stands in the first lines, so no more than a look at them is needed.
  const view = await session.viewAt(document, 0);
  return { base: view.base, asOf: wanted ?? dateOf(view) };
}

/** A day of the calendar; `undefined` where none is given, an error for anything else. */
export function date(value: unknown, what: string): IsoDate | undefined {
  const written = optionalText(value, what);
  if (written !== undefined && !isDate(written))
    throw new InvalidParams(
      `${JSON.stringify(written)} is not a date. A date looks like 2026-06-30: year, month, day.`,
    );
  return written;
}

/** Absent, `null` and empty are the same: nothing is asked. */
export function optionalText(value: unknown, what: string): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : text(value, what);
}
