/**
 * The form of a catalogue entry. Parameters stand in braces; a check that leaves one out does not
 * compile.
 */
import type { Severity } from '../severity.ts';

/** Groups of codes, in the order in which they are listed. */
export const families = [
  'level',
  'citation',
  'time',
  'structure',
  'safety',
  'housekeeping',
] as const;
type Family = (typeof families)[number];

/** What the catalogue says of a code. */
export interface Entry {
  readonly family: Family;
  readonly severity: Severity;
  /** A few words: the heading of its page. */
  readonly title: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Reported only where a configuration asks for it. */
  readonly optIn?: true;
  /**
   * Neither an `accept` nor a configuration nor a baseline covers it: it may hide what a file says.
   */
  readonly alwaysReported?: true;
}

type Parameters<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;
/** The names in braces in the words of an entry. */
export type ParametersOf<E extends Entry> = Parameters<E['message']> | Parameters<E['help']>;

/**
 * Puts the parameters in; a parameter that is missing at run time stays visible in braces, it is
 * never dropped.
 */
export function fill(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => params[name] ?? whole);
}
