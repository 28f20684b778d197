/**
 * A comparison for a comment on a pull request, in GitHub's Markdown: the count first, the five
 * gravest changes open, the rest folded. A comment holds 65,536 characters; what does not fit is
 * counted.
 */
import { counted } from '../text/counted.ts';
import { code, escaped } from '../text/markdown-escape.ts';
import type { Change, Diff } from '../views/diff/schema.ts';
import { directionMark } from '../wording/comparison.ts';
import { purposeInShort } from '../wording/purpose.ts';
import { diffHeadline, evidenceHeading } from './diff-text.ts';

/** Of a comment on GitHub, in characters. */
export const mostCharacters = 65_536;
const mostOpen = 5;
/** Kept for the closing tags and the sentence that counts what was cut. */
const reserve = 400;
/** So that an earlier comment of the same job is found and replaced. */
const commentMark = '<!-- sequitur-diff -->';

/** A comparison as a comment on a pull request. */
export function diffMarkdown(diff: Diff): string {
  const foot = `\n<sub>${escaped(`${diff.after.release} of ${diff.after.date}. ${purposeInShort}`)}</sub>\n`;
  const budget = mostCharacters - foot.length - reserve;
  const page = new Page(budget);
  page.add(`${commentMark}\n`);
  for (const note of diff.notes) page.add(`> ${escaped(note)}\n\n`);
  page.add(`### ${escaped(diffHeadline(diff))}\n\n`);
  for (const { path, side, reason } of diff.failed.slice(0, mostOpen))
    page.add(`> ${code(path)} (${side}) could not be compared: ${escaped(reason)}\n\n`);
  if (diff.failed.length > mostOpen)
    page.add(`> ${counted(diff.failed.length - mostOpen, 'more file')} could not be compared.\n\n`);
  const written = diff.changes.filter(({ kind }) => kind !== 'evidence');
  const moved = diff.changes.filter(({ kind }) => kind === 'evidence');
  let cut = page.table(written.slice(0, mostOpen));
  cut += page.folded(counted(written.length - mostOpen, 'more change'), written.slice(mostOpen));
  cut += page.folded(`${evidenceHeading}: ${moved.length}`, moved);
  if (cut > 0)
    page.always(`\n${counted(cut, 'more change')}: \`sequitur diff\` prints them all.\n`);
  return page.text + foot;
}

class Page {
  text = '';
  readonly #budget: number;
  constructor(budget: number) {
    this.#budget = budget;
  }
  /** Appends what still fits; says whether it did. */
  add(part: string): boolean {
    if (this.text.length + part.length > this.#budget) return false;
    this.text += part;
    return true;
  }
  always(part: string): void {
    this.text += part;
  }
  /** Gives the number of rows that did not fit. */
  table(changes: readonly Change[]): number {
    if (changes.length === 0) return 0;
    if (!this.add('| | change | before | after |\n|---|---|---|---|\n')) return changes.length;
    for (const [index, change] of changes.entries())
      if (!this.add(rowOf(change))) return changes.length - index;
    return 0;
  }
  folded(summary: string, changes: readonly Change[]): number {
    if (changes.length === 0) return 0;
    if (!this.add(`\n<details><summary>${escaped(summary)}</summary>\n\n`)) return changes.length;
    const cut = this.table(changes);
    this.always('\n</details>\n');
    return cut;
  }
}

/** Longer texts are cut: a cell is read beside three others. */
const mostInCell = 400;
function cell(text: string | null): string {
  if (text === null) return '–';
  const short = text.length > mostInCell ? `${text.slice(0, mostInCell)}…` : text;
  return escaped(short.replace(/\s+/g, ' ')).replaceAll('|', '\\|');
}
function rowOf(change: Change): string {
  const { direction, kind, subject, sequence, file, before, after, note, reports } = change;
  const place = [file, sequence].filter((part) => part !== null).join(', ');
  const remarks = [
    ...(note === null ? [] : [`**${cell(note)}**`]),
    ...(reports.length === 0 ? [] : [`by ${cell(reports.join(', '))}`]),
    `<sub>${cell(place)}</sub>`,
  ];
  return `| ${directionMark(direction)} | **${kind}** ${cell(subject)}<br>${remarks.join('<br>')} | ${cell(before)} | ${cell(after)} |\n`;
}
