/** `sequitur evidence show STUDY...`: a study as a page. */
import { embeddedBase } from '../../evidence/base.ts';
import { studyPage } from '../../output/study-page.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

/** `sequitur evidence show`. Throws a `UsageProblem` for words that cannot be followed. */
export function run(names: readonly string[], words: Arguments, console: Console): ExitCode {
  if (names.length === 0)
    throw new UsageProblem(
      'evidence show needs the name of a study.',
      'For example: sequitur evidence show RADIANT-3',
    );
  const base = embeddedBase();
  const found = names.map((name) => {
    const target = base.cite(name.replace(/^@/, ''));
    if (target !== undefined) return target.study;
    const near = base.suggestCitation(name)[0];
    throw new UsageProblem(
      `${JSON.stringify(name)} is not in the base as of ${base.release.date}.`,
      near === undefined ? 'See sequitur evidence list.' : `Did you mean ${near}?`,
    );
  });
  if (words.value('format') === 'json')
    printJson(console, base, { studies: found.map(({ study }) => study) });
  else
    console.out(
      found
        .map((study) => studyPage(study, base, { width: console.width, colours: console.colours }))
        .join('\n\n'),
    );
  return exitCodes.clean;
}
