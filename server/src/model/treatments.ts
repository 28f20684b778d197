/** Regimens as written → treatments as the base knows them. */
import type { Base, TermId } from '../evidence/base-types.ts';
import type * as syntax from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';
import { type Report, suggestions } from '../workspace/problems.ts';
import type { Component, Treatment } from './bound-file.ts';

/**
 * The treatment that a regimen means: the set of its agents, named regimens (CAPTEM) taken apart.
 * An unknown name is reported and kept as written. A regimen without any name (the parser has
 * reported it) is an unknown treatment with the key `?`. A dose that the base knows a variant of a
 * single drug by (lanreotide every 14 days) means that variant.
 */
export function resolveTreatment(
  base: Base,
  regimen: syntax.Regimen,
  report: Report,
  dose: string | null = null,
): Treatment {
  const [only, ...others] = regimen.treatments;
  if (dose !== null && only !== undefined && others.length === 0) {
    const variant = variantOf(base, only, dose);
    if (variant !== null) return treatmentOf(base, [variant], regimen);
  }
  const components = new Map<TermId, Component>();
  for (const word of regimen.treatments) {
    if (word.text === '') continue;
    for (const component of componentsOf(base, word, report)) {
      if (!components.has(component.id)) components.set(component.id, component);
    }
  }
  const treatment = treatmentOf(base, [...components.values()], regimen);
  return dose === null || dose === '' ? treatment : { ...treatment, dose };
}

/**
 * Is the earlier treatment given in another dose than this one says? A step that says no dose says
 * no other either.
 */
export const isOtherDose = ({ dose }: Treatment, earlier: Treatment): boolean =>
  dose !== undefined && normaliseName(dose) !== normaliseName(earlier.dose ?? '');

function variantOf(base: Base, word: syntax.Word, dose: string): Component | null {
  const agent = base.treatment(word.text);
  const names = [word.text, ...(agent?.kind === 'agent' ? [agent.agent.label] : [])];
  for (const name of names) {
    const found = base.treatment(`${name} ${dose}`);
    if (found?.kind === 'variant')
      return {
        id: found.id,
        known: true,
        isClass: false,
        systemic: base.isSystemic(found.id),
        word,
      };
  }
  return null;
}

function treatmentOf(base: Base, components: readonly Component[], span: syntax.Span): Treatment {
  const ordered = [...components].sort((a, b) => position(base, a) - position(base, b));
  return {
    key: ordered.length === 0 ? '?' : ordered.map((component) => component.id).join(' + '),
    components: ordered,
    known: ordered.length > 0 && ordered.every((component) => component.known),
    systemic: ordered.length === 0 || ordered.some((component) => component.systemic),
    span: { start: span.start, end: span.end },
  };
}

function position(base: Base, component: Component): number {
  return component.known ? base.order(component.id) : Number.MAX_SAFE_INTEGER;
}

function componentsOf(base: Base, word: syntax.Word, report: Report): readonly Component[] {
  const meaning = base.treatment(word.text);
  if (meaning === undefined) {
    const drug = base.drugNames.named(word.text);
    report({
      code: 'unknown-treatment',
      span: { start: word.start, end: word.end },
      params: {
        name: word.text,
        drug:
          drug === undefined
            ? ''
            : [drug.label, ...(drug.atc === null ? [] : [`ATC ${drug.atc}`])].join(', '),
        ...suggestions(base.suggestTreatment(word.text)),
      },
    });
    const systemic = drug === undefined || drug.kind === 'drug' || drug.kind === 'regimen';
    return [{ id: word.text, known: false, isClass: false, systemic, word }];
  }
  const ids =
    meaning.kind === 'regimen'
      ? meaning.regimen.components.map((component) => component.agent)
      : [meaning.id];
  return ids.map((id) => ({
    id,
    known: true,
    isClass: meaning.kind === 'class',
    systemic: base.isSystemic(id),
    word,
  }));
}
