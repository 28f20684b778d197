/**
 * The build step of the evidence base: reads the curated folder, checks it, and writes the module
 * that the program embeds. It is the one part of the evidence layer that touches the disk;
 * `build.mjs` bundles and runs it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assemble, checksumOf, type Sha256 } from './assemble.ts';
import type { EvidenceData } from './base-data.ts';
import type { Problem, SourceTexts } from './load.ts';

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');
export const checksum = (data: EvidenceData): string => checksumOf(data, sha256);
export const buildEmbedded = (texts: SourceTexts): ReturnType<typeof assemble> =>
  assemble(texts, sha256);

/**
 * The YAML files of the folder and of its folders of studies, gradings and guidelines, by their
 * path inside the folder.
 */
export function readFolder(folder: string): SourceTexts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const wanted = names
    .filter((name) => /^(?:(?:studies|gradings|guidelines)\/)?[^/]+\.yaml$/.test(name))
    .sort();
  return new Map(wanted.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** One problem as a line that an editor's terminal can open. */
function renderProblem(problem: Problem, folder: string): string {
  const { file, line, column, rule, at, message, help } = problem;
  return `${path.join(folder, file)}:${line}:${column} ${at}: ${message} [${rule}] ${help}`;
}

/** What a run of the step has to say, and whether the module was written. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Builds the folder into the module; a base with problems writes nothing and says all of them. */
export function run(folder: string, output: string): Outcome {
  const { embedded, problems } = buildEmbedded(readFolder(folder));
  if (embedded === null) {
    const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${folder}; the base was not built.`;
    return {
      ok: false,
      lines: [...problems.map((problem) => renderProblem(problem, folder)), count],
    };
  }
  const note =
    '// Written by the build from server/evidence. Do not edit; change the YAML and build again.\n';
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(
    output,
    `${note}export const text: string = ${JSON.stringify(JSON.stringify(embedded))};\n`,
  );
  const ids = JSON.stringify(embedded.data.gradings.map(({ id }) => id));
  writeFileSync(
    path.join(path.dirname(output), 'grading-ids.ts'),
    `${note}export const gradingIds = ${ids} as const;\n`,
  );
  const { studies, reports, findings, verifiedPercent } = embedded.stats;
  const sizes = `${studies} studies, ${reports} reports, ${findings} findings, ${verifiedPercent} % seen in a source`;
  return { ok: true, lines: [`${embedded.data.release.id}: ${sizes}`] };
}
