/**
 * What may be written at a place, best first. The parser says which kinds of word may stand there,
 * the appraisal says which of them the base carries after the step before: a treatment is ranked by
 * its support in exactly this place.
 */
import { catalogue, codes } from '../../checks/catalogue/catalogue.ts';
import type { Diagnostic } from '../../checks/result-types.ts';
import type { Attribute, AttributeGroup } from '../../evidence/base-types.ts';
import type { Expected } from '../../syntax/expectations.ts';
import { DECLARATIONS, describeKeyword, OUTCOMES, TRIGGERS, UNITS } from '../../syntax/keywords.ts';
import type { Span, StringLiteral, Word } from '../../syntax/tree.ts';
import { declared, type View } from '../document-view.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import {
  citationCandidates,
  levelCandidates,
  stepAt,
  strengthCandidates,
  treatmentCandidates,
} from './evidence.ts';
import { snippetCandidates } from './snippets.ts';

/** What can be written at a place. */
export interface Completion {
  /** What a chosen candidate replaces. */
  readonly replaces: Span;
  /** Best first. */
  readonly candidates: readonly Candidate[];
}

/**
 * A treatment that no base knows: it stands for the word that is being completed, so that its place
 * can be appraised.
 */
const standIn = 'sequitur-completion';

/**
 * The text to check before `complete` is asked, because a half-written step has no place in its
 * sequence: a treatment that is being typed is replaced by one that is unknown, a citation is left
 * out.
 */
export function probe(
  text: string,
  expected: Expected,
): { readonly text: string; readonly offset: number } {
  const { start, end } = expected.replaces;
  const filling =
    expected.categories.has('treatment') && !expected.categories.has('clause') ? standIn : '';
  return { text: `${text.slice(0, start)}${filling}${text.slice(end)}`, offset: start };
}

/**
 * `probed` is the view of the probe's text; `findings` are those of the document, for `accept`.
 * Candidates are not filtered by what is typed; editors do that.
 */
export function complete(
  probed: View,
  expected: Expected,
  offset: number,
  findings: readonly Pick<Diagnostic, 'code' | 'span' | 'accepted'>[] = [],
): Completion {
  const found: Candidate[] = [];
  const { categories } = expected;
  // Behind the end of a declaration another one is likelier than one more claim.
  if (categories.has('declaration'))
    found.push(
      ...words(
        [...expected.keywords].filter((word) => DECLARATIONS.has(word)),
        'keyword',
      ),
    );
  if (categories.has('level')) found.push(...levelCandidates(probed, offset));
  if (categories.has('grading')) found.push(...gradings(probed, categories.has('level')));
  if (categories.has('strength')) found.push(...strengthCandidates(probed, offset));
  if (categories.has('treatment')) found.push(...treatmentCandidates(probed, offset));
  if (categories.has('attribute')) found.push(...attributes(probed));
  if (categories.has('value')) found.push(...values(probed, expected.attribute));
  if (categories.has('trigger')) found.push(...words(TRIGGERS, 'trigger'));
  if (categories.has('outcome')) found.push(...words(OUTCOMES, 'outcome'));
  if (categories.has('unit')) found.push(...words(UNITS, 'value'));
  if (categories.has('population-name'))
    found.push(...names('population', declared(probed).populations));
  if (categories.has('sequence-name')) found.push(...names('sequence', declared(probed).sequences));
  if (categories.has('code')) found.push(...codeCandidates(probed, offset, findings));
  if (categories.has('source')) found.push(...sources(probed));
  if (categories.has('region')) found.push(...regions(probed));
  if (categories.has('base'))
    found.push(plain('value', probed.base.release.base, `release ${probed.base.release.id}`));
  if (categories.has('release'))
    found.push(plain('value', probed.base.release.id, `of ${probed.base.release.date}`));
  if (categories.has('citation')) found.push(...citationCandidates(probed, offset));
  if (!categories.has('new-name'))
    found.push(
      ...words(expected.keywords, 'keyword'),
      ...snippetCandidates(probed, expected, offset),
    );
  const unique = new Map<string, Candidate>();
  for (const candidate of found)
    if (!unique.has(candidate.label)) unique.set(candidate.label, candidate);
  return { replaces: expected.replaces, candidates: [...unique.values()] };
}

function plain(kind: CandidateKind, label: string, detail: string, filter = label): Candidate {
  return { kind, label, detail, documentation: () => '', filter, text: label };
}

