/** Hover on a step: the treatment, the arrow before it and its grade. */

import { gradeClaim } from '../../checks/claims.ts';
import type { Treatment } from '../../model/bound-file.ts';
import type { PathNode, Step } from '../../syntax/tree.ts';
import { capital } from '../../text/capital.ts';
import { escaped, lines, paragraphs } from '../../text/markdown-escape.ts';
import {
  ceilingInWords,
  levelMeaning,
  strengthMeaning,
  systemName,
} from '../../wording/gradings.ts';
import { placeKind } from '../../wording/support.ts';
import { gradingOf, systemOf, transitionsOf, type View } from '../document-view.ts';
import type { Place } from '../node-at.ts';
import { basis, supportNameIn, transitionTitle, treatmentLabel } from './hover-words.ts';
import { treatmentInPlace } from './position.ts';
import { describeTreatment } from './treatment.ts';

type TreatmentPlace = Extract<Place, { kind: 'treatment' }>;

/** What a treatment means where it is written. */
export function hoverTreatment(view: View, place: TreatmentPlace): string | null {
  const judged =
    place.role === 'step' || place.role === 'avoid' ? transitionsOf(view, place.owner) : [];
  return judged[0]?.appraisal.appraised === true
    ? treatmentInPlace(view, judged)
    : describeTreatment(view, place.word.text);
}

/**
 * The history: what came before on every path and on some, why it ended, and to whom the step
 * applies.
 */
export function hoverArrow(view: View, node: PathNode): string | null {
  const steps = node.kind === 'step' ? [node] : firstSteps(node);
  const judged = steps.flatMap((step) => transitionsOf(view, step));
  const [first] = judged;
  if (first === undefined) return null;
  const { history, trigger, judged: event, population } = first.transition;
  const labels = (treatments: readonly Treatment[]) =>
    escaped(treatments.map((treatment) => treatmentLabel(view, treatment)).join(', '));
  const before = history.path.map((treatment) => treatmentLabel(view, treatment));
  const ended =
    trigger.length === 0
      ? event === null
        ? null
        : `${event} (none is written)`
      : trigger.join(' or ');
  return paragraphs(
    `**${escaped([...before, steps.length > 1 ? 'a choice' : treatmentLabel(view, first.transition.treatment)].join(' → '))}**`,
    lines(
      ended === null ? null : `*Ended by:* ${escaped(ended)}`,
      history.always.length > 0 && `*Had on every path:* ${labels(history.always)}`,
      history.sometimes.length > 0 && `*Had on some paths:* ${labels(history.sometimes)}`,
      `*For:* ${escaped([population.name ?? 'everybody', ...population.conditions].join(', '))}`,
      ...judged
        .slice(0, 6)
        .map(
          (one) =>
            `${escaped(transitionTitle(view, one))}: **${supportNameIn(view, one.appraisal.position, placeKind(one.transition), one.transition.history.predecessor === null)}** — ${ceilingInWords(view.base, one.appraisal.position.ceiling, systemOf(view))}`,
        ),
      basis(view),
    ),
  );
}

function firstSteps(node: PathNode): readonly Step[] {
  if (node.kind === 'step') return [node];
  return node.branches.flatMap((branch) => {
    const first = branch.path?.nodes[0];
    return first === undefined ? [] : firstSteps(first);
  });
}

type GradePlace = Extract<Place, { kind: 'grade' }>;

/** What the bracket says, what it is about, and what it could carry at most. */
export function hoverGrade(view: View, place: GradePlace): string | null {
  const claim = gradeClaim({ base: view.base, grading: gradingOf(view) }, place.grade);
  const { level, strength } = claim;
  const grading = claim.grading ?? systemOf(view);
  const levelWords = levelMeaning(grading, level);
  const strengthWords = strength === null ? null : strengthMeaning(grading, strength);
  const about = place.here || view.bound?.settings.grades === 'position' ? 'position' : 'agent';
  const name = systemName(grading);
  const ceilings = transitionsOf(view, place.owner)
    .filter(({ appraisal }) => appraisal.appraised)
    .slice(0, 3)
    .map((one) => {
      const support = one.appraisal[about];
      const [best] = support.carriedBy;
      const whose =
        about === 'agent'
          ? capital(treatmentLabel(view, one.transition.treatment))
          : transitionTitle(view, one);
      return `${escaped(whose)}: ${ceilingInWords(view.base, support.ceiling, grading)} — ${supportNameIn(view, support, about)}${best === undefined ? '' : `, ${escaped(best.study.study.acronym)}`}`;
    });
  return paragraphs(
    `**${escaped(view.source.text.slice(place.start, place.end))}** grades the treatment ${about === 'position' ? 'in this place of the sequence' : 'in this population, wherever it stands'}.`,
    lines(
      !grading.judged
        ? null
        : levelWords === null
          ? `${escaped(level)} is not a level of ${name}.`
          : `**${escaped(levelWords.code)}** · ${escaped(levelWords.meaning)}`,
      strength === null || !grading.judged
        ? null
        : strengthWords === null
          ? `${escaped(strength)} is not a strength of ${name}.`
          : `**${escaped(strengthWords.code)}** · ${escaped(strengthWords.meaning)}`,
      ...ceilings,
      `${name} · ${basis(view)}`,
    ),
  );
}
