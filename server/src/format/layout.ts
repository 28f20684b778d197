/**
 * Where the formatter breaks lines and how far it pads. Every decision depends only on the tokens
 * and on where lines are broken already, and every break that it makes is kept the next time; so
 * formatting twice changes nothing.
 */

import type {
  Accept,
  Avoidance,
  Branch,
  Choice,
  Clause,
  Path,
  PopulationDeclaration,
  Preference,
  SequenceDeclaration,
  Span,
  Step,
  Token,
} from '../syntax/tree.ts';
import { FlatTokens, type Item } from './flat-tokens.ts';

/** Lines longer than this are broken where they may be. */
const LINE_WIDTH = 100;
/** Longer heads of steps do not move the grades of their neighbours. */
const WIDEST_HEAD = 60;

/** What stands before a token: a line break with an indentation, or some spaces. */
export type Gap =
  | {
      readonly kind: 'break';
      readonly indent: number;
      /** The indentation of comments on lines of their own above. */
      readonly comments: number;
      /** The indentation of what a comment pushes to the next line. */
      readonly hang: number;
    }
  | { readonly kind: 'space'; readonly width: number };

/** The gaps of an item that are not the usual one, by the index of the token behind them. */
export type Layout = ReadonlyMap<number, Gap>;

const THERAPY: ReadonlySet<string> = new Set([
  'trigger',
  'with',
  'optionally',
  'dose',
  'rechallenge',
]);

/** Lays out one directive or declaration; the result is indented and ends without a line break. */
export function layOut(
  text: string,
  tokens: readonly Token[],
  item: Item,
  indent: number,
): { flat: FlatTokens; gaps: Layout } {
  const flat = new FlatTokens(text, tokens, item);
  const planner = new Planner(flat);
  if (item.kind === 'population') planner.population(item, indent);
  else if (item.kind === 'sequence') planner.sequence(item, indent);
  else if (item.kind === 'preference' || item.kind === 'avoidance')
    planner.recommendation(item, indent);
  return { flat, gaps: planner.gaps };
}

class Planner {
  readonly gaps = new Map<number, Gap>();
  private readonly flat: FlatTokens;

  constructor(flat: FlatTokens) {
    this.flat = flat;
  }

  private breakAt(index: number, indent: number, hang: number): void {
    this.gaps.set(index, { kind: 'break', indent, comments: indent, hang });
  }
  /** Comments above a closing brace stand with what it closes. */
  private closeAt(index: number, indent: number): void {
    this.gaps.set(index, { kind: 'break', indent, comments: indent + 2, hang: indent + 2 });
  }
  private spaceAt(index: number, width: number): void {
    this.gaps.set(index, { kind: 'space', width });
  }
  private get lastIndex(): number {
    return this.flat.tokens.length - 1;
  }
  private indexOfKind(kind: Token['kind'], from: number): number {
    const found = this.flat.tokens.findIndex(
      (token, index) => index >= from && token.kind === kind,
    );
    return found < 0 ? this.lastIndex : found;
  }

  population(population: PopulationDeclaration, indent: number): void {
    const open = this.indexOfKind('{', 0);
    const close = this.lastIndex;
    const elements = [...population.criteria, ...population.accepts].sort(
      (left, right) => left.start - right.start,
    );
    const width = indent + this.flat.width(0, close) + Math.max(0, elements.length - 1);
    if (!this.flat.isBroken(open, close) && width <= LINE_WIDTH) {
      for (const element of elements.slice(1)) this.spaceAt(this.flat.first(element), 2);
      return;
    }
    const inner = indent + 2;
    const attributeWidth = (criterion: (typeof population.criteria)[number]) =>
      this.flat.width(this.flat.first(criterion), this.flat.first(criterion.attribute));
    const column = Math.max(0, ...population.criteria.map(attributeWidth)) + 2;
    for (const element of elements) {
      this.breakAt(this.flat.first(element), inner, inner);
      if (element.kind === 'accept') continue;
      this.spaceAt(this.flat.first(element.attribute) + 1, column - attributeWidth(element));
    }
    this.closeAt(close, indent);
  }

  sequence(sequence: SequenceDeclaration, indent: number): void {
    const { path } = sequence;
    if (path === null) return;
    const first = this.flat.first(path);
    const close = this.lastIndex;
    if (!this.flat.isBroken(first - 1, close) && indent + this.flat.width(0, close) <= LINE_WIDTH)
      return;
    this.breakAt(first, indent + 2, indent + 5);
    this.brokenPath(path, indent + 2);
    this.closeAt(close, indent);
  }

  recommendation(item: Preference | Avoidance, indent: number): void {
    const [first] = item.claims;
    if (first === undefined) return;
    const column = indent + this.flat.width(0, this.flat.first(first) - 1);
    this.flow(item.claims, column, indent + 2, { gap: () => 1, claimColumn: 0 });
  }

