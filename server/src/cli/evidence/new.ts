/** `sequitur evidence new RECORD`: prints a pack with one study, begun from a record of PubMed, RIS or CSL-JSON. */

import { basename, resolve } from 'node:path';
import { embeddedBase } from '../../evidence/base.ts';
import { readRecord } from '../../evidence/bibliography/read-record.ts';
import { fillIn, scaffold } from '../../evidence/bibliography/study-scaffold.ts';
import { readFileBytes } from '../../node/read-file.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';
import { decode } from '../text.ts';

export async function run(
  names: readonly string[],
  _words: Arguments,
  console: Console,
): Promise<ExitCode> {
  const [file, ...surplus] = names;
  const example = 'For example: sequitur evidence new 21306238.nbib > our-study.sequitur-pack.yaml';
  if (file === undefined || surplus.length > 0)
    throw new UsageProblem('evidence new needs one record.', example);
  let bytes: Uint8Array;
  try {
    bytes = readFileBytes(resolve(console.cwd, file));
  } catch (error) {
    throw new UsageProblem(`Cannot read ${file}: ${systemReason(error)}.`, example);
  }
  const read = await readRecord(basename(file), decode(bytes).text);
  if (read.kind === 'broken') throw new UsageProblem(`${file}: ${read.reason}`, example);
  const base = embeddedBase();
  const { DOI, PMID } = read.record.citation;
  const known =
    (DOI === undefined ? undefined : base.cite(`doi:${DOI}`)) ??
    (PMID === undefined ? undefined : base.cite(`pmid:${PMID}`)) ??
    read.record.registry.map((id) => base.cite(`nct:${id}`)).find((target) => target !== undefined);
  console.out(scaffold(read.record));
  if (known !== undefined)
    console.err(
      `sequitur: ${base.release.id} has this already as @${known.report?.key ?? known.study.id}. A pack cannot take its numbers again.\n`,
    );
  console.err(`Search for ${fillIn} and fill in what the paper says.\n`);
  return exitCodes.clean;
}
