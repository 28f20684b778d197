/** `sequitur evidence`: list, show and search the embedded base. */
import { embeddedBase } from '../evidence/base.ts';
import type { Base, IndexedStudy } from '../evidence/model.ts';
import { studyList, studyPage } from '../report/study.ts';
import { counted } from '../report/summary.ts';
import { normaliseName, suggest } from '../syntax/names.ts';
import type { Console } from './console.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, UsageProblem } from './problem.ts';

const actions = ['list', 'show', 'search'] as const;

export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const [action, ...names] = words.operands;
  const base = embeddedBase();
  const json = words.value('format') === 'json';
  switch (action) {
    case 'list':
      if (names.length > 0)
        throw new UsageProblem('evidence list takes no name.', `To find a study: sequitur evidence search ${names.join(' ')}`);
      return list(base.studies, base, json, console);
    case 'show':
      return show(names, base, json, console);
    case 'search':
      return search(names, base, json, console);
    default: {
      const near = action === undefined ? undefined : suggest(action, actions)[0];
      const meant = near === undefined ? '' : ` Did you mean ${near}?`;
      throw new UsageProblem(`evidence needs one of ${actions.join(', ')}.${meant}`, 'See sequitur evidence --help.');
    }
  }
}

function list(studies: readonly IndexedStudy[], base: Base, json: boolean, console: Console): ExitCode {
  if (json) {
    const rows = studies.map(({ id, study, firstFindingPublic }) => ({
      id,
      acronym: study.acronym,
      title: study.title,
      design: study.design,
      status: study.status,
      n: study.population.n ?? null,
      firstFindingPublic,
    }));
    console.out(
      `${JSON.stringify({ schema: 'sequitur-evidence/1', release: base.release.id, date: base.release.date, studies: rows }, null, 2)}\n`,
    );
    return exitCodes.clean;
  }
  console.out(studyList(studies, base, { width: console.width }));
  console.out(
    `\n${counted(studies.length, 'study', 'studies')} of base ${base.release.id}, ${base.release.date}.  sequitur evidence show STUDY\n`,
  );
  return exitCodes.clean;
}

function show(names: readonly string[], base: Base, json: boolean, console: Console): ExitCode {
  if (names.length === 0)
    throw new UsageProblem('evidence show needs the name of a study.', 'For example: sequitur evidence show RADIANT-3');
  const found = names.map((name) => {
    const target = base.cite(name.replace(/^@/, ''));
    if (target !== undefined) return target.study;
    const near = base.suggestCitation(name)[0];
    throw new UsageProblem(
      `${JSON.stringify(name)} is not in the base as of ${base.release.date}.`,
      near === undefined ? 'See sequitur evidence list.' : `Did you mean ${near}?`,
    );
  });
  if (json)
    console.out(
      `${JSON.stringify({ schema: 'sequitur-evidence/1', release: base.release.id, date: base.release.date, studies: found.map(({ study }) => study) }, null, 2)}\n`,
    );
  else console.out(found.map((study) => studyPage(study, base, { width: console.width, colours: console.colours })).join('\n\n'));
  return exitCodes.clean;
}

/** Studies that give or name all the words: a treatment by any of its names, or words of the title, acronym and summary. */
function search(words: readonly string[], base: Base, json: boolean, console: Console): ExitCode {
  if (words.length === 0) throw new UsageProblem('evidence search needs a word.', 'For example: sequitur evidence search everolimus');
  const found = base.studies.filter((indexed) => words.every((word) => mentions(indexed, word, base)));
  if (found.length > 0 || json) return list(found, base, json, console);
  console.out(`Nothing in base ${base.release.id} as of ${base.release.date} names ${words.join(' and ')}.  See sequitur evidence list.\n`);
  return exitCodes.findings;
}

function mentions(indexed: IndexedStudy, word: string, base: Base): boolean {
  const meaning = base.treatment(word);
  const terms =
    meaning === undefined ? [] : meaning.kind === 'regimen' ? meaning.regimen.components.map((component) => component.agent) : [meaning.id];
  if (terms.length > 0 && terms.every((term) => base.studiesWith(term).includes(indexed))) return true;
  const { study } = indexed;
  const texts = [
    study.id,
    study.acronym,
    study.title,
    study.summary,
    ...(study.aliases ?? []),
    ...(study.registry ?? []).map((entry) => entry.id),
  ];
  const wanted = normaliseName(word);
  return wanted !== '' && texts.some((text) => normaliseName(text).includes(wanted));
}
