/** Small changes of real documents with what each one means, chosen by a seed. */
import { parse } from '../../../server/src/syntax/parser.ts';
import type {
  Clause,
  Path,
  SequenceDeclaration,
  SourceFile,
  Span,
  Step,
} from '../../../server/src/syntax/tree.ts';
import type { ChangeDirection, ChangeKind } from '../../../server/src/wording/comparison.ts';

export interface Seeded {
  readonly name: string;
  readonly text: string;
  /** `null`: nothing changes in meaning. */
  readonly kind: ChangeKind | null;
  readonly directions: readonly ChangeDirection[];
}
/** From 0 to below 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Site extends Span {
  readonly sequence: SequenceDeclaration;
  readonly step: Step;
  /** The steps of the path it stands in. */
  readonly nodes: Path['nodes'];
  readonly index: number;
}
function sitesOf(file: SourceFile): readonly Site[] {
  const sites: Site[] = [];
  const walk = (sequence: SequenceDeclaration, nodes: Path['nodes']): void => {
    for (const [index, node] of nodes.entries()) {
      if (node.kind === 'step') sites.push({ sequence, step: node, nodes, index, ...node });
      else for (const { path } of node.branches) walk(sequence, path?.nodes ?? []);
    }
  };
  for (const declaration of file.declarations)
    if (declaration.kind === 'sequence') walk(declaration, declaration.path?.nodes ?? []);
  return sites;
}

const put = (text: string, { start, end }: Span, words: string): string =>
  text.slice(0, start) + words + text.slice(end);
const behind = (text: string, step: Step, words: string): string =>
  put(text, { start: lastEnd(step), end: lastEnd(step) }, ` ${words}`);
const lastEnd = (step: Step): number =>
  Math.max(step.regimen.end, ...step.clauses.map(({ end }) => end));
const of = <Kind extends Clause['kind']>(step: Step, kind: Kind) =>
  step.clauses.filter((clause): clause is Extract<Clause, { kind: Kind }> => clause.kind === kind);

type Mutation = Omit<Seeded, 'name'> | null;
type Mutator = (text: string, site: Site, file: SourceFile) => Mutation;
const means = (
  text: string,
  kind: ChangeKind | null,
  ...directions: readonly ChangeDirection[]
): Mutation => ({ text, kind, directions });

const levels = ['I', 'II', 'III', 'IV', 'V'];
/** A level as the file writes it, some steps on; `null` where the bracket is none of ESMO's. */
function otherLevel(step: Step, by: number): { span: Span; level: string } | null {
  const [clause] = of(step, 'grade');
  const word = clause?.grade.level.length === 1 ? clause.grade.level[0] : undefined;
  const index = levels.indexOf(word?.text ?? '');
  const level = index < 0 ? undefined : levels[index + by];
  return word === undefined || level === undefined ? null : { span: word, level };
}
/** Written nowhere in the documents. */
const otherTreatment = 'lenvatinib';

