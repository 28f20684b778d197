/**
 * What changed between the claims of a step, a preference or an avoidance. A new clause of the
 * language is compared here.
 */
import { type ChangeDirection, type ChangeKind, ceilingNote } from '../../wording/comparison.ts';
import type {
  SnapshotAcceptance,
  SnapshotClaim,
  SnapshotConsensus,
  SnapshotGrade,
  SnapshotHeld,
} from '../snapshot/types.ts';
import { pairBy } from './align.ts';
import type { GradeContext } from './context.ts';
import { compareGrades, gradeText } from './grades.ts';

/** A change without its place. */
interface ClaimChange {
  readonly kind: ChangeKind;
  readonly direction: ChangeDirection;
  readonly before: string | null;
  readonly after: string | null;
  readonly note?: string | null;
  readonly above?: boolean | null;
}

interface HeldClaim {
  readonly claim: SnapshotClaim;
  readonly held?: { readonly agent: SnapshotHeld | null; readonly position: SnapshotHeld | null };
}

/** What two versions of a step claim differently. */
export function compareClaims(
  before: HeldClaim,
  after: HeldClaim,
  context: GradeContext,
): readonly ClaimChange[] {
  const [was, is] = [before.claim, after.claim];
  return [
    ...gradeChanges(
      { grade: was.grade, held: before.held?.agent ?? null },
      { grade: is.grade, held: after.held?.agent ?? null },
      { ...context, label: '' },
    ),
    ...gradeChanges(
      { grade: was.here, held: before.held?.position ?? null },
      { grade: is.here, held: after.held?.position ?? null },
      { ...context, label: 'here ' },
    ),
    ...verbChanges(was.verb, is.verb),
    ...regimenChanges(was, is),
    ...consensusChanges(was.consensus, is.consensus),
    ...setChange('grade', 'improves', was.improves, is.improves, ['stronger', 'weaker']),
    ...extrapolation(was.extrapolatedFrom, is.extrapolatedFrom),
    ...setChange('citation', '', keysOf(was), keysOf(is), ['same', 'same']),
    ...textChanges('because', was.because, is.because, {
      added: 'same',
      removed: 'same',
      changed: 'same',
    }),
    // A caution tempers a claim; one that is gone lets it stand alone.
    ...textChanges('caution', was.cautions, is.cautions, {
      added: 'weaker',
      removed: 'stronger',
      changed: 'not comparable',
    }),
    ...acceptanceChanges(was.accepts, is.accepts),
  ];
}

const keysOf = ({ citations }: SnapshotClaim): readonly string[] =>
  citations.map(({ key }) => `@${key}`);

interface HeldGrade {
  readonly grade: SnapshotGrade | null;
  readonly held: SnapshotHeld | null;
}
function gradeChanges(
  { grade: before, held: heldBefore }: HeldGrade,
  { grade: after, held: heldAfter }: HeldGrade,
  { base, gradings, label }: GradeContext & { readonly label: string },
): readonly ClaimChange[] {
  const was = before === null ? null : `${label}${gradeText(before, gradings.before)}`;
  const is = after === null ? null : `${label}${gradeText(after, gradings.after)}`;
  if (was === is && before?.system === after?.system) return [];
  const direction =
    before === null ? 'stronger' : after === null ? 'weaker' : compareGrades(base, before, after);
  return [
    {
      ...{ kind: 'grade', direction, before: was, after: is },
      note: ceilingNote(heldBefore, heldAfter),
      above: heldAfter?.above ?? null,
    },
  ];
}

const verbRank = { suggested: 1, recommended: 2 } as const;
function verbChanges(
  before: SnapshotClaim['verb'],
  after: SnapshotClaim['verb'],
): readonly ClaimChange[] {
  if (before === after) return [];
  const rank = (verb: SnapshotClaim['verb']): number => (verb === null ? 0 : verbRank[verb]);
  const direction: ChangeDirection = rank(after) > rank(before) ? 'stronger' : 'weaker';
  return [{ kind: 'grade', direction, before, after }];
}

/** Dose and optional partners: another regimen is printed, and neither is judged. */
function regimenChanges(before: SnapshotClaim, after: SnapshotClaim): readonly ClaimChange[] {
  const dose = ({ dose: text }: SnapshotClaim): string | null =>
    text === null ? null : `dose “${text}”`;
  const partner = ({ optionally }: SnapshotClaim): string | null =>
    optionally.length === 0
      ? null
      : `optionally with ${optionally.map(({ label }) => label).join(', ')}`;
  return [dose, partner].flatMap((text): readonly ClaimChange[] => {
    const [was, is] = [text(before), text(after)];
    return was === is
      ? []
      : [{ kind: 'treatment', direction: 'not comparable', before: was, after: is }];
  });
}

