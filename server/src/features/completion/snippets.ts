/**
 * Whole phrases to begin with: what can be written at a place, with stops for what the author fills in. The parser says where a phrase
 * may stand. No phrase claims anything by itself: levels begin with the weakest, and names that stand for others are reported as unknown.
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
  const { keywords, categories } = expected;
  const has = (...wanted: readonly Keyword[]) => wanted.every((keyword) => keywords.has(keyword));
  const { populations, sequences } = declared(view);
  const named = (
    of: readonly { readonly name: { readonly text: string } | null }[],
    other: string,
  ): Stop => {
    const names = of.flatMap(({ name }) => (name === null || name.text === '' ? [] : [name.text]));
    return names.length === 0 ? stop(other) : stop(...names);
  };
  const population = populations.length === 0 ? [] : [' for ', named(populations, 'population')];
  const trigger = [' on ', stop(...TRIGGERS)];
  const found: Candidate[] = [];
  const add = (label: string, detail: string, ...snippet: Snippet) => {
    found.push({
      kind: 'snippet',
      label,
      detail,
      documentation: () => '',
      filter: label,
      text: snippetText(snippet),
      snippet,
    });
  };

  if (has('population')) {
    const tumours = stop(...view.base.tumours.map(({ id }) => id));
    add(
      'population { … }',
      'to whom a sequence applies',
      'population ',
      stop('name'),
      ' {\n  tumour ',
      tumours,
      '\n}',
    );
  }
  if (has('sequence'))
    add(
      'sequence { … }',
      'treatments in their order',
      ...[
        'sequence ',
        stop('name'),
        ...population,
        ' {\n  ',
        treatment,
        '\n  -> ',
        treatment,
        ...trigger,
        '\n}',
      ],
    );
  if (has('prefer')) {
    const names = named(sequences, 'sequence');
    add(
      'prefer … over …',
      'one order is better than another',
      'prefer ',
      names,
      ' over ',
      names,
      ...population,
    );
  }
  if (has('avoid'))
    add(
      'avoid … because …',
      'a recommendation against',
      'avoid ',
      treatment,
      ...population,
      ' because "',
      stop('reason'),
      '"',
    );

  const { levels } = view.base.gradings.get(gradingOf(view));
  const step = [
    treatment,
    ...trigger,
    ' [',
    stop(...levels.map(({ code }) => code).reverse()),
    ']',
  ];
  // A node of a path begins where a choice may; only behind an arrow is there a treatment that a trigger ends.
  if (has('one', 'any') && categories.has('treatment')) {
    if (/(?:->|→)\s*$/.test(view.source.text.slice(0, offset)))
      add('treatment on … [ ]', 'a step with trigger and level', ...step);
    add(
      'one of { … }',
      'the first branch whose condition holds',
      ...[
        'one of {\n  when ',
        stop('grade G1'),
        ': ',
        treatment,
        '\n  otherwise: ',
        treatment,
        '\n}',
      ],
    );
    add(
      'any of { … }',
      'every option is acceptable',
      'any of {\n  ',
      treatment,
      ',\n  ',
      treatment,
      '\n}',
    );
  }
  if (has('with', 'here'))
    add('-> … on … [ ]', 'the next step with trigger and level', '-> ', ...step);
  if (has('accept'))
    add(
      'accept … "…"',
      'accepts a finding with a reason',
      'accept ',
      stop('code'),
      ' "',
      stop(''),
      '"',
    );
  return found;
}
