/**
 * What the class of a treatment carries in the very place of it: a sibling, or the class as a whole.
 * It never raises the answer, and is named beside it where it is studied more directly.
 */
import type { Component, Transition } from '../model/bound-file.ts';
import { visibleFindings } from './direction.ts';
import { type Headline, headlineOfBestMember } from './headline.ts';
import { type Question, question } from './initial-rung.ts';
import { siblingClasses } from './match.ts';
import { compareRungs, isStudied } from './rungs.ts';
import type { Beside, Candidate, Rung } from './support-types.ts';
import { weighStudy } from './weigh-study.ts';

/** The same place, for any member of a class. */
function forClass(transition: Transition, only: Component, classId: string): Transition {
  const component = { ...only, id: classId, isClass: true };
  const { span } = transition.treatment;
  return {
    ...transition,
    treatment: { key: classId, components: [component], known: true, systemic: true, span },
  };
}

/** What any other member or the class as a whole carries there. */
function candidatesOfClass({ base, asOf }: Question, asked: Transition): readonly Candidate[] {
  const q = question(base, asOf, asked);
  return base
    .studiesWith(asked.treatment.key)
    .flatMap((study) =>
      visibleFindings(study, asOf).length === 0 ? [] : (weighStudy(q, study)?.position ?? []),
    );
}

/**
 * The best sibling and the class as a whole, each where it stands on a better rung than the
 * treatment itself and was studied in this place.
 */
export function besideOf(q: Question, own: Rung): readonly Beside[] {
  const { treatment } = q.transition;
  const [only, ...others] = treatment.components;
  if (only === undefined || others.length > 0 || only.isClass) return [];
  const isBetter = (found: Headline | null): found is Headline =>
    found !== null && isStudied(found.rung) && compareRungs(found.rung, own) < 0;
  for (const classId of siblingClasses(q.base, treatment)) {
    if (!q.base.isClass(classId)) continue;
    const candidates = candidatesOfClass(q, forClass(q.transition, only, classId)).filter(
      ({ member }) => member === null || !member.split(' + ').includes(only.id),
    );
    const parts = [
      candidates.filter(({ member }) => member !== null),
      candidates.filter(({ member }) => member === null),
    ];
    const found = parts.map((part) => headlineOfBestMember(q.base, part)).filter(isBetter);
    if (found.length > 0)
      return found
        .toSorted((a, b) => compareRungs(a.rung, b.rung))
        .flatMap(({ rung, direction, carriedBy: [carrier] }) =>
          carrier === undefined ? [] : [{ classId, rung, direction, carrier }],
        );
  }
  return [];
}
