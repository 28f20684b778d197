/**
 * A comparison of one document with an earlier form of it: what changed, gravest first, and both
 * drawings with a mark on each changed step.
 */
import { counted } from '../../text/counted.ts';
import { markup } from '../../text/xml-escape.ts';
import type { Change, Diff } from '../../views/diff/schema.ts';
import { directionMark } from '../../wording/comparison.ts';
import { purpose } from '../../wording/purpose.ts';
import { diffHeadline, evidenceHeading } from '../diff-text.ts';

/** One sequence on both sides; `null` where it is on one side only, or is not drawn. */
export interface DrawnPair {
  readonly heading: string;
  readonly before: string | null;
  readonly after: string | null;
}
interface ComparisonPage {
  readonly diff: Diff;
  /** Sequences with a change, in the order of the text. */
  readonly pairs: readonly DrawnPair[];
  /** Sequences without one. */
  readonly unchanged: number;
  /** Line of a changed step in the text that is open, from 0. */
  readonly lineOf: (change: Change) => number | null;
}

/** The body of the page that compares two versions. */
export function comparisonHtml({ diff, pairs, unchanged, lineOf }: ComparisonPage): string {
  const { before, after, notes, changes, failed } = diff;
  const written = changes.filter(({ kind }) => kind !== 'evidence');
  const moved = changes.filter(({ kind }) => kind === 'evidence');
  const list = (all: readonly Change[]): string =>
    `<ul class="changes">${all.map((change) => itemHtml(change, lineOf(change))).join('')}</ul>`;
  return `<header><h1>${markup(diffHeadline(diff))}</h1>
${notes.map((note) => `<p><strong>${markup(note)}</strong></p>`).join('')}
${failed.map(({ side, reason }) => `<p class="error">${markup(`${side === 'before' ? before.name : after.name}: ${reason}`)}</p>`).join('')}</header>
<main>
${written.length === 0 ? '' : list(written)}
${moved.length === 0 ? '' : `<h2>${evidenceHeading}</h2>${list(moved)}`}
${pairs.map((pair) => pairHtml(pair, diff)).join('\n')}
${unchanged === 0 ? '' : `<p class="faint">${counted(unchanged, 'sequence')} without a change ${unchanged === 1 ? 'is' : 'are'} not drawn.</p>`}
</main>
<footer class="faint small"><p>${markup(`Base ${after.release} of ${after.date}.`)} ${markup(purpose)}</p></footer>`;
}

function itemHtml(change: Change, line: number | null): string {
  const { kind, direction, subject, sentence, sequence, reports } = change;
  const rest = markup(sentence.slice(subject.length));
  const told =
    line === null
      ? markup(sentence)
      : `<a href="#" data-line="${line}" title="Show in the text">${markup(subject)}</a>${rest}`;
  const besides = [
    ...(sequence === null ? [] : [sequence]),
    ...(reports.length === 0 ? [] : [`by ${reports.join(', ')}`]),
  ];
  return `<li><span class="sign">${directionMark(direction)}</span> · <strong>${kind}</strong> ${told}${besides.length === 0 ? '' : `<div class="faint small">${markup(besides.join(' · '))}</div>`}</li>`;
}

function pairHtml({ heading, before, after }: DrawnPair, diff: Diff): string {
  const side = (name: string, svg: string | null): string =>
    `<figure><figcaption>${markup(name)}</figcaption>${svg === null ? '<p class="faint">The sequence is not there.</p>' : `<div class="drawing scroll" tabindex="0" role="group" aria-label="${markup(`${heading}, ${name}`)}">${svg}</div>`}</figure>`;
  return `<section><h2>${markup(heading)}</h2><div class="pair">${side(diff.before.name, before)}${side(diff.after.name, after)}</div></section>`;
}
