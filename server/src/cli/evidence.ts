/** `sequitur evidence`: each action has a file of its own, which loads when it runs. */
import { citationFormats } from '../evidence/bibliography/citation-formats.ts';
import { suggest } from '../text/names.ts';
import type { Console } from './console.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, UsageProblem } from './problem.ts';

/** Runs an action with the words after it. */
export interface Action {
  run(names: readonly string[], words: Arguments, console: Console): Promise<ExitCode> | ExitCode;
}

const actions: Readonly<Record<string, () => Promise<Action>>> = {
  list: () => import('./evidence/list.ts'),
  show: () => import('./evidence/show.ts'),
  search: () => import('./evidence/search.ts'),
  check: () => import('./evidence/check.ts'),
  changes: () => import('./evidence/changes.ts'),
  stats: () => import('./evidence/stats.ts'),
  cite: () => import('./evidence/cite.ts'),
  new: () => import('./evidence/new.ts'),
  integrity: () => import('./evidence/integrity.ts'),
  coverage: () => import('./evidence/coverage.ts'),
  gaps: () => import('./evidence/gaps.ts'),
  complete: () => import('./evidence/complete.ts'),
};

/** `sequitur evidence`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const [action, ...names] = words.operands;
  const load =
    action === undefined || !Object.hasOwn(actions, action) ? undefined : actions[action];
  if (load === undefined) {
    const known = Object.keys(actions);
    const near = action === undefined ? undefined : suggest(action, known)[0];
    const meant = near === undefined ? '' : ` Did you mean ${near}?`;
    throw new UsageProblem(
      `evidence needs one of ${known.join(', ')}.${meant}`,
      'See sequitur evidence --help.',
    );
  }
  const format = words.value('format');
  if (action !== 'cite' && (citationFormats as readonly (string | undefined)[]).includes(format))
    throw new UsageProblem(
      `--format ${format} goes with evidence cite.`,
      `evidence ${action} prints pretty or json.`,
    );
  return (await load()).run(names, words, console);
}