function words(keywords: Iterable<string>, kind: CandidateKind): readonly Candidate[] {
  return [...keywords].map((word) =>
    plain(kind, word, describeKeyword(word)?.description.replace(/`/g, '') ?? ''),
  );
}

function attributes({ base }: View): readonly Candidate[] {
  return base.attributes.map((attribute) => ({
    ...plain(
      'attribute',
      attribute.id,
      attribute.label,
      [attribute.id, ...(attribute.synonyms ?? [])].join(' '),
    ),
    documentation: () => attribute.definition,
  }));
}

function values({ base }: View, written: string | null): readonly Candidate[] {
  const attribute = written === null ? undefined : base.attribute(written);
  if (attribute === undefined) return [];
  switch (attribute.kind) {
    case 'tumour':
      return tumours(base.tumours);
    case 'progression':
      return [
        plain('value', 'yes', attribute.label),
        plain('value', 'no', attribute.label),
        plain('value', 'within 12 months', 'progression in this time'),
      ];
    case 'percent':
    case 'number':
      return examplesOf(attribute);
    case 'ordered':
    case 'choice':
    case 'flags':
      return [...(attribute.values ?? []), ...(attribute.groups ?? []).map(asValue)].map((value) =>
        plain(
          'value',
          value.id,
          value.definition ?? value.label ?? attribute.label,
          [value.id, ...(value.synonyms ?? [])].join(' '),
        ),
      );
  }
}

/** A name for several values is completed like a value. */
const asValue = ({
  values,
  ...group
}: AttributeGroup): NonNullable<Attribute['values']>[number] => ({
  ...group,
  label: values.join(' or '),
});

/** Forms of a number, with the ends of its scale. */
function examplesOf({ min = 0, max = 100, kind, label }: Attribute): readonly Candidate[] {
  const unit = kind === 'percent' ? '%' : '';
  const middle = kind === 'percent' ? 20 : Math.floor((min + max) / 2);
  return [
    plain('value', `<= ${middle}${unit}`, label),
    plain('value', `> ${middle}${unit}`, label),
    plain('value', `${min} to ${middle}${unit}`, label),
  ];
}

function tumours(list: View['base']['tumours']): readonly Candidate[] {
  return list.map((tumour) =>
    plain('value', tumour.id, tumour.label, [tumour.id, ...(tumour.synonyms ?? [])].join(' ')),
  );
}

function names(
  kind: 'population' | 'sequence',
  declarations: readonly { readonly name: Word | null; readonly title: StringLiteral | null }[],
): readonly Candidate[] {
  return declarations.flatMap(({ name, title }) =>
    name === null || name.text === '' ? [] : [plain(kind, name.text, title?.value ?? kind)],
  );
}

/** `extrapolated from`: a tumour, an agent or a class. */
function sources({ base }: View): readonly Candidate[] {
  const agents = base.agents
    .filter(({ systemic }) => systemic)
    .map(({ id, label }) => plain('treatment', id, label));
  return [
    ...tumours(base.tumours),
    ...agents,
    ...base.classes.map(({ id, label }) => plain('class', id, label)),
  ];
}

/** Codes for `accept`: what is found in the step at the offset first, then in the rest of the text, then all others. */
function codeCandidates(
  { source }: View,
  offset: number,
  findings: readonly Pick<Diagnostic, 'code' | 'span' | 'accepted'>[],
): readonly Candidate[] {
  const step = stepAt(source, offset);
  const open = findings.filter(({ accepted, code }) => accepted === null && code !== 'syntax');
  const here = open.filter(
    ({ span }) => step !== null && span.start <= offset && span.end >= step.start,
  );
  const found = new Map<string, string>();
  for (const { code } of here) found.set(code, 'found here');
  for (const { code } of open) if (!found.has(code)) found.set(code, 'found in this file');
  return [...new Set([...found.keys(), ...codes])].flatMap((code) => {
    const entry = codes.find((one) => one === code);
    if (entry === undefined) return [];
    const where = found.get(code);
    const { title } = catalogue[entry];
    const words = where === undefined ? title : `${where} · ${title}`;
    return [{ ...plain('code', code, words), ...(where === undefined ? {} : { brief: where }) }];
  });
}

/** Systems of the base; in a bracket with the colon behind them. */
function gradings({ base }: View, inBracket: boolean): readonly Candidate[] {
  return base.gradings.all
    .filter(({ judged }) => judged || !inBracket)
    .map((system) => {
      const text = inBracket ? `${system.id}: ` : system.id;
      const names = [system.id, ...(system.synonyms ?? [])].join(' ');
      return { ...plain('value', text.trimEnd(), system.name, names), text };
    });
}

function regions({ base }: View): readonly Candidate[] {
  const known = new Map(
    base.approvals.map(({ region, authority }) => [region, authority] as const),
  );
  return [...known].map(([region, authority]) => plain('value', region, authority));
}
