/**
 * Makes an embedded base out of the text of its sources: shape, integrity rules, nothing
 * unverified, a checksum. It reads no disk, so the build, `sequitur evidence check` and the tests
 * hold sources to the same rules.
 */
import type { Embedded } from './base.ts';
import type { EvidenceData } from './base-data.ts';
import { withDrugNames } from './drug-names.ts';
import { checkIntegrity } from './integrity/run-rules.ts';
import { loadSources, type Problem, type SourceTexts } from './load.ts';
import { statsOf, verifiedData } from './verified.ts';

/** JSON with the keys of every object in order, so that equal data has equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    entry !== null && typeof entry === 'object' && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)))
      : entry,
  );
}

/** SHA-256 of a text in UTF-8, in hexadecimal; the host has it. */
export type Sha256 = (text: string) => string;

/** The checksum of a base: of the canonical JSON of everything but the checksum itself. */
export function checksumOf(data: EvidenceData, sha256: Sha256): string {
  const { sha256: _own, ...release } = data.release;
  return sha256(canonicalJson({ ...data, release }));
}

/** Checks the sources and makes what is embedded; with any problem `embedded` is `null`. */
export function assemble(
  texts: SourceTexts,
  hash: Sha256,
): { readonly embedded: Embedded | null; readonly problems: readonly Problem[] } {
  const { sources, problems: shape } = loadSources(texts);
  if (sources === null) return { embedded: null, problems: shape };
  const problems = [...shape, ...checkIntegrity(sources)];
  const data = withDrugNames(verifiedData(sources.data));
  const sha256 = checksumOf(data, hash);
  if (data.release.sha256 !== undefined && data.release.sha256 !== sha256) {
    const place = sources.locate('release.yaml', ['sha256']);
    const message = `the checksum of the base is ${sha256}, not ${data.release.sha256}`;
    const help = 'Leave sha256 out; the build computes it.';
    problems.push({
      rule: 'checksum',
      file: 'release.yaml',
      ...place,
      at: 'release',
      message,
      help,
    });
  }
  if (problems.length > 0) return { embedded: null, problems };
  return {
    embedded: {
      data: { ...data, release: { ...data.release, sha256 } },
      stats: statsOf(sources.data),
    },
    problems,
  };
}
