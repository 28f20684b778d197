/**
 * Hover on names and settings: attributes and their values, populations, sequences, codes,
 * directives and keywords.
 */

import { catalogue, isCode } from '../../checks/catalogue/catalogue.ts';
import { pages } from '../../checks/generated/pages.ts';
import { describeRegion } from '../../model/region-words.ts';
import { describeKeyword } from '../../syntax/keywords.ts';
import type { Criterion, Directive, Value, Word } from '../../syntax/tree.ts';
import { code, escaped, lines, paragraphs } from '../../text/markdown-escape.ts';
import { normaliseName } from '../../text/names.ts';
import { criterionInWords } from '../../wording/criterion.ts';
import { positionName } from '../../wording/support.ts';
import { dateOf, declared, gradingOf, type View } from '../document-view.ts';
import { basis, lineInWords, treatmentLabel } from './hover-words.ts';
import { describeTreatment } from './treatment.ts';

/** What an attribute means, its values, and what the studies asked of it. */
export function hoverAttribute(view: View, criterion: Criterion): string {
  const { base } = view;
  const attribute = base.attribute(criterion.attribute.text);
  if (attribute === undefined)
    return `**${escaped(criterion.attribute.text)}** is not an attribute of ${basis(view)}.`;
  const values =
    attribute.kind === 'tumour' ? [] : (attribute.values ?? []).map((value) => value.id);
  const range =
    attribute.min === undefined || attribute.max === undefined
      ? null
      : `${attribute.min} to ${attribute.max}${attribute.kind === 'percent' ? ' %' : attribute.unit === undefined ? '' : ` ${attribute.unit}`}`;
  const asked = base.studies.flatMap(({ study, firstFindingPublic }) => {
    if (firstFindingPublic === null || firstFindingPublic > dateOf(view)) return [];
    const words = criterionInWords(study.population.criteria, attribute.id, base);
    return words === null ? [] : [{ words, study: study.acronym }];
  });
  const groups = new Map<string, string[]>();
  for (const { words, study } of asked) groups.set(words, [...(groups.get(words) ?? []), study]);
  const studied = [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 4)
    .map(
      ([words, studies]) =>
        `${words} (${studies.slice(0, 4).join(', ')}${studies.length > 4 ? ` and ${studies.length - 4} more` : ''})`,
    );
  return paragraphs(
    `**${escaped(attribute.label)}** · ${escaped(attribute.definition)}`,
    lines(
      values.length > 0 && `*Values:* ${escaped(values.join(', '))}`,
      range === null ? null : `*Values:* ${range}`,
      studied.length > 0 && `*Studied:* ${escaped(studied.join('; '))}`,
      basis(view),
    ),
  );
}

/** What a value of a criterion means; `null` where the base says nothing of it. */
export function hoverValue(view: View, criterion: Criterion, value: Value): string | null {
  const attribute = view.base.attribute(criterion.attribute.text);
  if (attribute === undefined || value.form !== 'word') return hoverAttribute(view, criterion);
  if (attribute.kind === 'tumour') return hoverTumour(view, value.text);
  const id = view.base.attributeValue(attribute, value.text);
  const known = attribute.values?.find((one) => one.id === id);
  const group = view.base.attributeGroup(attribute, value.text);
  if (group !== undefined)
    return paragraphs(
      `**${escaped(attribute.label)} ${escaped(group.id)}** · ${escaped(group.definition ?? '')}`,
      lines(`*Values:* ${escaped(group.values.join(', '))}`, basis(view)),
    );
  if (known === undefined) return hoverAttribute(view, criterion);
  return paragraphs(
    `**${escaped(attribute.label)} ${escaped(known.label ?? known.id)}**${known.definition === undefined ? '' : ` · ${escaped(known.definition)}`}`,
    basis(view),
  );
}

function hoverTumour(view: View, name: string): string {
  const { base } = view;
  const tumour = base.tumour(name);
  if (tumour === undefined) return `**${escaped(name)}** is not a tumour of ${basis(view)}.`;
  const above = [...base.tumourAncestors(tumour.id)]
    .filter((id) => id !== tumour.id)
    .map((id) => base.tumour(id)?.label ?? id);
  const below = base.tumours
    .filter(({ parents }) => parents?.includes(tumour.id))
    .map(({ label }) => label);
  const studies = base.studies
    .filter(
      ({ study, firstFindingPublic }) =>
        firstFindingPublic !== null &&
        firstFindingPublic <= dateOf(view) &&
        study.population.criteria.tumour.includes(tumour.id),
    )
    .map(({ study }) => study.acronym);
  return paragraphs(
    `**${escaped(tumour.label)}**`,
    lines(
      above.length > 0 && `*Part of:* ${escaped(above.join(', '))}`,
      below.length > 0 && `*Covers:* ${escaped(below.join(', '))}`,
      tumour.synonyms !== undefined &&
        tumour.synonyms.length > 0 &&
        `*Also:* ${escaped(tumour.synonyms.join(', '))}`,
      studies.length > 0 &&
        `*Studies:* ${escaped(studies.slice(0, 8).join(', '))}${studies.length > 8 ? ` and ${studies.length - 8} more` : ''}`,
      basis(view),
    ),
  );
}

