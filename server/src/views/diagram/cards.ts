/** The cards and arrows of a sequence: one card a step, one arrow a step from each step that may come before it. */
import type { AppraisedTransition, Diagnostic } from '../../checks/result-types.ts';
import type { SequenceGraph, StepNode } from '../../model/bound-file.ts';
import { labelOf } from '../../model/treatment-label.ts';
import type { Branch, Clause, Path, Span, Step } from '../../syntax/tree.ts';
import { capital } from '../../text/capital.ts';
import type { PlaceRange } from '../../text/lines.ts';
import { whyNotMore } from '../../wording/reasons.ts';
import { placeKind } from '../../wording/support.ts';
import { lineInShort, lineOfTherapy, placeOfTherapy } from '../../wording/transition.ts';
import type { Arrow, Card, CardFinding, EvidenceRow } from './diagram.ts';
import {
  carrierInWords,
  headingOf,
  type Judging,
  supportInWords,
  weakest,
} from './diagram-words.ts';
import type { Part } from './drawn-part.ts';

/** What a picture is made from besides its sequence. */
export interface Sources extends Judging {
  readonly text: string;
  /** By the step they end in. */
  readonly transitions: ReadonlyMap<StepNode, readonly AppraisedTransition[]>;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Places of the text in the unit of whoever asks. */
  readonly range: (span: Span) => PlaceRange;
}
/** A sequence as cards and arrows, before they have places. */
export interface Drawn {
  readonly cards: readonly Card[];
  readonly arrows: readonly Arrow[];
  readonly evidence: readonly EvidenceRow[];
  /** The card of each step. */
  readonly cardOf: ReadonlyMap<Step, Card>;
}

/** Makes the cards and arrows of the part of a sequence that is drawn. */
export function drawnOf(part: Part, sources: Sources): Drawn {
  const { nodes, sequence, id: own } = part;
  const id = (node: StepNode) => `${own}-${node.index}`;
  const start = `${own}-start`;
  const omitted = `${own}-omitted`;
  const shown = new Set(nodes.map((node) => node.index));
  const conditions = conditionsOf(sequence.declaration.path, sources.text);
  const lastTreatments = lastTreatmentsOf(sequence.nodes);
  const arrows: Arrow[] = [];
  const cards: Card[] = [];
  const evidence: EvidenceRow[] = [];
  const cardOf = new Map<Step, Card>();
  for (const node of nodes) {
    const appraised = (sources.transitions.get(node) ?? []).filter(
      ({ appraisal }) => appraisal.appraised,
    );
    const rows = new Map(
      appraised.map((one, nth) => [
        one,
        evidenceRow(one, { id: `${id(node)}-t${nth}`, card: id(node), sources }),
      ]),
    );
    evidence.push(...rows.values());
    const starts = node.predecessors.filter(
      (before) => shown.has(before) || (before < 0 && node.syntax !== null),
    );
    const hidden = node.predecessors.filter((before) => before >= 0 && !shown.has(before));
    const groups = [...starts.map((before) => [before]), ...(hidden.length === 0 ? [] : [hidden])];
    for (const group of groups) {
      const [first = -1] = group;
      const before = group.flatMap((one) => [...(lastTreatments[one] ?? [''])]);
      const judged = appraised.filter(({ transition }) =>
        before.includes(transition.history.predecessor?.key ?? ''),
      );
      const from = first < 0 ? start : shown.has(first) ? `${own}-${first}` : omitted;
      arrows.push(
        arrowOf(judged, {
          id: `${id(node)}-a${groups.indexOf(group)}`,
          from,
          to: id(node),
          rows,
          node,
        }),
      );
    }
    const card = cardOfStep(node, {
      id: id(node),
      rows: [...rows.values()],
      condition: conditions.get(node.syntax),
      beginning: sequence.beginning,
      sources,
    });
    cards.push(card);
    if (node.syntax !== null) cardOf.set(node.syntax, card);
  }
  if (arrows.some(({ from }) => from === start))
    cards.unshift(plainCard(start, 'start', beginningInWords[sequence.beginning], 0));
  const least = Math.min(...nodes.map(({ line }) => line));
  if (arrows.some(({ from }) => from === omitted))
    cards.unshift(
      plainCard(omitted, 'omitted', 'earlier steps, not drawn', Math.max(0, least - 1)),
    );
  return { cards, arrows, evidence, cardOf };
}

