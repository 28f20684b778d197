/**
 * `sequitur evidence check [PATH]`: the integrity rules over the sources of a base or over a team's
 * own pack; without a path, what the embedded base was built from.
 */

import { createHash } from 'node:crypto';
import path from 'node:path';
import { assemble, checksumOf, type Sha256 } from '../../evidence/assemble.ts';
import { embeddedBase, embeddedData, embeddedStats } from '../../evidence/base.ts';
import { countedFigures } from '../../evidence/integrity/figures.ts';
import type { SourceTexts } from '../../evidence/load.ts';
import { Packs } from '../../evidence/pack/packs.ts';
import { nodeHost, withSlashes } from '../../node/host.ts';
import { counted } from '../../text/counted.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';
import { isFolder, readFolder } from './sources.ts';

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** `sequitur evidence check`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(
  names: readonly string[],
  words: Arguments,
  console: Console,
): Promise<ExitCode> {
  const [given, ...surplus] = names;
  if (surplus.length > 0)
    throw new UsageProblem(
      'evidence check takes one path.',
      'For example: sequitur evidence check our-base.yaml',
    );
  const json = words.value('format') === 'json';
  if (given === undefined) return checkEmbedded(json, console);
  const absolute = path.resolve(console.cwd, given);
  const folder = await isFolder(absolute, given);
  const texts = folder ? await readFolder(absolute) : new Map<string, string>();
  return texts.has('release.yaml')
    ? checkSources(given, texts, json, console)
    : checkPack(given, absolute, json, console);
}

/**
 * The rules ran when the base was built; what can have happened since is that its bytes were
 * changed.
 */
function checkEmbedded(json: boolean, console: Console): ExitCode {
  const base = embeddedBase();
  const data = embeddedData();
  const expected = base.release.sha256 ?? null;
  const found = checksumOf(data, sha256);
  const sound = expected === found;
  const stats = embeddedStats();
  if (json) {
    printJson(console, base, { sound, checksum: { expected, found }, stats });
  } else {
    const { effects, shares } = countedFigures(data.studies);
    const sizes = `${counted(stats.studies, 'study', 'studies')}, ${counted(stats.reports, 'report')}, ${counted(stats.findings, 'finding')}; ${effects + shares} numbers, each in a quote`;
    console.out(`base ${base.release.id} of ${base.release.date}: ${sizes}\n`);
    console.out(
      sound
        ? `checksum ${found}: as built\n`
        : `checksum ${found}, but ${expected ?? 'none'} when it was built: this base was changed\n`,
    );
  }
  return sound ? exitCodes.clean : exitCodes.findings;
}

/** What is told of a problem, wherever it was found. */
interface Told {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string;
}

function checkSources(
  folder: string,
  texts: SourceTexts,
  json: boolean,
  console: Console,
): ExitCode {
  const { embedded, problems } = assemble(texts, sha256);
  const told = problems.map(({ file, line, column, at, message, rule, help }) => ({
    ...{ file: path.join(folder, file), line, column, help },
    message: `${at}: ${message} [${rule}]`,
  }));
  if (json)
    printJson(console, embeddedBase(), {
      path: folder,
      kind: 'base',
      sound: told.length === 0,
      problems: told,
      stats: embedded?.stats ?? null,
    });
  else if (embedded === null) printProblems(told, folder, console);
  else {
    const { studies, findings, verifiedPercent } = embedded.stats;
    console.out(
      `${folder}: ${counted(studies, 'study', 'studies')} and ${counted(findings, 'finding')} are sound; ${verifiedPercent} % of the findings were seen in a source\n`,
    );
  }
  return told.length === 0 ? exitCodes.clean : exitCodes.findings;
}

/** A pack is judged together with the embedded base, as a document would use it. */
async function checkPack(
  name: string,
  absolute: string,
  json: boolean,
  console: Console,
): Promise<ExitCode> {
  const { base, unusable } = await new Packs(nodeHost(), embeddedBase()).of([
    { path: withSlashes(absolute), name },
  ]);
  const problems = unusable.flatMap((one) => one.problems);
  const own = base.studies.filter((study) => study.pack !== null);
  if (json)
    printJson(console, embeddedBase(), {
      path: name,
      kind: 'pack',
      sound: problems.length === 0,
      problems,
      studies: own.map(({ id }) => id),
    });
  else if (problems.length > 0) printProblems(problems, name, console);
  else
    console.out(
      `${name}: a sound pack; ${counted(own.length, 'study', 'studies')} beside base ${base.release.id}\n`,
    );
  return problems.length === 0 ? exitCodes.clean : exitCodes.findings;
}

/** Place, reason and next step, in the form that editors' terminals open. */
function printProblems(problems: readonly Told[], where: string, console: Console): void {
  for (const { file, line, column, message, help } of problems)
    console.out(`${file}:${line}:${column}\n    ${message}\n    ${help}\n`);
  console.out(`\n${counted(problems.length, 'problem')} in ${where}\n`);
}