/** Who it is, in words; one of an imported file as it is written there. */
export function hoverPopulation(view: View, word: Word): string {
  const same = (name: string | undefined) =>
    name !== undefined && normaliseName(name) === normaliseName(word.text);
  const declaration = declared(view).populations.find(({ name }) => same(name?.text));
  if (declaration === undefined)
    return `There is no population ${code(word.text)} in this file or its imports.`;
  const { title, within, criteria } = declaration;
  const bound = view.bound?.populations.find(
    (population) => population.declaration === declaration,
  );
  const file = view.imported.find((source) => source.declarations.includes(declaration));
  const written = criteria
    .map((criterion) => (file ?? view.source).text.slice(criterion.start, criterion.end))
    .join(', ');
  return paragraphs(
    `**${escaped(title?.value ?? declaration.name?.text ?? '')}** · population${within === null ? '' : ` within ${escaped(within.text)}`}${file === undefined ? '' : ', imported'}`,
    escaped(bound === undefined ? written : describeRegion(bound.region)),
  );
}

/** The steps of a sequence by line of therapy, with the support of each place. */
export function hoverSequence(view: View, word: Word): string | null {
  const sequence = view.bound?.sequences.find(
    ({ name }) => normaliseName(name) === normaliseName(word.text),
  );
  if (sequence === undefined) return null;
  const title = sequence.declaration.title?.value ?? sequence.name;
  const steps = sequence.nodes
    .filter((node) => node.syntax !== null && node.treatment.systemic)
    .slice(0, 8)
    .map((node) => {
      const supports = view.transitions
        .filter(({ transition, appraisal }) => transition.node === node && appraisal.appraised)
        .map((one) => positionName(view.base, one));
      return `${lineInWords(node.line)}: ${escaped(treatmentLabel(view, node.treatment))}${supports.length === 0 ? '' : ` — ${[...new Set(supports)].join(' or ')}`}`;
    });
  return paragraphs(
    `**${escaped(title)}** · sequence${sequence.population.name === null ? '' : ` for ${escaped(sequence.population.name)}`}`,
    lines(...steps, basis(view)),
  );
}

/** What the code of a finding means. */
export function hoverCode(_view: View, word: Word): string {
  const { text: name } = word;
  if (!isCode(name)) return `${code(name)} is not the code of a check.`;
  const entry = catalogue[name];
  return paragraphs(
    `**${escaped(name)}** · ${escaped(entry.title)}`,
    lines(
      escaped(`${entry.severity}, ${entry.family}`),
      ...(['What is wrong', 'What to do'] as const).map((heading) => {
        const said = section(pages[name], heading);
        return said === null ? null : `*${heading}:* ${said}`;
      }),
    ),
  );
}
/**
 * The first paragraph below a heading of a code's page, which is Markdown of our own; `null`
 * without that heading.
 */
function section(page: string, heading: string): string | null {
  const [, said] = new RegExp(`^## ${heading}\\n+(.+)$`, 'm').exec(page) ?? [];
  return said ?? null;
}

/** `extrapolated from` names a tumour, an agent or a class. */
export function hoverSource(view: View, word: Word): string | null {
  return view.base.tumour(word.text) === undefined
    ? describeTreatment(view, word.text)
    : hoverTumour(view, word.text);
}

/** What a directive sets, and what is in force. */
export function hoverSetting(view: View, directive: Directive, text: string): string | null {
  const { release } = view.base;
  switch (directive.kind) {
    case 'evidence':
      return paragraphs(
        `**${escaped(release.id)}** · evidence base of ${release.date}`,
        `This file is judged as of **${dateOf(view)}** (from the ${view.bound?.settings.asOfFrom ?? 'release'}). What was first public later is hidden; retractions always act.`,
      );
    case 'grading': {
      const system = view.base.gradings.get(gradingOf(view));
      return paragraphs(
        `**${escaped(system.label)}** · ${escaped(system.name)}`,
        lines(
          ...system.levels.map(
            (level) => `**${escaped(level.code)}** · ${escaped(level.definition)}`,
          ),
        ),
        lines(
          ...system.strengths.map(
            (strength) => `**${escaped(strength.code)}** · ${escaped(strength.definition)}`,
          ),
        ),
      );
    }
    default:
      return hoverKeyword(text);
  }
}

/** What a keyword means; `null` for other words. */
export function hoverKeyword(text: string): string | null {
  const entry = describeKeyword(text);
  return entry === null ? null : `**${escaped(entry.word)}** · ${entry.description}`;
}
