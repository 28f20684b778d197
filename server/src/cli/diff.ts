/** `sequitur diff`: what changed in meaning between two versions of documents. */
import { version } from '../../../package.json';
import { Appraisals, type CommandLine, createEngine } from '../checks/engine.ts';
import { embeddedBase } from '../evidence/base.ts';
import { readFileBytes } from '../node/read-file.ts';
import { diffMarkdown } from '../output/diff-markdown.ts';
import { diffText } from '../output/diff-text.ts';
import { type DiffSide, diffOf } from '../views/diff/diff.ts';
import type { Diff } from '../views/diff/schema.ts';
import { SnapshotBuilder } from '../views/snapshot/snapshot.ts';
import { commandLineOf } from './check-plan.ts';
import type { Console } from './console.ts';
import { readDate } from './dates.ts';
import {
  diskSide,
  nothingToCompare,
  type Place,
  placeOf,
  revisionSide,
  type Side,
  type SideDocument,
  type SideFiles,
  workingSide,
} from './diff-sides.ts';
import type { Arguments } from './options.ts';
import { writeOutput } from './output-file.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { checkText } from './snapshots.ts';

const example =
  'For example: sequitur diff origin/main, or sequitur diff old.sequitur new.sequitur';

/** `sequitur diff`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const dates = datesOf(words);
  const { before, after, single } =
    dates === null
      ? await sidesOf(words.operands, console.cwd)
      : await sameSides(words.operands, console.cwd, dates);
  const diff = await compared(before, after, { single, dates, words, console });
  writeOutput(words.value('out'), rendered(diff, words.value('format'), console), console);
  for (const { path, side, reason } of diff.failed) console.note(`${path} (${side}): ${reason}`);
  if (diff.failed.length > 0) return exitCodes.wrong;
  const limit = words.value('fail-on');
  const reached =
    (limit === 'stronger' && diff.counts.stronger > 0) ||
    (limit === 'any' && diff.counts.changes > 0);
  return reached ? exitCodes.findings : exitCodes.clean;
}

/** What stands on disk against a revision or a stored snapshot: what a report says of changes. */
export async function comparedWith(
  earlier: string,
  operand: string | undefined,
  words: Arguments,
  console: Console,
): Promise<Diff> {
  const sides = await sidesOf(operand === undefined ? [earlier] : [earlier, operand], console.cwd);
  return compared(sides.before, sides.after, { single: sides.single, dates: null, words, console });
}

type Dates = readonly [from: string, to: string];
function datesOf(words: Arguments): Dates | null {
  const written = words.value('as-of');
  if (written === undefined) return null;
  const [from, to, ...rest] = written.split('..');
  if (from === undefined || to === undefined || rest.length > 0)
    throw new UsageProblem(
      `--as-of ${JSON.stringify(written)} names no two dates.`,
      'Write --as-of 2016-04-10..2026-06-30: the same text at both.',
    );
  return [readDate('as-of', from), readDate('as-of', to)];
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
  /** Both are one file, whatever they are called. */
  readonly single: boolean;
}

async function sameSides(
  operands: readonly string[],
  cwd: string,
  [from, to]: Dates,
): Promise<Sides> {
  const [operand = '.', ...surplus] = operands;
  const place = placeOf(operand, cwd);
  if (surplus.length > 0 || place === null || place.kind === 'stored')
    throw new UsageProblem(
      '--as-of A..B compares one file or folder with itself at two dates.',
      'For example: sequitur diff draft.sequitur --as-of 2016-04-10..2026-06-30',
    );
  const side = await diskSide(operand, place, cwd, false);
  return {
    before: { ...side, name: `as of ${from}` },
    after: { ...side, name: `as of ${to}` },
    single: false,
  };
}

async function sidesOf(operands: readonly string[], cwd: string): Promise<Sides> {
  const [first, second, ...surplus] = operands.flatMap((operand) =>
    placeOf(operand, cwd) === null ? operand.split(/\.{2,3}(?=\S)/) : [operand],
  );
  if (first === undefined || first === '')
    throw new UsageProblem(
      'diff needs what to compare with: a revision, a file or a folder.',
      example,
    );
  if (surplus.length > 0) throw new UsageProblem('diff compares two sides.', example);
  const [left, right] = [placeOf(first, cwd), second === undefined ? null : placeOf(second, cwd)];
  const single =
    left !== null && left.kind !== 'folder' && right !== null && right.kind !== 'folder';
  if (left === null) {
    const before = await revisionSide(first, cwd, right);
    const after =
      second === undefined || right !== null
        ? await workingSide(cwd, right, before)
        : await revisionSide(second, cwd, null);
    return { before, after, single: false };
  }
  if (second === undefined)
    throw new UsageProblem(
      `diff ${first} has one side.`,
      `Name what to compare it with: sequitur diff main ${first}, or a second file or folder.`,
    );
  const before = await diskSide(first, left, cwd, single);
  if (right === null)
    return { before, after: await revisionSide(second, cwd, onlyOf(left)), single };
  return { before, after: await diskSide(second, right, cwd, single), single };
}
const onlyOf = (place: Place): Place | null => (place.kind === 'stored' ? null : place);

