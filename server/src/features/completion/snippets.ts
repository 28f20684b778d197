/**
 * Whole phrases to begin with: what can be written at a place, with stops for what the author fills
 * in. The parser says where a phrase may stand. No phrase claims anything by itself: levels begin
 * with the weakest, and names that stand for others are reported as unknown.
 */
import type { Expected } from '../../syntax/expectations.ts';
import type { Keyword } from '../../syntax/keywords.ts';
import { TRIGGERS } from '../../syntax/keywords.ts';
import { declared, gradingOf, type View } from '../document-view.ts';
import type { Candidate, Snippet, Stop } from './candidate.ts';

const stop = (...values: readonly string[]): Stop => ({ values });
const treatment = stop('treatment');

/** In the syntax of the protocol: `${1:text}` and `${1|one,two|}`. */
export function snippetSyntax(snippet: Snippet): string {
  const plain = (text: string) => text.replace(/[\\$}]/g, '\\$&');
  const choice = (text: string) => text.replace(/[\\$},|]/g, '\\$&');
  let number = 0;
  return snippet
    .map((part) => {
      if (typeof part === 'string') return plain(part);
      number++;
      const [first = ''] = part.values;
      return part.values.length > 1
        ? `\${${number}|${part.values.map(choice).join(',')}|}`
        : `\${${number}:${plain(first)}}`;
    })
    .join('');
}
/** For an editor without stops: the first text of each. */
export function snippetText(snippet: Snippet): string {
  return snippet.map((part) => (typeof part === 'string' ? part : (part.values[0] ?? ''))).join('');
}

/** The phrases that may begin at an offset of the view's text. */
export function snippetCandidates(
  view: View,
  expected: Expected,
  offset: number,
): readonly Candidate[] {
  const { populations } = declared(view);
  const place: Place = {
    ...{ view, expected, offset },
    population: populations.length === 0 ? [] : [' for ', named(populations, 'population')],
  };
  return [...declarationSnippets(place), ...stepSnippets(place), ...acceptSnippet(place)];
}

interface Place {
  readonly view: View;
  readonly expected: Expected;
  readonly offset: number;
  /** For whom, where the file declares populations. */
  readonly population: Snippet;
}

const has = ({ expected: { keywords } }: Place, ...wanted: readonly Keyword[]): boolean =>
  wanted.every((keyword) => keywords.has(keyword));

/** The names of declarations to choose from, or a word that stands for one. */
function named(
  of: readonly { readonly name: { readonly text: string } | null }[],
  other: string,
): Stop {
  const names = of.flatMap(({ name }) => (name === null || name.text === '' ? [] : [name.text]));
  return names.length === 0 ? stop(other) : stop(...names);
}

const trigger: Snippet = [' on ', stop(...TRIGGERS)];

const candidate = (label: string, detail: string, ...snippet: Snippet): Candidate => ({
  kind: 'snippet',
  label,
  detail,
  documentation: () => '',
  filter: label,
  text: snippetText(snippet),
  snippet,
});

function declarationSnippets(place: Place): readonly Candidate[] {
  const { view, population } = place;
  const found: Candidate[] = [];
  if (has(place, 'population')) {
    const tumours = stop(...view.base.tumours.map(({ id }) => id));
    const snippet: Snippet = ['population ', stop('name'), ' {\n  tumour ', tumours, '\n}'];
    found.push(candidate('population { … }', 'to whom a sequence applies', ...snippet));
  }
  if (has(place, 'sequence')) {
    const steps: Snippet = [treatment, '\n  -> ', treatment, ...trigger];
    const snippet: Snippet = ['sequence ', stop('name'), ...population, ' {\n  ', ...steps, '\n}'];
    found.push(candidate('sequence { … }', 'treatments in their order', ...snippet));
  }
  if (has(place, 'prefer')) {
    const names = named(declared(view).sequences, 'sequence');
    const snippet: Snippet = ['prefer ', names, ' over ', names, ...population];
    found.push(candidate('prefer … over …', 'one order is better than another', ...snippet));
  }
  if (has(place, 'avoid')) {
    const because: Snippet = [' because "', stop('reason'), '"'];
    const snippet: Snippet = ['avoid ', treatment, ...population, ...because];
    found.push(candidate('avoid … because …', 'a recommendation against', ...snippet));
  }
  return found;
}

function stepSnippets(place: Place): readonly Candidate[] {
  const { view, expected, offset } = place;
  const { levels } = view.base.gradings.get(gradingOf(view));
  const codes = stop(...levels.map(({ code }) => code).reverse());
  const step: Snippet = [treatment, ...trigger, ' [', codes, ']'];
  const found: Candidate[] = [];
  // A node of a path begins where a choice may; only behind an arrow is there a treatment that a
  // trigger ends.
  if (has(place, 'one', 'any') && expected.categories.has('treatment')) {
    if (/(?:->|→)\s*$/.test(view.source.text.slice(0, offset)))
      found.push(candidate('treatment on … [ ]', 'a step with trigger and level', ...step));
    found.push(
      candidate(
        'one of { … }',
        'the first branch whose condition holds',
        ...['one of {\n  when ', stop('grade G1'), ': ', treatment],
        ...['\n  otherwise: ', treatment, '\n}'],
      ),
      candidate(
        'any of { … }',
        'every option is acceptable',
        ...['any of {\n  ', treatment, ',\n  ', treatment, '\n}'],
      ),
    );
  }
  if (has(place, 'with', 'here'))
    found.push(candidate('-> … on … [ ]', 'the next step with trigger and level', '-> ', ...step));
  return found;
}

function acceptSnippet(place: Place): readonly Candidate[] {
  if (!has(place, 'accept')) return [];
  const snippet: Snippet = ['accept ', stop('code'), ' "', stop(''), '"'];
  return [candidate('accept … "…"', 'accepts a finding with a reason', ...snippet)];
}