export const mutators: Readonly<Record<string, Mutator>> = {
  'a lower level': (text, { step }) => {
    const found = otherLevel(step, 1);
    return found === null ? null : means(put(text, found.span, found.level), 'grade', 'weaker');
  },
  'a higher level': (text, { step }) => {
    const found = otherLevel(step, -1);
    return found === null ? null : means(put(text, found.span, found.level), 'grade', 'stronger');
  },
  'a weaker letter': (text, { step }) => {
    const [clause] = of(step, 'grade');
    const strength = clause?.grade.strength;
    return strength?.text === 'A' ? means(put(text, strength, 'B'), 'grade', 'weaker') : null;
  },
  'a grade that is gone': (text, { step }) => {
    const [clause] = of(step, 'grade');
    return clause === undefined ? null : means(put(text, clause, ''), 'grade', 'weaker');
  },
  'a grade of the place': (text, { step, sequence, index }) =>
    index > 0 && sequence.after === null && of(step, 'here').length === 0
      ? means(behind(text, step, 'here [V, C]'), 'grade', 'stronger')
      : null,
  'a consensus': (text, { step }) =>
    of(step, 'consensus').length === 0
      ? means(behind(text, step, 'consensus 9 of 10'), 'grade', 'stronger')
      : null,
  'another citation': (text, { step }) =>
    of(step, 'citation').some(({ key }) => key.startsWith('PALBONET'))
      ? null
      : means(behind(text, step, '@PALBONET'), 'citation', 'same'),
  'a citation that is gone': (text, { step }) => {
    const [clause] = of(step, 'citation');
    return clause === undefined ? null : means(put(text, clause, ''), 'citation', 'same');
  },
  'a reason': (text, { step }) =>
    means(behind(text, step, 'because "the panel agreed on it"'), 'reason', 'same'),
  'a caution': (text, { step }) =>
    means(behind(text, step, 'caution "watch the kidneys"'), 'reason', 'weaker'),
  'a reason or caution that is gone': (text, { step }) => {
    const clause = [...of(step, 'because'), ...of(step, 'caution')][0];
    if (clause === undefined || clause.text === null) return null;
    return means(put(text, clause, ''), 'reason', clause.kind === 'caution' ? 'stronger' : 'same');
  },
  'an acceptance': (text, { step }) =>
    means(behind(text, step, 'accept missing-grade "agreed"'), 'acceptance', 'stronger'),
  'another trigger': (text, { step }) => {
    const [clause] = of(step, 'trigger');
    const trigger = step.trigger ?? clause;
    const [event] = trigger?.events ?? [];
    if (trigger?.events.length !== 1 || event?.text !== 'progression') return null;
    return means(put(text, event, 'intolerance'), 'trigger', 'not comparable');
  },
  'one trigger more': (text, { step }) => {
    const [clause] = of(step, 'trigger');
    const trigger = step.trigger ?? clause;
    const [event] = trigger?.events ?? [];
    if (trigger?.events.length !== 1 || event?.text !== 'progression') return null;
    return means(put(text, event, 'progression or intolerance'), 'trigger', 'stronger');
  },
  'a background': (text, { step }) =>
    of(step, 'with').length === 0
      ? means(behind(text, step, 'with octreotide'), 'treatment', 'not comparable')
      : null,
  'another treatment': (text, { step }) =>
    means(put(text, step.regimen, otherTreatment), 'treatment', 'not comparable'),
  'a step between': (text, { step, nodes, index }) =>
    nodes[index + 1]?.kind === 'step'
      ? means(behind(text, step, `\n -> ${otherTreatment} on progression`), 'added', 'stronger')
      : null,
  'a last step that is gone': (text, { step, nodes, index }) =>
    index > 0 &&
    index === nodes.length - 1 &&
    step.arrow !== null &&
    step.arrow.end > step.arrow.start
      ? means(put(text, { start: step.arrow.start, end: lastEnd(step) }, ''), 'removed', 'weaker')
      : null,
  'two steps in the other order': (text, { step, nodes, index }) => {
    const next = nodes[index + 1];
    if (next?.kind !== 'step' || next.trigger !== null || step.trigger !== null) return null;
    const own = text.slice(step.regimen.start, step.regimen.end);
    const other = text.slice(next.regimen.start, next.regimen.end);
    if (own.toLowerCase() === other.toLowerCase()) return null;
    const bare = ({ clauses }: Step): boolean => clauses.every(({ kind }) => kind === 'trigger');
    if (!bare(step) || !bare(next)) return null;
    return means(put(put(text, next.regimen, own), step.regimen, other), 'moved', 'not comparable');
  },
  'fewer patients': (text, _site, file) => {
    for (const declaration of file.declarations)
      if (declaration.kind === 'population' && declaration.within === null) {
        const close = text.lastIndexOf('}', declaration.end);
        const has = declaration.criteria.some(
          ({ attribute }) => attribute.text === 'performance-status',
        );
        if (!has && close > declaration.start)
          return means(
            put(text, { start: close, end: close }, ' performance-status 0 '),
            'population',
            'weaker',
          );
      }
    return null;
  },
  'more patients': (text, _site, file) => {
    for (const declaration of file.declarations) {
      if (declaration.kind !== 'population' || declaration.within !== null) continue;
      const criterion = declaration.criteria.find(
        ({ attribute }) => attribute.text === 'progression' || attribute.text === 'sstr',
      );
      if (criterion !== undefined && declaration.criteria.length > 1)
        return means(put(text, criterion, ''), 'population', 'stronger');
    }
    return null;
  },
  'another title': (text, { sequence }) =>
    sequence.title === null
      ? null
      : means(put(text, sequence.title, '"New words"'), 'wording', 'same'),
  'a title of the document': (text, _site, file) => {
    const found = file.directives.find((directive) => directive.kind === 'guideline');
    return found?.kind === 'guideline' && found.title !== null
      ? means(put(text, found.title, '"New words"'), 'wording', 'same')
      : null;
  },
  'a recommendation against': (text) =>
    means(`${text}\navoid ${otherTreatment}\n`, 'added', 'stronger'),
  'a preference or avoidance that is gone': (text, _site, file) => {
    const found = file.declarations.findLast(
      ({ kind }) => kind === 'preference' || kind === 'avoidance',
    );
    return found === undefined ? null : means(put(text, found, ''), 'removed', 'weaker');
  },
  'a comment': (text, { step }) =>
    means(put(text, { start: step.start, end: step.start }, ' # a remark\n  '), null),
  'other white space': (text, { step }) =>
    means(put(text, { start: step.regimen.end, end: step.regimen.end }, '   \n\n   '), null),
  'citations in another order': (text, { step }) => {
    const [one, two] = of(step, 'citation');
    if (one === undefined || two === undefined) return null;
    const [first, second] = [text.slice(one.start, one.end), text.slice(two.start, two.end)];
    return means(put(put(text, two, first), one, second), null);
  },
  'another name, followed by all references': (text, { sequence }, file) => {
    const { name } = sequence;
    if (name === null || name.text === '') return null;
    const edits = file.declarations
      .flatMap((declaration) =>
        declaration.kind === 'preference'
          ? [declaration.first, declaration.second].filter((word) => word?.text === name.text)
          : declaration === sequence
            ? [name]
            : [],
      )
      .sort((a, b) => (b?.start ?? 0) - (a?.start ?? 0));
    return means(
      edits.reduce((all, word) => (word === null ? all : put(all, word, 'renamed_by_seed')), text),
      null,
    );
  },
};

/** One change of one document; `null` where the kind chosen finds no place in it. */
export function seededChange(text: string, name: string, next: () => number): Seeded | null {
  const mutate = mutators[name];
  const file = parse(text);
  const sites = sitesOf(file);
  for (let attempt = 0; attempt < 12 && mutate !== undefined; attempt++) {
    const site = sites[Math.floor(next() * sites.length)];
    const made = site === undefined ? null : mutate(text, site, file);
    if (made !== null) return { name, ...made };
  }
  return null;
}
