/** `sequitur evidence check [FOLDER]`: the integrity rules over curated sources; without a folder, what the embedded base was built from. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { assemble, checksumOf, type Sha256 } from '../../evidence/assemble.ts';
import { embeddedBase, embeddedData, embeddedStats } from '../../evidence/base.ts';
import { countedFigures } from '../../evidence/integrity/figures.ts';
import type { Problem, SourceTexts } from '../../evidence/load.ts';
import { counted } from '../../report/summary.ts';
import type { Console } from '../console.ts';
import { nodeHost } from '../host.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';
import { printJson } from './output.ts';

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

export async function run(names: readonly string[], words: Arguments, console: Console): Promise<ExitCode> {
  const [folder, ...surplus] = names;
  if (surplus.length > 0)
    throw new UsageProblem('evidence check takes one folder.', 'For example: sequitur evidence check server/evidence');
  const json = words.value('format') === 'json';
  return folder === undefined ? checkEmbedded(json, console) : checkFolder(folder, json, console);
}

/** The rules ran when the base was built; what can have happened since is that its bytes were changed. */
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
      sound ? `checksum ${found}: as built\n` : `checksum ${found}, but ${expected ?? 'none'} when it was built: this base was changed\n`,
    );
  }
  return sound ? exitCodes.clean : exitCodes.findings;
}

async function checkFolder(folder: string, json: boolean, console: Console): Promise<ExitCode> {
  const absolute = path.resolve(console.cwd, folder);
  const example = 'Give the folder of an evidence base: the one with release.yaml and studies/.';
  let texts: SourceTexts;
  try {
    if (!(await stat(absolute)).isDirectory()) throw new UsageProblem(`${folder} is a file.`, example);
    texts = await readFolder(absolute);
  } catch (error) {
    if (error instanceof UsageProblem) throw error;
    throw new UsageProblem(`Cannot read ${folder}: ${systemReason(error)}.`, example);
  }
  if (!texts.has('release.yaml')) throw new UsageProblem(`${folder} has no release.yaml.`, example);
  const { embedded, problems } = assemble(texts, sha256);
  if (json) printJson(console, embeddedBase(), { folder, sound: problems.length === 0, problems, stats: embedded?.stats ?? null });
  else if (embedded === null) {
    for (const problem of problems) console.out(told(problem, folder));
    console.out(`\n${counted(problems.length, 'problem')} in ${folder}\n`);
  } else {
    const { studies, findings, verifiedPercent } = embedded.stats;
    console.out(
      `${folder}: ${counted(studies, 'study', 'studies')} and ${counted(findings, 'finding')} are sound; ${verifiedPercent} % of the findings were seen in a source\n`,
    );
  }
  return problems.length === 0 ? exitCodes.clean : exitCodes.findings;
}

/** The YAML files of the folder and of its `studies`, by their path inside the folder. */
async function readFolder(folder: string): Promise<SourceTexts> {
  const files = await nodeHost().list(folder, ['*.yaml', 'studies/*.yaml']);
  return new Map(
    await Promise.all(
      files.map(async (file) => [path.relative(folder, file).replaceAll('\\', '/'), await readFile(file, 'utf8')] as const),
    ),
  );
}

/** Place, reason and next step, in the form that editors' terminals open. */
function told({ file, line, column, at, message, rule, help }: Problem, folder: string): string {
  return `${path.join(folder, file)}:${line}:${column}  ${rule}\n    ${at}: ${message}\n    ${help}\n`;
}