const beginningInWords: Readonly<Record<SequenceGraph['beginning'], string>> = {
  untreated: 'no previous systemic therapy',
  'after-any': 'after any systemic therapy',
  'any-line': 'in any line: what came before is not said',
};

function plainCard(id: string, kind: Card['kind'], regimen: string, line: number): Card {
  return {
    ...{
      id,
      kind,
      regimen,
      line,
      lane: `${line}L`,
      lineWords: `Line ${line}`,
      systemic: kind !== 'start',
      trigger: null,
      condition: null,
      background: null,
      optional: null,
      dose: null,
      rechallenge: false,
    },
    ...{
      grades: [],
      citations: [],
      evidence: [],
      findings: [],
      shade: null,
      text: regimen,
      range: null,
    },
  };
}

/** Per node, the keys of what may be the last systemic treatment when it ends; '' for none. Surgery passes on what was before it. */
function lastTreatmentsOf(nodes: readonly StepNode[]): readonly ReadonlySet<string>[] {
  const found: ReadonlySet<string>[] = [];
  for (const { treatment, predecessors } of nodes)
    found.push(
      treatment.systemic
        ? new Set([treatment.key])
        : new Set(
            predecessors.flatMap((before) => (before < 0 ? [''] : [...(found[before] ?? [])])),
          ),
    );
  return found;
}

/** The words before the colon of a branch, for its first step. A branch that begins with a choice hands them on. */
function conditionsOf(path: Path | null, text: string): ReadonlyMap<Step | null, string> {
  const found = new Map<Step | null, string>();
  const walk = (nodes: Path['nodes'], inherited: readonly string[]): void => {
    let words = inherited;
    for (const node of nodes) {
      if (node.kind === 'step') {
        if (words.length > 0) found.set(node, words.join(', '));
      } else
        for (const branch of node.branches) {
          const own = guardInWords(text, branch);
          if (branch.path !== null) walk(branch.path.nodes, [...words, ...own]);
        }
      words = [];
    }
  };
  if (path !== null) walk(path.nodes, []);
  return found;
}

/** The words before a branch: `preferred`, `when ki67 > 10 %`, `unless …`, `otherwise`; empty for a plain option. */
export function guardInWords(
  text: string,
  { preferred, negated, condition, otherwise }: Branch,
): readonly string[] {
  const guard = negated ? 'unless' : 'when';
  return [
    ...(preferred === null ? [] : ['preferred']),
    ...(condition === null ? [] : [`${guard} ${written(text, condition)}`]),
    ...(otherwise === null ? [] : ['otherwise']),
  ];
}