/** `consensus 11 of 12`. */
function consensusText({ agreed, asked, percent }: SnapshotConsensus): string {
  if (agreed !== null && asked !== null) return `consensus ${agreed} of ${asked}`;
  return percent === null ? 'consensus' : `consensus ${percent}%`;
}
const share = ({ agreed, asked, percent }: SnapshotConsensus): number | null =>
  agreed !== null && asked !== null && asked > 0
    ? agreed / asked
    : percent === null
      ? null
      : percent / 100;

function consensusChanges(
  before: SnapshotConsensus | null,
  after: SnapshotConsensus | null,
): readonly ClaimChange[] {
  const [was, is] = [before, after].map((one) => (one === null ? null : consensusText(one)));
  const changes: ClaimChange[] = [];
  if (was !== is)
    changes.push({
      kind: 'grade',
      direction: consensusDirection(before, after),
      before: was ?? null,
      after: is ?? null,
    });
  const [said, says] = [before?.text ?? null, after?.text ?? null];
  if (was === is && said !== says)
    changes.push({ kind: 'wording', direction: 'same', before: quoted(said), after: quoted(says) });
  return changes;
}
function consensusDirection(
  before: SnapshotConsensus | null,
  after: SnapshotConsensus | null,
): ChangeDirection {
  if (before === null) return 'stronger';
  if (after === null) return 'weaker';
  const [was, is] = [share(before), share(after)];
  if (was === null || is === null) return 'not comparable';
  return is > was ? 'stronger' : is < was ? 'weaker' : 'same';
}

function setChange(
  kind: ChangeKind,
  label: string,
  before: readonly string[],
  after: readonly string[],
  [added, removed]: readonly [ChangeDirection, ChangeDirection],
): readonly ClaimChange[] {
  const come = after.filter((one) => !before.includes(one));
  const gone = before.filter((one) => !after.includes(one));
  if (come.length === 0 && gone.length === 0) return [];
  const direction: ChangeDirection =
    gone.length === 0
      ? added
      : come.length === 0
        ? removed
        : added === removed
          ? added
          : 'not comparable';
  const text = (all: readonly string[]): string | null =>
    all.length === 0 ? null : `${label === '' ? '' : `${label} `}${all.join(' ')}`;
  return [{ kind, direction, before: text(gone), after: text(come) }];
}

function extrapolation(before: string | null, after: string | null): readonly ClaimChange[] {
  if (before === after) return [];
  const text = (from: string | null): string | null =>
    from === null ? null : `extrapolated from ${from}`;
  // Who says that the evidence is about something else claims less.
  const direction: ChangeDirection =
    before === null ? 'weaker' : after === null ? 'stronger' : 'not comparable';
  return [{ kind: 'grade', direction, before: text(before), after: text(after) }];
}

const quoted = (text: string | null): string | null => (text === null ? null : `“${text}”`);

function textChanges(
  label: 'because' | 'caution',
  before: readonly string[],
  after: readonly string[],
  directions: Readonly<Record<'added' | 'removed' | 'changed', ChangeDirection>>,
): readonly ClaimChange[] {
  const gone = before.filter((text) => !after.includes(text));
  const come = after.filter((text) => !before.includes(text));
  const both = Math.min(gone.length, come.length);
  const shown = (text: string | undefined): string | null =>
    text === undefined ? null : `${label} “${text}”`;
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    kind: 'reason' as const,
    direction:
      index < both
        ? directions.changed
        : gone.length > come.length
          ? directions.removed
          : directions.added,
    before: shown(gone[index]),
    after: shown(come[index]),
  }));
}

/**
 * What an author accepts is let through: one more acceptance is a stronger claim, one less a
 * weaker.
 */
export function acceptanceChanges(
  before: readonly SnapshotAcceptance[],
  after: readonly SnapshotAcceptance[],
): readonly ClaimChange[] {
  const exact = ({ code, reason }: SnapshotAcceptance): string => JSON.stringify([code, reason]);
  const { pairs, removed, added } = pairBy(before, after, [exact, ({ code }) => code]);
  const text = ({ code, reason }: SnapshotAcceptance): string => `accept ${code} “${reason}”`;
  const change = (
    direction: ChangeDirection,
    was: SnapshotAcceptance | null,
    is: SnapshotAcceptance | null,
  ): ClaimChange => ({
    kind: 'acceptance',
    direction,
    before: was === null ? null : text(was),
    after: is === null ? null : text(is),
  });
  return [
    ...pairs
      .filter(([was, is]) => was.reason !== is.reason)
      .map(([was, is]) => change('same', was, is)),
    ...added.map((one) => change('stronger', null, one)),
    ...removed.map((one) => change('weaker', one, null)),
  ];
}