  /** One node a line; the grades of neighbouring steps begin in one column. */
  private brokenPath(path: Path, indent: number): void {
    let run: Step[] = [];
    const endRun = () => {
      const heads = run.map((step) => this.headWidth(step)).filter((width) => width <= WIDEST_HEAD);
      const column = indent + Math.max(0, ...heads) + 2;
      for (const step of run) this.step(step, indent, indent + 3, column);
      run = [];
    };
    for (const [index, node] of path.nodes.entries()) {
      if (index > 0) this.breakAt(this.flat.first(node), indent, indent + 3);
      if (node.kind === 'step') run.push(node);
      else {
        endRun();
        // What hangs on an arrow is indented behind it; a choice that comes first stands at the
        // margin.
        this.choice(node, indent, node.arrow === null ? indent : indent + 3);
      }
    }
    endRun();
  }

  /** The treatment with its background and trigger; 0 if nothing follows that could be aligned. */
  private headWidth(step: Step): number {
    const count = step.clauses.findIndex((clause) => !THERAPY.has(clause.kind));
    if (count < 0) return 0;
    const last = step.clauses[count - 1] ?? step.regimen;
    return this.flat.width(this.flat.first(step), this.flat.last(last));
  }

  private step(step: Step, column: number, hang: number, claimColumn: number): void {
    const end = column + this.flat.width(this.flat.first(step), this.flat.last(step.regimen));
    this.flow(step.clauses, end, hang, { gap: clauseGap, claimColumn });
  }

  /**
   * Sets clauses one after another, breaking before one where the author did or where the line is
   * full.
   */
  private flow(
    clauses: readonly Clause[],
    from: number,
    hang: number,
    rules: { gap: (before: Clause | undefined, clause: Clause) => number; claimColumn: number },
  ): void {
    let column = from;
    let isHead = true;
    let before: Clause | undefined;
    for (const clause of clauses) {
      const first = this.flat.first(clause);
      const width = this.flat.width(first, this.flat.last(clause));
      let space = rules.gap(before, clause);
      if (!THERAPY.has(clause.kind)) {
        if (isHead) space = Math.max(space, rules.claimColumn - column);
        isHead = false;
      }
      if (this.flat.breaksBefore(first) || (column + space + width > LINE_WIDTH && column > hang)) {
        this.breakAt(first, hang, hang);
        column = hang + width;
        isHead = false;
      } else {
        this.spaceAt(first, space);
        column += space + width;
      }
      before = clause;
    }
  }

  /** `column` is where the choice begins, `base` where its closing brace stands if it is broken. */
  private choice(choice: Choice, column: number, base: number): void {
    const first = this.flat.first(choice);
    const firstAccept = choice.accepts[0];
    const close =
      firstAccept === undefined ? this.flat.last(choice) : this.flat.first(firstAccept) - 1;
    const [branch] = choice.branches;
    const open = branch === undefined ? close - 1 : this.flat.first(branch) - 1;
    const width = this.flat.width(first, close);
    if (!this.flat.isBroken(open, close) && column + width <= LINE_WIDTH) {
      this.accepts(choice.accepts, column + width, base + 2);
      return;
    }
    const inner = base + 2;
    for (const part of choice.branches) {
      this.breakAt(this.flat.first(part), inner, inner + 2);
      this.branch(part, inner);
    }
    this.closeAt(close, base);
    this.accepts(choice.accepts, base + 1, base + 2);
  }

  private accepts(accepts: readonly Accept[], column: number, hang: number): void {
    this.flow(accepts, column, hang, { gap: () => 1, claimColumn: 0 });
  }

  private branch(branch: Branch, indent: number): void {
    const { path } = branch;
    if (path === null) return;
    const first = this.flat.first(branch);
    const start = this.flat.first(path);
    const end = this.flat.last(path);
    const label = start > first ? this.flat.width(first, start - 1) + 1 : 0;
    // One more column for the comma behind an option.
    const width = indent + this.flat.width(first, end) + this.wideGaps(path) + 1;
    if (!this.flat.isBroken(first, end) && width <= LINE_WIDTH) {
      for (const node of path.nodes) {
        if (node.kind === 'step')
          for (const [index, clause] of node.clauses.entries()) {
            this.spaceAt(this.flat.first(clause), clauseGap(node.clauses[index - 1], clause));
          }
      }
      return;
    }
    for (const [index, node] of path.nodes.entries()) {
      const margin = index === 0 ? indent : indent + 2;
      const column = index === 0 ? indent + label : margin;
      if (index > 0) this.breakAt(this.flat.first(node), margin, margin + 3);
      if (node.kind === 'step')
        this.step(node, column, indent + (path.nodes.length > 1 ? 5 : 3), 0);
      else this.choice(node, column, index === 0 ? margin : margin + 3);
    }
  }

  /** How many columns the wide gaps between clauses take beyond the usual ones. */
  private wideGaps(path: Path): number {
    let count = 0;
    for (const node of path.nodes) {
      if (node.kind === 'choice') continue;
      for (const [index, clause] of node.clauses.entries())
        count += clauseGap(node.clauses[index - 1], clause) - 1;
    }
    return count;
  }
}

/** Therapy reads on as one phrase, citations as one list; everything else stands apart. */
function clauseGap(
  before: (Span & { kind: string }) | undefined,
  clause: Span & { kind: string },
): number {
  if (THERAPY.has(clause.kind) && (before === undefined || THERAPY.has(before.kind))) return 1;
  return before?.kind === 'citation' && clause.kind === 'citation' ? 1 : 2;
}
