/** One line above each sequence: how its steps are supported in their places. */
import { rungName } from '../appraisal/explain.ts';
import { rungs } from '../appraisal/model.ts';
import type { AppraisedTransition } from '../checks/model.ts';
import { normaliseName } from '../syntax/names.ts';
import type { Span } from '../syntax/tree.ts';
import type { View } from './view.ts';

export interface Lens {
  readonly span: Span;
  readonly title: string;
}

/** `4 steps: 1 randomised after failure · 2 randomised, prior allowed · 1 retrospective only`, best support first. */
export function lenses(view: View): readonly Lens[] {
  const judgedIn = new Map<string, AppraisedTransition[]>();
  for (const one of view.transitions) {
    const { sequence } = one.transition;
    if (sequence === null || !one.appraisal.appraised) continue;
    const name = normaliseName(sequence);
    const others = judgedIn.get(name);
    if (others === undefined) judgedIn.set(name, [one]);
    else others.push(one);
  }
  return view.source.declarations.flatMap((declaration): Lens[] => {
    if (declaration.kind !== 'sequence' || declaration.name === null) return [];
    const judged = judgedIn.get(normaliseName(declaration.name.text)) ?? [];
    if (judged.length === 0) return [];
    const counts = rungs
      .map((rung) => ({ rung, count: judged.filter(({ appraisal }) => appraisal.position.rung === rung).length }))
      .filter(({ count }) => count > 0)
      .map(({ rung, count }) => `${count} ${rungName(rung, 'position')}`);
    return [
      { span: declaration.name, title: `${judged.length} ${judged.length === 1 ? 'transition' : 'transitions'}: ${counts.join(' · ')}` },
    ];
  });
}
