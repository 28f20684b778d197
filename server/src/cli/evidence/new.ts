/** `sequitur evidence new RECORD`: prints a pack, begun from the first record of a file of PubMed, RIS or CSL-JSON, or with `--all` from each. */

import { basename, resolve } from 'node:path';
import { embeddedBase } from '../../evidence/base.ts';
import { identify } from '../../evidence/bibliography/identify.ts';
import { readRecords } from '../../evidence/bibliography/read-record.ts';
import { fillIn, scaffold } from '../../evidence/bibliography/study-scaffold.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { counted } from '../../text/counted.ts';
import { textOf } from '../../text/decode.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';

export async function run(
  names: readonly string[],
  words: Arguments,
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
  const read = readRecords(basename(file), textOf(bytes));
  if (read.kind === 'broken') throw new UsageProblem(`${file}: ${read.reason}`, example);
  const [first, ...others] = read.records;
  const records = words.has('all') ? read.records : [first];
  console.out(scaffold(records));
  for (const { position, reason } of read.unread)
    console.note(`record ${position} of ${file} is left out. ${reason}`);
  if (others.length > 0 && !words.has('all'))
    console.note(
      `${file} holds ${counted(others.length + 1, 'record')}; this is the first. With --all, each becomes a study.`,
    );
  const base = embeddedBase();
  for (const { citation, registry } of records) {
    const known = identify(base, {
      doi: citation.DOI ?? '',
      pmid: citation.PMID ?? '',
      title: citation.title,
      year: citation.issued.slice(0, 4),
      registry,
    });
    if (known !== undefined)
      console.note(
        `${base.release.id} has ${JSON.stringify(citation.title)} already as @${known.target.report?.key ?? known.target.study.id} (same ${known.by}). A pack cannot take its numbers again.`,
      );
  }
  console.err(`Search for ${fillIn} and fill in what the paper says.\n`);
  return exitCodes.clean;
}
