/**
 * Every code that can be reported: one typed catalogue. A wrong code or a missing parameter does
 * not compile. The page of a code is `<family>/<code>.md`; its examples are executed as tests.
 */
import type { KnownCodes } from '../../workspace/config-file.ts';
import { citation } from './citation.ts';
import { type Entry, fill, type ParametersOf } from './entry.ts';
import { housekeeping } from './housekeeping.ts';
import { level } from './level.ts';
import { safety } from './safety.ts';
import { structure } from './structure.ts';
import { time } from './time.ts';

const all = { ...level, ...citation, ...time, ...structure, ...safety, ...housekeeping } as const;
/** The name of a finding; it never changes its meaning. */
export type Code = keyof typeof all;
/** What the words of a code are filled with. */
export type ParamsOf<C extends Code> = Readonly<Record<ParametersOf<(typeof all)[C]>, string>>;

/** Every code with its words and its severity. */
export const catalogue: Readonly<Record<Code, Entry>> = all;
/** Every code, in the order of the alphabet. */
export const codes: readonly Code[] = Object.keys(all).sort() as Code[];
/** Whether a word is a code. */
export const isCode = (text: string): text is Code => Object.hasOwn(all, text);

/** Does nothing cover findings of the code: no `accept`, no configuration, no baseline? */
export const isAlwaysReported = (code: string): boolean =>
  isCode(code) && catalogue[code].alwaysReported === true;
/** What the `severity` of a configuration may name. */
export const configurableCodes: KnownCodes = {
  configurable: codes.filter((code) => !isAlwaysReported(code)),
  fixed: codes.filter(isAlwaysReported),
};

/** Message and help with their parameters put in. */
export function wordsOf<C extends Code>(
  code: C,
  params: ParamsOf<C>,
): { readonly message: string; readonly help: string } {
  const entry = catalogue[code];
  return { message: fill(entry.message, params), help: fill(entry.help, params) };
}
/** The file of the page of a code, below `rules`. */
export const pageOf = (code: Code): string => `${catalogue[code].family}/${code}.md`;
