/**
 * What an editor offers on a finding: its repairs, and to accept it with a reason. No repair raises
 * a level.
 */
import { isAlwaysReported } from '../../checks/catalogue/catalogue.ts';
import type { Diagnostic, Fix } from '../../checks/result-types.ts';
import { marginAt } from '../../syntax/find.ts';
import type { Path, SourceFile, Span } from '../../syntax/tree.ts';
import type { Snippet, Stop } from '../completion/candidate.ts';
import { snippetText } from '../completion/snippets.ts';

/** A replacement in the text. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
  /** The text with a place for the cursor, for an editor that knows such places. */
  readonly snippet?: Snippet;
}
/** A repair, an acceptance, or all safe repairs at once. */
export interface Action {
  readonly title: string;
  readonly kind: 'repair' | 'accept' | 'repair all';
  /** The finding it answers; `null` for a repair of the whole file. */
  readonly diagnostic: Diagnostic | null;
  readonly edits: readonly TextEdit[];
  /** The one to take when asked for the obvious repair. */
  readonly preferred: boolean;
}

/**
 * The actions on the findings that touch a span, in the order of the findings; findings that are
 * accepted have none.
 */
export function actions(
  source: SourceFile,
  diagnostics: readonly Diagnostic[],
  span: Span,
): readonly Action[] {
  const touched = diagnostics.filter(
    (one) => one.accepted === null && one.span.start <= span.end && span.start <= one.span.end,
  );
  const found: Action[] = [];
  for (const diagnostic of touched) {
    for (const [index, fix] of diagnostic.fixes.entries())
      found.push({
        title: fix.title,
        kind: 'repair',
        diagnostic,
        edits: fix.edits,
        preferred: fix.safe && index === 0,
      });
    const accept = acceptAction(source, diagnostic);
    if (accept !== null) found.push(accept);
  }
  const all = repairAll(diagnostics);
  if (all !== null && touched.some((one) => one.fixes.some((fix) => fix.safe))) found.push(all);
  return found;
}

/**
 * All repairs that are safe to make without looking, as one action; where two would touch, the
 * earlier finding's is taken.
 */
export function repairAll(diagnostics: readonly Diagnostic[]): Action | null {
  const edits: TextEdit[] = [];
  let count = 0;
  for (const { accepted, fixes } of diagnostics) {
    const fix = accepted === null ? fixes.find((one) => one.safe) : undefined;
    if (fix === undefined || !fits(edits, fix)) continue;
    edits.push(...fix.edits);
    count++;
  }
  return count === 0
    ? null
    : {
        title:
          count === 1
            ? 'Make the safe repair of this file'
            : `Make all ${count} safe repairs of this file`,
        kind: 'repair all',
        diagnostic: null,
        edits,
        preferred: false,
      };
}

function fits(taken: readonly TextEdit[], fix: Fix): boolean {
  const clash = (a: Span, b: Span) => (a.start < b.end && b.start < a.end) || a.start === b.start;
  return fix.edits.every((edit) => taken.every((other) => !clash(edit.span, other.span)));
}

/** Syntax errors and what is wrong with an `accept` itself cannot be accepted. */
const neverAccepted: ReadonlySet<string> = new Set([
  'syntax',
  'bidirectional-text',
  'file-too-large',
  'unused-accept',
  'accept-without-reason',
  'unknown-code',
]);

/**
 * An `accept` where the finding stands, which accepts nothing until the author has written the
 * reason.
 */
function acceptAction(source: SourceFile, diagnostic: Diagnostic): Action | null {
  if (neverAccepted.has(diagnostic.code) || isAlwaysReported(diagnostic.code)) return null;
  const place = acceptPlace(source, diagnostic.span);
  if (place === null) return null;
  const reason: Stop = { values: [''] };
  const snippet = place.form(`accept ${diagnostic.code} "`, reason, '"');
  return {
    title: `Accept ${diagnostic.code} here, with a reason`,
    kind: 'accept',
    diagnostic,
    edits: [{ span: { start: place.at, end: place.at }, text: snippetText(snippet), snippet }],
    preferred: false,
  };
}

interface AcceptPlace {
  readonly at: number;
  /** The parts with what belongs around them. */
  form(...parts: Snippet): Snippet;
}

/**
 * The innermost step, choice, population, preference or avoidance around the span; a finding
 * outside them is accepted for the file.
 */
function acceptPlace(source: SourceFile, span: Span): AcceptPlace | null {
  const holds = (outer: Span) => outer.start <= span.start && span.end <= outer.end;
  const lastEnd = (outer: Span, parts: readonly Span[]) =>
    Math.max(outer.start, ...parts.map((part) => part.end));
  const behind = (at: number): AcceptPlace => ({ at, form: (...parts) => [' ', ...parts] });
  const inPath = (path: Path): AcceptPlace | null => {
    for (const node of path.nodes) {
      if (!holds(node)) continue;
      if (node.kind === 'step')
        return behind(lastEnd(node.regimen, [node.regimen, ...node.clauses]));
      for (const branch of node.branches) {
        const inside = branch.path !== null && holds(branch.path) ? inPath(branch.path) : null;
        if (inside !== null) return inside;
      }
      return behind(node.end);
    }
    return null;
  };
  for (const declaration of source.declarations) {
    if (!holds(declaration)) continue;
    switch (declaration.kind) {
      case 'sequence': {
        const inside = declaration.path === null ? null : inPath(declaration.path);
        if (inside !== null) return inside;
        break;
      }
      case 'population': {
        const parts = [...declaration.criteria, ...declaration.accepts];
        // An editor indents further lines of what it inserts, so there are none.
        if (parts.length > 0) return behind(lastEnd(declaration, parts));
        break;
      }
      case 'preference':
      case 'avoidance':
        return behind(declaration.end);
    }
  }
  return fileStart(source);
}

/** After the last directive that stands where directives do, or before the first declaration. */
function fileStart(source: SourceFile): AcceptPlace | null {
  const [first] = source.declarations;
  const last = source.directives.findLast(({ start }) => start < (first?.start ?? source.end));
  if (last !== undefined) return onNextLine(source, last);
  const margin = first === undefined ? null : marginAt(source.text, first.start);
  return first === undefined || margin === null
    ? null
    : { at: first.start, form: (...parts) => [...parts, `\n${margin}`] };
}

/** Behind a part of the text, on a line that begins as that of the part does. */
function onNextLine({ text }: SourceFile, { start, end }: Span): AcceptPlace {
  const margin = marginAt(text, start);
  return margin === null
    ? { at: end, form: (...parts) => [' ', ...parts] }
    : { at: end, form: (...parts) => [`\n${margin}`, ...parts] };
}
