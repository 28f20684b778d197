/**
 * The build step of the evidence base: reads the curated folder, checks it, and writes the module that the program embeds.
 * It is the one part of the evidence layer that touches the disk; `build.mjs` bundles and runs it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Embedded } from './base.ts';
import type { EvidenceData } from './data.ts';
import { checkIntegrity } from './integrity.ts';
import { loadSources, type Problem, type SourceTexts } from './load.ts';
import { statsOf, verifiedData } from './verified.ts';

/** JSON with the keys of every object in order, so that equal data has equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    entry !== null && typeof entry === 'object' && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)))
      : entry,
  );
}

/** SHA-256, in hexadecimal, of the canonical JSON of everything but the checksum itself. */
export function checksum(data: EvidenceData): string {
  const { sha256: _own, ...release } = data.release;
  return createHash('sha256')
    .update(canonicalJson({ ...data, release }))
    .digest('hex');
}

/** The YAML files of the folder and of its `studies`, by their path inside the folder. */
export function readFolder(folder: string): SourceTexts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const wanted = names.filter((name) => /^(?:studies\/)?[^/]+\.yaml$/.test(name)).sort();
  return new Map(wanted.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** Checks the sources and makes what is embedded; with any problem `embedded` is `null`. */
export function buildEmbedded(texts: SourceTexts): { readonly embedded: Embedded | null; readonly problems: readonly Problem[] } {
  const { sources, problems: shape } = loadSources(texts);
  if (sources === null) return { embedded: null, problems: shape };
  const problems = [...shape, ...checkIntegrity(sources)];
  const data = verifiedData(sources.data);
  const sha256 = checksum(data);
  if (data.release.sha256 !== undefined && data.release.sha256 !== sha256) {
    const place = sources.locate('release.yaml', ['sha256']);
    const message = `the checksum of the base is ${sha256}, not ${data.release.sha256}`;
    const help = 'Leave sha256 out; the build computes it.';
    problems.push({ rule: 'checksum', file: 'release.yaml', ...place, at: 'release', message, help });
  }
  if (problems.length > 0) return { embedded: null, problems };
  return { embedded: { data: { ...data, release: { ...data.release, sha256 } }, stats: statsOf(sources.data) }, problems };
}

/** One problem as a line that an editor's terminal can open. */
export function renderProblem(problem: Problem, folder: string): string {
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
    return { ok: false, lines: [...problems.map((problem) => renderProblem(problem, folder)), count] };
  }
  const note = '// Written by the build from server/evidence. Do not edit; change the YAML and build again.\n';
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, `${note}export const text: string = ${JSON.stringify(JSON.stringify(embedded))};\n`);
  const { studies, reports, findings, verifiedPercent } = embedded.stats;
  const sizes = `${studies} studies, ${reports} reports, ${findings} findings, ${verifiedPercent} % seen in a source`;
  return { ok: true, lines: [`${embedded.data.release.id}: ${sizes}`] };
}
