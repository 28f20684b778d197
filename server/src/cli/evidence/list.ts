/** `sequitur evidence list`: what the base holds, by kind, with how many studies each has. */
import { embeddedBase } from '../../evidence/base.ts';
import type { Base, IndexedStudy } from '../../evidence/base-types.ts';
import { referenceList, referenceLists } from '../../output/reference-lists.ts';
import { studyList, studyRow } from '../../output/study-list.ts';
import { counted } from '../../text/counted.ts';
import { padded } from '../../text/display-width.ts';
import { suggest } from '../../text/names.ts';
import { enrolled } from '../../views/evidence-tree/fits.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

const entities = ['studies', 'agents', 'classes', 'tumours'] as const;
type Entities = (typeof entities)[number];
const references = [
  'attributes',
  'gradings',
  'ladder',
  'drug-names',
] as const satisfies readonly (keyof typeof referenceLists)[];
const kinds = [...entities, ...references];

/** `sequitur evidence list`. Throws a `UsageProblem` for words that cannot be followed. */
export function run(names: readonly string[], words: Arguments, console: Console): ExitCode {
  const [name, ...surplus] = names;
  const kind = kinds.find((one) => one === (name ?? 'studies'));
  if (kind === undefined || surplus.length > 0) {
    const near = name === undefined || kind !== undefined ? undefined : suggest(name, kinds)[0];
    const next =
      near === undefined
        ? `To find a study: sequitur evidence search ${names.join(' ')}`
        : `Did you mean ${near}?`;
    throw new UsageProblem(
      `evidence list takes one of ${kinds.join(', ')}, or nothing for the studies.`,
      next,
    );
  }
  const base = embeddedBase();
  const json = words.value('format') === 'json';
  const reference = references.find((one) => one === kind);
  if (reference !== undefined) {
    if (json) printJson(console, base, { [reference]: referenceLists[reference].data(base) });
    else console.out(referenceList(reference, base, console.width));
    return exitCodes.clean;
  }
  const entity = entities.find((one) => one === kind) ?? 'studies';
  if (entity === 'studies') return listStudies(base.studies, base, json, console);
  const entries = countedEntries(base, entity);
  if (json) printJson(console, base, { [entity]: entries });
  else {
    const label = Math.max(...entries.map((entry) => entry.label.length));
    const rows = entries.map(
      (entry) => `${padded(entry.label, label)}  ${counted(entry.studies, 'study', 'studies')}`,
    );
    console.out(
      `${rows.join('\n')}\n\n${entries.length} ${entity} of base ${base.release.id}, ${base.release.date}.\n`,
    );
  }
  return exitCodes.clean;
}

interface Entry {
  readonly id: string;
  readonly label: string;
  /** Studies that give it, or enrolled it. */
  readonly studies: number;
}

function countedEntries(base: Base, kind: Exclude<Entities, 'studies'>): readonly Entry[] {
  if (kind === 'tumours')
    return base.tumours.map(({ id, label }) => ({
      id,
      label,
      studies: base.studies.filter((study) => enrolled(study, id, base)).length,
    }));
  const terms = kind === 'agents' ? base.agents : base.classes;
  return terms.map(({ id, label }) => ({ id, label, studies: base.studiesWith(id).length }));
}

/** Prints studies as rows, or as JSON. */
export function listStudies(
  studies: readonly IndexedStudy[],
  base: Base,
  json: boolean,
  console: Console,
): ExitCode {
  if (json) {
    printJson(console, base, { studies: studies.map(studyRow) });
    return exitCodes.clean;
  }
  console.out(studyList(studies, base, { width: console.width }));
  console.out(
    `\n${counted(studies.length, 'study', 'studies')} of base ${base.release.id}, ${base.release.date}.  sequitur evidence show STUDY\n`,
  );
  return exitCodes.clean;
}
