/**
 * `sequitur evidence new RECORD`: prints a pack, begun from the first record of a file of PubMed,
 * RIS, CSL-JSON or ClinicalTrials.gov, or with `--all` from each.
 */

import { basename, resolve } from 'node:path';
import { embeddedBase } from '../../evidence/base.ts';
import { type Identity, identify } from '../../evidence/bibliography/identify.ts';
import { readRecords } from '../../evidence/bibliography/read-record.ts';
import { fillIn, scaffold } from '../../evidence/bibliography/study-scaffold.ts';
import type { TrialsRead } from '../../evidence/registry/trial-json.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { counted } from '../../text/counted.ts';
import { textOf } from '../../text/decode.ts';
import type { Console } from '../console.ts';
import type { Arguments } from '../options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from '../problem.ts';

/** `sequitur evidence new`. Throws a `UsageProblem` for words that cannot be followed. */
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
  const text = textOf(bytes);
  const trials = /\.json$/i.test(file) ? await trialsOf(text) : null;
  if (trials !== null) return newTrials(file, trials, words, console);
  const read = readRecords(basename(file), text);
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
  for (const { citation, registry } of records)
    tellKnown(console, {
      doi: citation.DOI ?? '',
      pmid: citation.PMID ?? '',
      title: citation.title,
      year: citation.issued.slice(0, 4),
      registry,
    });
  console.err(`Search for ${fillIn} and fill in what the paper says.\n`);
  return exitCodes.clean;
}

function tellKnown(console: Console, identity: Identity): void {
  const base = embeddedBase();
  const known = identify(base, identity);
  if (known !== undefined)
    console.note(
      `${base.release.id} has ${JSON.stringify(identity.title)} already as @${known.target.report?.key ?? known.target.study.id} (same ${known.by}). A pack cannot take its numbers again.`,
    );
}

/**
 * The studies of a file of ClinicalTrials.gov; `null` for JSON of another kind, and for what is
 * none.
 */
async function trialsOf(text: string): Promise<TrialsRead | null> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The reader of records says what is wrong with it.
    return null;
  }
  return (await import('../../evidence/registry/trial-json.ts')).trialsIn(value);
}

async function newTrials(
  file: string,
  read: TrialsRead,
  words: Arguments,
  console: Console,
): Promise<ExitCode> {
  if (read.kind === 'broken') throw new UsageProblem(`${file}: ${read.reason}`);
  const { identityOf, trialScaffold } = await import('../../evidence/registry/trial-scaffold.ts');
  const [first, ...others] = read.trials;
  const trials = words.has('all') ? read.trials : [first];
  console.out(trialScaffold(embeddedBase(), trials));
  if (others.length > 0 && !words.has('all'))
    console.note(
      `${file} holds ${counted(others.length + 1, 'study', 'studies')}; this is the first. With --all, each is begun.`,
    );
  for (const trial of trials) {
    const { title, registry } = identityOf(trial);
    tellKnown(console, { doi: '', pmid: '', title, year: '', registry });
  }
  console.err(`Search for ${fillIn} and fill in what the paper says.\n`);
  return exitCodes.clean;
}