interface Comparison {
  readonly single: boolean;
  readonly dates: Dates | null;
  readonly words: Arguments;
  readonly console: Console;
}

async function compared(before: Side, after: Side, comparison: Comparison): Promise<Diff> {
  const { single, dates, words, console } = comparison;
  const isEmpty = (side: Side): boolean => side.kind === 'files' && side.documents.size === 0;
  if (isEmpty(before) && isEmpty(after)) throw nothingToCompare([before.name, after.name]);
  const same = dates === null ? unchanged(before, after) : new Set<string>();
  const shown = (side: Side): ((shared: string, document: SideDocument) => string) =>
    single && side.kind === 'files' ? () => side.name : (shared) => shared;
  const commandLine = (date: string | undefined): CommandLine => ({
    ...(dates === null ? commandLineOf(words) : {}),
    ...(date === undefined ? {} : { asOf: date }),
  });
  const appraisals = new Appraisals();
  const sides: DiffSide[] = [];
  for (const [side, date] of [
    [before, dates?.[0]],
    [after, dates?.[1]],
  ] as const)
    sides.push({
      name: side.name,
      snapshot:
        side.kind === 'stored'
          ? await storedSnapshot(side.file, side.name)
          : await snapshotOf(side, commandLine(date), { same, shown: shown(side), appraisals }),
    });
  const [left, right] = sides;
  if (left === undefined || right === undefined) throw new Error('a comparison has two sides');
  const diff = diffOf(left, right, {
    base: embeddedBase(),
    ...{ tool: version, single, datesAsked: dates !== null },
  });
  if (diff.notes.length > 0 && words.value('format') === 'json')
    for (const note of diff.notes) console.note(`${note}`);
  const files = new Set(
    [before, after].flatMap((side) => (side.kind === 'files' ? [...side.documents.keys()] : [])),
  );
  return { ...diff, counts: { ...diff.counts, files: Math.max(files.size, diff.counts.files) } };
}

/** Made from its own text alone: nothing that it imports or cites by a bibliography can differ. */
const standsAlone = (text: string): boolean =>
  !/\b(?:import|bibliography)\b|\bevidence\s+["“]/i.test(text);

/**
 * Shared paths of documents that are the same on both sides, with all that they are made from. They
 * need not be judged.
 */
function unchanged(before: Side, after: Side): ReadonlySet<string> {
  if (before.kind === 'stored' || after.kind === 'stored') return new Set();
  const equal = (one: Uint8Array | string, other: Uint8Array | string | undefined): boolean =>
    typeof one !== 'string' && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  const sameOthers =
    before.others.size === after.others.size &&
    [...before.others].every(([path, content]) => equal(content, after.others.get(path)));
  if (!sameOthers) return new Set();
  const found = new Set<string>();
  for (const [shared, { content }] of before.documents)
    if (
      equal(content, after.documents.get(shared)?.content) &&
      typeof content !== 'string' &&
      standsAlone(Buffer.from(content).toString())
    )
      found.add(shared);
  return found;
}

async function snapshotOf(
  side: SideFiles,
  commandLine: CommandLine,
  options: {
    readonly same: ReadonlySet<string>;
    readonly shown: (shared: string, document: SideDocument) => string;
    readonly appraisals: Appraisals;
  },
): Promise<DiffSide['snapshot']> {
  const { appraisals } = options;
  // A comparison tells no findings, so no rule needs to run.
  const engine = createEngine({
    ...{ host: side.host, root: side.root, commandLine, findings: false, appraisals },
  });
  const builder = new SnapshotBuilder(embeddedBase(), version);
  for (const [shared, document] of side.documents) {
    if (options.same.has(shared)) continue;
    const name = options.shown(shared, document);
    if (typeof document.content === 'string') builder.failed(name, document.content);
    else builder.add(await checkText(engine, document.path, document.content), name);
  }
  return builder.finish();
}

async function storedSnapshot(file: string, name: string): Promise<DiffSide['snapshot']> {
  const { readSnapshot } = await import('../views/snapshot/read-snapshot.ts');
  let text: string;
  try {
    text = readFileBytes(file).toString();
  } catch (error) {
    throw new UsageProblem(`${name} cannot be read: ${systemReason(error)}.`);
  }
  const stored = readSnapshot(text);
  if (stored.kind === 'unusable')
    throw new UsageProblem(
      `${name}: ${stored.reason}`,
      'Write one with: sequitur snapshot PATHS --out FILE.json',
    );
  return stored.snapshot;
}

function rendered(diff: Diff, format: string | undefined, console: Console): string {
  if (format === 'json') return `${JSON.stringify(diff, null, 2)}\n`;
  if (format === 'markdown') return diffMarkdown(diff);
  return diffText(diff, { width: console.width, colours: console.colours });
}