/** The text of a span on one line, without comments. */
export function written(text: string, { start, end }: Span): string {
  return text
    .slice(start, end)
    .replace(/(^|\s)#[^\r\n]*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

interface CardParts {
  readonly id: string;
  readonly rows: readonly EvidenceRow[];
  readonly condition: string | undefined;
  readonly beginning: SequenceGraph['beginning'];
  readonly sources: Sources;
}
function cardOfStep(node: StepNode, { id, rows, condition, beginning, sources }: CardParts): Card {
  const step = node.syntax;
  const { text } = sources;
  const clauses = step?.clauses ?? [];
  const ofKind = <Kind extends Clause['kind']>(kind: Kind) =>
    clauses.flatMap((clause) => (clause.kind === kind ? [written(text, clause)] : []));
  const trigger = node.trigger.length === 0 ? null : `on ${node.trigger.join(' or ')}`;
  const card: Omit<Card, 'text'> = {
    ...{
      id,
      kind: step === null ? 'earlier' : 'step',
      line: node.line,
      lane: lineInShort(beginning, node.line),
      lineWords: lineOfTherapy(beginning, node.line),
      systemic: node.treatment.systemic,
      trigger,
      condition: condition ?? null,
    },
    // Where a treatment is missing, the step still has its place.
    regimen: written(text, step?.regimen ?? node.treatment.span) || '…',
    background: ofKind('with')[0] ?? null,
    optional: ofKind('optionally')[0] ?? null,
    dose: ofKind('dose')[0] ?? null,
    rechallenge: node.rechallenge,
    grades: [...ofKind('grade'), ...ofKind('here'), ...ofKind('verb'), ...ofKind('consensus')],
    citations: ofKind('citation'),
    evidence: rows.map((row) => row.id),
    findings:
      step === null
        ? []
        : diagnosticsIn(stepSpan(step), sources.diagnostics).map((one) => findingOf(one, sources)),
    shade: rows.length === 0 ? null : minimum(rows.map(({ here }) => here.look.shade)),
    range: step === null ? null : sources.range(stepSpan(step)),
  };
  return { ...card, text: cardInWords(card, rows) };
}
const minimum = (shades: readonly EvidenceRow['here']['look']['shade'][]) =>
  shades.reduce((least, shade) => (shade < least ? shade : least), 5);

/** A step with the arrow before it: what belongs to it, and where a click leads. */
export const stepSpan = (step: Step): Span => ({
  start: step.arrow?.start ?? step.start,
  end: step.end,
});

/** Findings that begin in a span. The list is in the order of the text, so the first is found by halving. */
export function diagnosticsIn(
  span: Span,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const from = (offset: number) => {
    let low = 0;
    let high = diagnostics.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((diagnostics[middle]?.span.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return diagnostics.slice(from(span.start), from(Math.max(span.end, span.start + 1)));
}
/** A finding as a card shows it. */
export function findingOf(
  { code, severity, message, help, accepted, span }: Diagnostic,
  { range }: Sources,
): CardFinding {
  return { code, severity, message, help, accepted, range: range(span) };
}

function cardInWords(card: Omit<Card, 'text'>, rows: readonly EvidenceRow[]): string {
  const step = [
    card.condition,
    card.regimen,
    card.dose,
    card.background,
    card.optional,
    card.rechallenge ? 'rechallenge' : null,
    card.trigger,
    ...card.grades,
  ];
  const open = card.findings.filter(({ accepted }) => accepted === null).length;
  const parts = [
    `${card.kind === 'earlier' ? `Before, line ${card.line}` : card.lineWords}: ${step.filter((part) => part !== null).join(', ')}`,
    ...rows.map((row) => rowInWords(row)),
    ...(open === 0 ? [] : [open === 1 ? '1 finding' : `${open} findings`]),
  ];
  return `${parts.join('. ')}.`;
}

/** `After everolimus: retrospective only, ceiling ESMO IV. Angelousi 2017 (n = 31), PFS HR 0.94 (0.45–1.97)`. */
export function rowInWords({ place, here }: EvidenceRow): string {
  const carrier = carrierInWords(here);
  return `${place}: ${here.word}, ${here.ceiling}${carrier === null ? '' : `. ${carrier}`}`;
}

function arrowOf(
  judged: readonly AppraisedTransition[],
  parts: {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly rows: ReadonlyMap<AppraisedTransition, EvidenceRow>;
    readonly node: StepNode;
  },
): Arrow {
  const { id, from, to, rows, node } = parts;
  const shown = weakest(judged);
  const row = shown === undefined ? undefined : rows.get(shown);
  const evidence = judged.flatMap((one) => rows.get(one)?.id ?? []);
  if (row === undefined) {
    const word =
      node.syntax === null
        ? ''
        : node.treatment.systemic && !node.treatment.known
          ? 'unknown treatment'
          : 'not appraised';
    return { id, from, to, look: null, word, ceiling: null, study: null, evidence };
  }
  const { look, word, ceiling, study } = row.here;
  return { id, from, to, look, word, ceiling, study, evidence };
}

function evidenceRow(
  one: AppraisedTransition,
  place: { id: string; card: string; sources: Sources },
): EvidenceRow {
  const { id, card, sources } = place;
  const { transition, appraisal } = one;
  const { predecessor } = transition.history;
  const { base } = sources;
  const grade = (given: AppraisedTransition['claimed']) =>
    given === null
      ? null
      : `[${given.system === undefined ? '' : `${given.system}: `}${[given.level, given.strength].filter((part) => part !== null).join(', ')}]`;
  const [claimed, here] = [grade(one.claimed), grade(one.here)];
  return {
    ...{ id, card, line: transition.line, range: sources.range(transition.span) },
    step: labelOf(base, transition.treatment),
    after: predecessor === null ? null : labelOf(base, predecessor),
    heading: headingOf(one, base),
    graded: [claimed, here === null ? null : `here ${here}`]
      .filter((part) => part !== null)
      .join(' '),
    here: supportInWords(appraisal.position, placeKind(transition), predecessor === null, sources),
    place: capital(placeOfTherapy(base, transition)),
    agent: supportInWords(appraisal.agent, 'agent', false, sources),
    whyNotMore: whyNotMore(base, one, 'position'),
  };
}
