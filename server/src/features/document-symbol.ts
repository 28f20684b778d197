/** The outline of a file: its declarations, and inside a sequence its steps and choices. */

import type {
  Choice,
  Declaration,
  History,
  Path,
  PathNode,
  Regimen,
  SourceFile,
  Span,
  Step,
  Word,
} from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';

/** What an entry of the outline is. */
export type SymbolKind =
  | 'guideline'
  | 'population'
  | 'sequence'
  | 'step'
  | 'choice'
  | 'branch'
  | 'preference'
  | 'avoidance';
/** An entry of the outline. */
export interface OutlineSymbol {
  readonly kind: SymbolKind;
  /** Never empty. */
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** The words to show when it is chosen; inside `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

/** Only what is written: a declaration without a name is listed as `(no name)`. */
export function documentSymbols(source: SourceFile): readonly OutlineSymbol[] {
  const found: OutlineSymbol[] = [];
  for (const directive of source.directives) {
    if (directive.kind !== 'guideline' || directive.title === null) continue;
    found.push({
      kind: 'guideline',
      name: directive.title.value || '(no title)',
      detail: '',
      span: directive,
      selection: directive.title,
      children: [],
    });
  }
  for (const declaration of source.declarations) found.push(declarationSymbol(source, declaration));
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Populations and sequences whose name or title contains the letters and digits of the query. */
export function matchingSymbols(source: SourceFile, query: string): readonly OutlineSymbol[] {
  const wanted = normaliseName(query);
  return documentSymbols(source).filter(
    (symbol) =>
      (symbol.kind === 'population' || symbol.kind === 'sequence') &&
      normaliseName(`${symbol.name}${symbol.detail}`).includes(wanted),
  );
}

/** A regimen as written, on one line. */
function regimenText(regimen: Regimen): string {
  return regimen.treatments.map((word) => word.text).join(' + ');
}

/** A history as written, on one line. */
export function historyText(history: History): string {
  return history.steps
    .map((alternatives) => alternatives.map(regimenText).join(' or '))
    .join(' -> ');
}

function declarationSymbol(source: SourceFile, declaration: Declaration): OutlineSymbol {
  switch (declaration.kind) {
    case 'population': {
      const within = declaration.within?.text;
      return named(
        'population',
        declaration.name,
        declaration,
        declaration.title?.value ?? (within ? `within ${within}` : ''),
        [],
      );
    }
    case 'sequence': {
      const header = [
        declaration.title?.value,
        declaration.for?.text ? `for ${declaration.for.text}` : undefined,
      ]
        .filter(Boolean)
        .join(' · ');
      return named(
        'sequence',
        declaration.name,
        declaration,
        header,
        declaration.path === null ? [] : pathSymbols(source, declaration.path),
      );
    }
    case 'preference':
      return plain(
        'preference',
        `prefer ${text(declaration.first)} over ${text(declaration.second)}`,
        declaration,
        declaration.first ?? declaration,
      );
    case 'avoidance': {
      const regimen = declaration.regimen;
      const name = `avoid ${regimen === null ? '…' : regimenText(regimen)}${declaration.after === null ? '' : ` after ${historyText(declaration.after)}`}`;
      return plain('avoidance', name, declaration, regimen ?? declaration);
    }
  }
}

const text = (word: Word | null) => word?.text || '…';

function named(
  kind: SymbolKind,
  name: Word | null,
  span: Span,
  detail: string,
  children: readonly OutlineSymbol[],
): OutlineSymbol {
  return { kind, name: name?.text || '(no name)', detail, span, selection: name ?? span, children };
}
function plain(kind: SymbolKind, name: string, span: Span, selection: Span): OutlineSymbol {
  return { kind, name, detail: '', span, selection, children: [] };
}

function pathSymbols(source: SourceFile, path: Path): readonly OutlineSymbol[] {
  return path.nodes.map((node) =>
    node.kind === 'step' ? stepSymbol(source, node) : choiceSymbol(source, node),
  );
}

function triggerText(node: PathNode): string {
  const events = [
    node.trigger,
    ...(node.kind === 'step' ? node.clauses.filter((clause) => clause.kind === 'trigger') : []),
  ]
    .flatMap((trigger) => trigger?.events ?? [])
    .map((word) => word.text);
  return events.length === 0 ? '' : `on ${events.join(' or ')}`;
}

function stepSymbol(source: SourceFile, step: Step): OutlineSymbol {
  const grade = step.clauses.find((clause) => clause.kind === 'grade');
  const detail = [
    triggerText(step),
    grade === undefined ? '' : source.text.slice(grade.start, grade.end),
  ]
    .filter((part) => part !== '')
    .join(' ');
  const inside = step.regimen.start >= step.start && step.regimen.end <= step.end;
  return {
    kind: 'step',
    name: regimenText(step.regimen) || '(no treatment)',
    detail,
    span: step,
    selection: inside ? step.regimen : step,
    children: [],
  };
}

function choiceSymbol(source: SourceFile, choice: Choice): OutlineSymbol {
  const children = choice.branches.map((branch): OutlineSymbol => {
    const condition =
      branch.otherwise !== null
        ? 'otherwise'
        : branch.condition === null
          ? 'option'
          : source.text.slice(branch.condition.start, branch.condition.end).replace(/\s+/g, ' ');
    const steps = branch.path === null ? [] : pathSymbols(source, branch.path);
    // An option of a single step needs no room of its own.
    const [only, ...others] = steps;
    if (condition === 'option' && only !== undefined && others.length === 0) return only;
    return {
      kind: 'branch',
      name: condition || 'option',
      detail: branch.path === null ? 'nothing' : '',
      span: branch,
      selection: branch.condition ?? branch.otherwise ?? branch,
      children: steps,
    };
  });
  return {
    kind: 'choice',
    name: choice.form === 'one-of' ? 'one of' : 'any of',
    detail: triggerText(choice),
    span: choice,
    selection: choice,
    children,
  };
}
