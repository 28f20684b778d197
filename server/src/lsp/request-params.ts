/**
 * The parameters of requests, looked at before they are used: an editor that sends something else
 * gets an error that says what.
 */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Position, Range } from '../text/positions.ts';

/** Parameters that are not what the protocol says; the request answers with it. */
export class InvalidParams extends ResponseError<void> {
  constructor(reason: string) {
    super(ErrorCodes.InvalidParams, reason);
  }
}

type Fields = Readonly<Record<string, unknown>>;
/** Reads an object; throws `InvalidParams` where it is none. */
export function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidParams(`${what} must be an object.`);
  return Object.fromEntries(Object.entries(value));
}
/** Reads a text; throws `InvalidParams` where it is none. */
export function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new InvalidParams(`${what} must be a string.`);
  return value;
}
function count(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new InvalidParams(`${what} must be a whole number from 0.`);
  return value;
}
/** Reads a list; throws `InvalidParams` where it is none. */
export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvalidParams(`${what} must be an array.`);
  return value;
}

/** Reads a position; throws `InvalidParams` where it is none. */
export function position(value: unknown, what = 'position'): Position {
  const { line, character } = fields(value, what);
  return { line: count(line, `${what}.line`), character: count(character, `${what}.character`) };
}
/** Reads a range; throws `InvalidParams` where it is none. */
export function range(value: unknown, what = 'range'): Range {
  const { start, end } = fields(value, what);
  return { start: position(start, `${what}.start`), end: position(end, `${what}.end`) };
}
/** `params.textDocument.uri`. */
export function documentUri(params: unknown): string {
  return text(
    fields(fields(params, 'params').textDocument, 'textDocument').uri,
    'textDocument.uri',
  );
}
/** Reads the version of a document; throws `InvalidParams` where it is none. */
export function version(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new InvalidParams('textDocument.version must be a whole number.');
  return value;
}
