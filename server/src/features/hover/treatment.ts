/**
 * Hover on a treatment apart from any place: a background, a class of a history, a step that is not
 * appraised.
 */

import type { Base } from '../../evidence/base-types.ts';
import { capital } from '../../text/capital.ts';
import { escaped, lines, paragraphs } from '../../text/markdown-escape.ts';
import { dateOf, type View } from '../document-view.ts';
import { basis } from './hover-words.ts';

/**
 * A treatment apart from any place: what it is, its class and mode of action, and what the base
 * holds on it.
 */
export function describeTreatment(view: View, name: string): string | null {
  const { base } = view;
  const meaning = base.treatment(name);
  if (meaning === undefined) {
    const near = base.suggestTreatment(name);
    return `**${escaped(name)}** is not a treatment of ${basis(view)}.${near.length === 0 ? '' : ` Did you mean ${near.map(escaped).join(' or ')}?`}`;
  }
  switch (meaning.kind) {
    case 'agent':
      return paragraphs(
        `**${escaped(capital(meaning.agent.label))}**${meaning.agent.systemic ? '' : ' · named in a sequence, not appraised'}`,
        lines(
          classesOf(base, meaning.agent.classes),
          alsoCalled([...(meaning.agent.synonyms ?? []), ...(meaning.agent.brands ?? [])]),
          meaning.agent.systemic && studiesOf(view, meaning.id),
          basis(view),
        ),
      );
    case 'variant':
      return paragraphs(
        `**${escaped(capital(meaning.variant.label))}** · a variant of ${escaped(base.label(meaning.variant.of))}`,
        lines(alsoCalled(meaning.variant.synonyms), studiesOf(view, meaning.id), basis(view)),
      );
    case 'class':
      return paragraphs(
        `**${escaped(capital(meaning.class.label))}** · class`,
        lines(
          meaning.class.modeOfAction === undefined ? null : escaped(meaning.class.modeOfAction),
          `*Members:* ${escaped(
            base
              .members(meaning.id)
              .map((id) => base.label(id))
              .slice(0, 12)
              .join(', '),
          )}`,
          alsoCalled(meaning.class.synonyms),
          studiesOf(view, meaning.id),
          basis(view),
        ),
      );
    case 'regimen':
      return paragraphs(
        `**${escaped(meaning.regimen.label)}** · regimen`,
        lines(
          `*Agents:* ${escaped(meaning.regimen.components.map(({ agent }) => base.label(agent)).join(' + '))}`,
          alsoCalled(meaning.regimen.synonyms),
          basis(view),
        ),
      );
  }
}

const alsoCalled = (synonyms: readonly string[] | undefined): string | null =>
  synonyms === undefined || synonyms.length === 0
    ? null
    : `*Also:* ${escaped(synonyms.slice(0, 6).join(', '))}`;

function studiesOf(view: View, id: string): string {
  const date = dateOf(view);
  const studies = view.base
    .studiesWith(id)
    .filter(({ firstFindingPublic }) => firstFindingPublic !== null && firstFindingPublic <= date);
  if (studies.length === 0) return `No study of it in the base as of ${date}.`;
  const shown = studies.slice(0, 6).map(({ study }) => study.acronym);
  const more = studies.length > 6 ? ` and ${studies.length - 6} more` : '';
  return `*Studies:* ${escaped(shown.join(', '))}${more}`;
}

function classesOf(base: Base, ids: readonly string[]): string | null {
  const words = base.classes
    .filter(({ id }) => ids.includes(id))
    .map(
      ({ label, modeOfAction }) =>
        `${label}${modeOfAction === undefined ? '' : ` (${modeOfAction})`}`,
    );
  return words.length === 0 ? null : escaped(words.join('; '));
}
