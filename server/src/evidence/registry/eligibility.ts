/**
 * Rules of eligibility that name a treatment: candidates for what a study says of previous therapy.
 * What they say of it is for a curator to read.
 */
import type { Mention } from './treatment-mentions.ts';

interface EligibilityCandidate {
  /** In the order of the sentence, each once. */
  readonly terms: readonly string[];
  /** Verbatim, at most 30 words. */
  readonly quote: string;
  /** The heading it stands under: `Inclusion Criteria`; `''` for none. */
  readonly heading: string;
}

/** Words that a quote may have. */
const longest = 30;

/** One candidate for each sentence or item that names a treatment, in the order of the text. */
export function eligibilityCandidates(
  text: string,
  mentionsIn: (text: string) => readonly Mention[],
): readonly EligibilityCandidate[] {
  let heading = '';
  const found: EligibilityCandidate[] = [];
  // The registry escapes what Markdown would read.
  for (const line of text.replace(/\\(?=[<>[\]*^~_#+\-.()])/g, '').split(/\r\n|\r|\n/)) {
    const title = /^\s*(?:key )?((?:inclusion|exclusion|eligibility)\b[^:]{0,40}):?\s*$/i.exec(
      line,
    );
    if (title !== null) {
      heading = title[1]?.trim() ?? '';
      continue;
    }
    for (const sentence of sentencesOf(line)) {
      const mentions = mentionsIn(sentence);
      const [first] = mentions;
      if (first === undefined) continue;
      const terms = [...new Set(mentions.map(({ term }) => term))];
      found.push({ terms, quote: quoteAround(sentence, first), heading });
    }
  }
  return found;
}

/** Without the mark of an item. A number with a point, and an abbreviation, end no sentence. */
function sentencesOf(line: string): readonly string[] {
  return line
    .replace(/^\s*(?:[*•-]|\d{1,2}[.)]|[a-z][.)])\s+/, '')
    .split(/(?<=[\p{L}\p{N})\]]{2}[.;])\s+(?=\p{Lu})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** The sentence, or of a longer one the words around a mention. */
function quoteAround(sentence: string, { start }: Mention): string {
  const words = [...sentence.matchAll(/\S+/g)];
  if (words.length <= longest) return sentence;
  const at = words.findLastIndex((word) => word.index <= start);
  const from = Math.max(0, Math.min(at - longest / 2, words.length - longest));
  const [first, last] = [words[from], words[from + longest - 1]];
  return first === undefined || last === undefined
    ? sentence
    : sentence.slice(first.index, last.index + last[0].length);
}
