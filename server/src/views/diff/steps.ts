/** What changed between two forms of one sequence. */
import type { SnapshotNode, SnapshotSequence, SnapshotStep } from '../snapshot/types.ts';
import { alignSteps } from './align.ts';
import { type Change, changeIn } from './change.ts';
import { acceptanceChanges, compareClaims } from './claims.ts';
import type { DiffContext } from './context.ts';
import { evidenceChanges } from './evidence.ts';
import { gradeText, joined } from './grades.ts';

/** Adds the place to a change. */
type Report = (change: Omit<Parameters<typeof changeIn>[1], 'sequence'>) => void;

/** What changed between two versions of a sequence. */
export function compareSequences(
  before: SnapshotSequence,
  after: SnapshotSequence,
  context: DiffContext,
): readonly Change[] {
  const changes: Change[] = [];
  const sequence = context.nameOf(after);
  const report: Report = (change) => changes.push(changeIn(context.file, { ...change, sequence }));
  const ids = { before: before.id, after: after.id };
  if (before.title !== after.title)
    report({
      ...{ kind: 'wording', direction: 'same', subject: 'title', ids },
      ...{ before: before.title, after: after.title },
    });
  const patientsChanged = sequencePatients(before, after, context, report);
  const [had, has] = [historyText(before), historyText(after)];
  if (had !== has)
    report({
      ...{ kind: 'population', direction: 'not comparable', subject: 'history of the patients' },
      ...{ before: had, after: has, ids },
    });
  const steps = alignSteps(before.steps, after.steps, ({ treatment }) => treatment.key);
  for (const step of steps.added)
    report({
      ...{
        kind: 'added',
        direction: 'stronger',
        subject: subjectOf(step),
        after: claimText(step, context.gradings.after),
      },
      ids: { before: null, after: step.id },
      above: step.held.position?.above ?? step.held.agent?.above ?? null,
    });
  for (const step of steps.removed)
    report({
      ...{ kind: 'removed', direction: 'weaker', subject: subjectOf(step) },
      ...{
        before: claimText(step, context.gradings.before),
        ids: { before: step.id, after: null },
      },
    });
  for (const [was, is] of steps.replaced)
    report({
      ...{ kind: 'treatment', direction: 'not comparable', subject: placeOf(is) },
      ...{ before: was.treatment.label, after: is.treatment.label },
      ids: { before: was.id, after: is.id },
    });
  for (const [was, is] of steps.moved)
    report({
      ...{ kind: 'moved', direction: 'not comparable', subject: is.treatment.label },
      ...{ before: placeOf(was), after: placeOf(is), ids: { before: was.id, after: is.id } },
    });
  const rearranged =
    steps.added.length + steps.removed.length + steps.replaced.length + steps.moved.length > 0;
  const conditions = new Conditions();
  for (const [was, is] of [...steps.pairs, ...steps.moved, ...steps.replaced])
    compareSteps(was, is, { context, report, rearranged, conditions, patientsChanged });
  compareChoices(before, after, rearranged, report);
  return changes;
}

function sequencePatients(
  before: SnapshotSequence,
  after: SnapshotSequence,
  context: DiffContext,
  report: Report,
): boolean {
  const { regions } = context;
  if (before.patients.region === after.patients.region) return false;
  // The declared population changed: that is told once, where it is declared.
  if (context.samePopulation(before.patients.declared, after.patients.declared)) return true;
  report({
    kind: 'population',
    direction: regions.compare(before.patients.region, after.patients.region),
    subject: 'patients of the sequence',
    ...regions.difference(before.patients.region, after.patients.region),
    ids: { before: before.id, after: after.id },
  });
  return true;
}

/** Conditions whose change was told with an earlier step of the same branch. */
class Conditions {
  readonly #told = new Set<string>();
  get any(): boolean {
    return this.#told.size > 0;
  }
  tell(before: SnapshotStep, after: SnapshotStep): boolean {
    const key = JSON.stringify([before.when, after.when]);
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }
}

interface StepSurroundings {
  readonly context: DiffContext;
  readonly report: Report;
  readonly rearranged: boolean;
  readonly conditions: Conditions;
  readonly patientsChanged: boolean;
}

function compareSteps(before: SnapshotStep, after: SnapshotStep, around: StepSurroundings): void {
  const { context, report, rearranged } = around;
  const subject = subjectOf(after);
  const ids = { before: before.id, after: after.id };
  const about = { subject, ids };
  const sameTreatment = before.treatment.key === after.treatment.key;
  comparePatients(before, after, around);
  const [was, is] = [triggerText(before), triggerText(after)];
  if (was !== is && (sameTreatment || !rearranged))
    report({
      kind: 'trigger',
      direction: triggerDirection(before, after),
      ...about,
      before: was,
      after: is,
    });
  const [with0, with1] = [regimenNotes(before), regimenNotes(after)];
  if (with0 !== with1)
    report({
      kind: 'treatment',
      direction: 'not comparable',
      ...about,
      before: with0,
      after: with1,
    });
  for (const change of compareClaims(before, after, context)) report({ ...change, ...about });
  const [placeBefore, placeAfter] = [placeOf(before), placeOf(after)];
  if (!rearranged && placeBefore !== placeAfter)
    report({
      kind: 'moved',
      direction: 'not comparable',
      ...{ ...about, before: placeBefore, after: placeAfter },
    });
  if (context.sameEvidence) return;
  for (const { from, ...change } of evidenceChanges(before, after, context.snapshots))
    report({ kind: 'evidence', ...change, ids, subject: subjectAfter(after, from) });
}

