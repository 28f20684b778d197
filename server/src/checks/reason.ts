/**
 * Whether the text of an `accept` gives a reason: what an author writes to have it over with is
 * none.
 */

/** Words that fill the place of a reason, as editors and hands leave them. */
const fillers: ReadonlySet<string> = new Set(
  `accept accepted acceptable agree asdf asdfgh bar because begründung blah comment correct default done dolor explain explanation false
  fill fine finding fixme foo foobar good grund here hidden hide ignore ignored insert ipsum justification later lgtm lorem motif
  motivo noqa none nothing null okay placeholder please qwertz qwerty raison razón reason reasons right some suppress suppressed
  suppression temp temporarily temporary test testing text that there this todo true undefined warning wontfix write your`.split(
    /\s+/,
  ),
);
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts in which a character is a syllable or a word. */
const SYLLABLE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Ethiopic}]/gu;
/** Beside such words; a syllable counts for two and a half. */
const fewestLetters = 5;

/** `code` is that of the finding, which is no reason for itself. */
export function givesReason(text: string, code: string): boolean {
  const own = new Set(code.toLowerCase().split('-'));
  let letters = 0;
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    // `xxx` is no word, and `n/a` is two that are none.
    if (fillers.has(word) || own.has(word) || new Set(word).size === 1) continue;
    letters += word.length + 1.5 * (word.match(SYLLABLE)?.length ?? 0);
  }
  return letters >= fewestLetters;
}