function comparePatients(
  before: SnapshotStep,
  after: SnapshotStep,
  { context, report, conditions, patientsChanged }: StepSurroundings,
): void {
  const { regions } = context;
  const [was, is] = [before.patients.region, after.patients.region];
  const sameWhen = before.when.join('\n') === after.when.join('\n');
  if (sameWhen && (was === is || patientsChanged || conditions.any)) return;
  if (!conditions.tell(before, after)) return;
  report({
    kind: 'population',
    direction: regions.compare(was, is),
    subject: subjectOf(after),
    before: before.when.at(-1) ?? regions.words('before', was),
    after: after.when.at(-1) ?? regions.words('after', is),
    ids: { before: before.id, after: after.id },
  });
}

/** Acceptances that stand behind the brace of a choice, in the order of the text. */
function compareChoices(
  before: SnapshotSequence,
  after: SnapshotSequence,
  rearranged: boolean,
  report: Report,
): void {
  const [was, is] = [choicesOf(before.path), choicesOf(after.path)];
  for (const change of acceptanceChanges(
    was.flatMap(({ accepts }) => accepts),
    is.flatMap(({ accepts }) => accepts),
  ))
    report({ ...change, subject: 'choice', ids: { before: before.id, after: after.id } });
  const [liked, likes] = [preferredOf(was, before), preferredOf(is, after)];
  const ids = { before: before.id, after: after.id };
  for (const option of likes.filter((one) => !liked.includes(one)))
    report({ kind: 'grade', direction: 'stronger', subject: option, after: 'preferred', ids });
  for (const option of liked.filter((one) => !likes.includes(one)))
    report({ kind: 'grade', direction: 'weaker', subject: option, before: 'preferred', ids });
  const forms = (choices: typeof was): string => choices.map(({ choice }) => choice).join(', ');
  if (!rearranged && forms(was) !== forms(is))
    report({
      ...{ kind: 'moved', direction: 'not comparable', subject: 'choice' },
      ...{ before: forms(was) || null, after: forms(is) || null },
      ids: { before: before.id, after: after.id },
    });
}
type Choice = Extract<SnapshotNode, { choice: string }>;
function choicesOf(nodes: readonly SnapshotNode[]): readonly Choice[] {
  return nodes.flatMap((node) =>
    'step' in node ? [] : [node, ...node.branches.flatMap(({ path }) => choicesOf(path ?? []))],
  );
}

/** Preferred options by the treatment that they begin with. */
function preferredOf(choices: readonly Choice[], { steps }: SnapshotSequence): readonly string[] {
  const labels = new Map(steps.map(({ id, treatment }) => [id, treatment.label]));
  const firstOf = (nodes: readonly SnapshotNode[]): string => {
    const [first] = nodes;
    if (first === undefined) return 'nothing';
    if ('step' in first) return labels.get(first.step) ?? first.step;
    return firstOf(first.branches[0]?.path ?? []);
  };
  return choices.flatMap(({ branches }) =>
    branches.filter(({ preferred }) => preferred).map(({ path }) => firstOf(path ?? [])),
  );
}

/** `after everolimus or lanreotide`, `as first systemic therapy`. */
export function placeOf({ transitions, predecessors }: SnapshotStep): string {
  const before = [...new Set(transitions.flatMap(({ from }) => from?.label ?? []))];
  if (before.length > 0) return `after ${before.join(' or ')}`;
  return predecessors.every((one) => one === 'start')
    ? 'as first systemic therapy'
    : 'as a later step';
}
const subjectOf = (step: SnapshotStep): string => `${step.treatment.label} ${placeOf(step)}`;
const subjectAfter = (
  { treatment }: SnapshotStep,
  from: SnapshotStep['transitions'][number]['from'],
): string =>
  `${treatment.label} ${from === null ? 'as first systemic therapy' : `after ${from.label}`}`;

/** `[I, A] here [IV, C] @SUN1111`; `null` where a step claims nothing. */
function claimText({ claim }: SnapshotStep, grading: string | null): string | null {
  const parts = [
    claim.grade === null ? '' : gradeText(claim.grade, grading),
    claim.here === null ? '' : `here ${gradeText(claim.here, grading)}`,
    ...claim.citations.map(({ key }) => `@${key}`),
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}

const triggerText = ({ trigger }: SnapshotStep): string | null =>
  trigger.length === 0 ? null : `on ${trigger.join(' or ')}`;
/** Of one event more, more patients reach the step. No event counts as progression. */
function triggerDirection(before: SnapshotStep, after: SnapshotStep): Change['direction'] {
  const eventsOf = ({ trigger }: SnapshotStep): readonly string[] =>
    trigger.length === 0 ? ['progression'] : trigger;
  const [was, is] = [eventsOf(before), eventsOf(after)];
  const more = is.filter((event) => !was.includes(event)).length;
  const fewer = was.filter((event) => !is.includes(event)).length;
  return more > 0 && fewer > 0 ? 'not comparable' : joined([more - fewer]);
}

/** What belongs to the regimen beside its agents; `null` for nothing. */
function regimenNotes({ background, rechallenge }: SnapshotStep): string | null {
  const parts = [
    ...(background === null ? [] : [`with ${background.label}`]),
    ...(rechallenge ? ['rechallenge'] : []),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

const historyText = ({ after, unsaid }: SnapshotSequence): string | null =>
  after.length === 0
    ? (unsaid?.replace('-', ' ') ?? null)
    : `after ${after.map((one) => one.map(({ label }) => label).join(' or ')).join(' → ')}`;
