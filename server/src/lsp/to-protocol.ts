/** From the core's offsets and plain data to the protocol's types. Nothing is computed here. */
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  InlayHintKind,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
  type Diagnostic as ProtocolDiagnostic,
  type Hover as ProtocolHover,
  type InlayHint as ProtocolInlayHint,
  SymbolKind as ProtocolSymbolKind,
  type TextEdit as ProtocolTextEdit,
  type SelectionRange,
} from 'vscode-languageserver';
import type { Diagnostic } from '../checks/result-types.ts';
import type { Severity } from '../checks/severity.ts';
import type { Action, TextEdit } from '../features/code-action/fixes.ts';
import type { Candidate, CandidateKind } from '../features/completion/candidate.ts';
import type { Completion } from '../features/completion/completion.ts';
import { snippetSyntax } from '../features/completion/snippets.ts';
import type { OutlineSymbol, SymbolKind } from '../features/document-symbol.ts';
import type { Fold } from '../features/folding-range.ts';
import type { Hover } from '../features/hover/hover.ts';
import type { InlayHint } from '../features/inlay-hint.ts';
import { type SemanticToken, tokenModifiers, tokenTypes } from '../features/semantic-tokens.ts';
import type { Span } from '../syntax/tree.ts';
import { plain } from '../text/markdown-escape.ts';
import type { Lines, Position } from '../text/positions.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { ClientAbilities } from './client-capabilities.ts';

/** The name that findings carry. */
export const source = 'sequitur';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
/** How an editor shows what a finding is about: faded where it has no effect, struck through where something has replaced it. */
const tags: Readonly<Record<string, DiagnosticTag>> = {
  'unreachable-branch': DiagnosticTag.Unnecessary,
  'unused-accept': DiagnosticTag.Unnecessary,
  'unused-population': DiagnosticTag.Unnecessary,
  'duplicate-citation': DiagnosticTag.Unnecessary,
  'superseded-finding': DiagnosticTag.Deprecated,
  'retracted-citation': DiagnosticTag.Deprecated,
};

/** Addresses and lines of files that are not the document. */
export interface Elsewhere {
  uri(path: FilePath): string;
  /** Lines of another file, if its text is known. */
  lines(path: FilePath): Lines | undefined;
  /** Address of the page of a code, if there is one. */
  docs(code: string): string | undefined;
}
/** What a code action needs to find its finding again. */
interface DiagnosticData {
  readonly fingerprint: string;
}

/** What is wrong, then what to do. Findings that are accepted are not shown in an editor. */
export function diagnostic(
  found: Diagnostic,
  lines: Lines,
  elsewhere: Elsewhere,
): ProtocolDiagnostic {
  const href = elsewhere.docs(found.code);
  const tag = tags[found.code];
  const data: DiagnosticData = { fingerprint: found.fingerprint };
  const related = found.related.flatMap(({ file, span, message }) => {
    const where = elsewhere.lines(file);
    return where === undefined
      ? []
      : [{ location: { uri: elsewhere.uri(file), range: where.range(span) }, message }];
  });
  return {
    range: lines.range(found.span),
    severity: severities[found.severity],
    code: found.code,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source,
    message: found.help === '' ? found.message : `${found.message}\n${found.help}`,
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    data,
  };
}

/** Markdown for an editor that reads it, plain text for others. */
export function markup(markdown: string, asMarkdown: boolean): MarkupContent {
  return asMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plain(markdown) };
}

export function hover({ span, markdown }: Hover, lines: Lines, asMarkdown: boolean): ProtocolHover {
  return { contents: markup(markdown, asMarkdown), range: lines.range(span) };
}

export function edits(found: readonly TextEdit[], lines: Lines): ProtocolTextEdit[] {
  return found.map(({ span, text }) => ({ range: lines.range(span), newText: text }));
}

const symbolKinds: Record<SymbolKind, ProtocolSymbolKind> = {
  guideline: ProtocolSymbolKind.String,
  population: ProtocolSymbolKind.Struct,
  sequence: ProtocolSymbolKind.Class,
  step: ProtocolSymbolKind.Method,
  choice: ProtocolSymbolKind.Enum,
  branch: ProtocolSymbolKind.EnumMember,
  preference: ProtocolSymbolKind.Operator,
  avoidance: ProtocolSymbolKind.Constant,
};
/** The icon of an entry of the outline. */
export const symbolKind = (kind: SymbolKind): ProtocolSymbolKind => symbolKinds[kind];

export function symbol(found: OutlineSymbol, lines: Lines): DocumentSymbol {
  return {
    name: found.name,
    detail: found.detail,
    kind: symbolKinds[found.kind],
    range: lines.range(found.span),
    selectionRange: lines.range(found.selection),
    children: found.children.map((child) => symbol(child, lines)),
  };
}

/** `null` for a fold of a single line. */
export function fold({ kind, span }: Fold, lines: Lines): FoldingRange | null {
  const { start, end } = lines.range(span);
  return start.line === end.line
    ? null
    : {
        startLine: start.line,
        endLine: end.line,
        kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
      };
}

/** Spans innermost first to nested ranges; an empty list gives an empty range at the offset. */
export function selection(spans: readonly Span[], offset: number, lines: Lines): SelectionRange {
  let around: SelectionRange | undefined;
  for (const span of [...spans].reverse())
    around =
      around === undefined
        ? { range: lines.range(span) }
        : { range: lines.range(span), parent: around };
  return around ?? { range: lines.range({ start: offset, end: offset }) };
}

const completionKinds: Record<CandidateKind, CompletionItemKind> = {
  treatment: CompletionItemKind.Function,
  class: CompletionItemKind.Interface,
  citation: CompletionItemKind.Reference,
  keyword: CompletionItemKind.Keyword,
  attribute: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  outcome: CompletionItemKind.EnumMember,
  trigger: CompletionItemKind.Event,
  population: CompletionItemKind.Struct,
  sequence: CompletionItemKind.Class,
  level: CompletionItemKind.Value,
  strength: CompletionItemKind.Value,
  code: CompletionItemKind.Constant,
  snippet: CompletionItemKind.Snippet,
};

/**
 * Editors sort by text, so the order of the candidates becomes their sort text. `list` is the number by which their documentation can be
 * asked for; `null` brings it at once. What is said beside the label is not said again.
 */
export function completion(
  { replaces, candidates }: Completion,
  lines: Lines,
  {
    markdownCompletion,
    snippets,
    labelDetails,
  }: Pick<ClientAbilities, 'markdownCompletion' | 'snippets' | 'labelDetails'>,
  list: number | null,
): CompletionItem[] {
  const range = lines.range(replaces);
  return candidates.map((candidate: Candidate, index) => {
    const documentation = list === null ? candidate.documentation() : '';
    const snippet = snippets ? candidate.snippet : undefined;
    const brief = labelDetails && candidate.brief !== '' ? candidate.brief : undefined;
    return {
      label: candidate.label,
      kind: completionKinds[candidate.kind],
      ...(brief === undefined ? {} : { labelDetails: { description: brief } }),
      ...(candidate.detail === '' || candidate.detail === brief
        ? {}
        : { detail: candidate.detail }),
      ...(documentation === '' ? {} : { documentation: markup(documentation, markdownCompletion) }),
      ...(list === null ? {} : { data: { list, index } }),
      sortText: String(index).padStart(5, '0'),
      filterText: candidate.filter,
      ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
      textEdit: { range, newText: snippet === undefined ? candidate.text : snippetSyntax(snippet) },
    };
  });
}

const actionKinds: Record<Action['kind'], CodeActionKind> = {
  repair: CodeActionKind.QuickFix,
  accept: CodeActionKind.QuickFix,
  'repair all': `${CodeActionKind.SourceFixAll}.${source}`,
};

/** `versioned` says which version of the document the edits are for, where the editor reads that. */
export function action(
  found: Action,
  uri: string,
  version: number,
  lines: Lines,
  options: { versioned: boolean; snippets: boolean; diagnostics: readonly ProtocolDiagnostic[] },
): CodeAction {
  const changes = edits(found.edits, lines);
  // Only edits that name a version may hold a place for the cursor.
  const withCursor = found.edits.map(({ span, text, snippet }) =>
    snippet === undefined || !options.snippets
      ? { range: lines.range(span), newText: text }
      : {
          range: lines.range(span),
          snippet: { kind: 'snippet' as const, value: snippetSyntax(snippet) },
        },
  );
  return {
    title: found.title,
    kind: actionKinds[found.kind],
    ...(options.diagnostics.length === 0 ? {} : { diagnostics: [...options.diagnostics] }),
    ...(found.preferred ? { isPreferred: true } : {}),
    edit: options.versioned
      ? { documentChanges: [{ textDocument: { uri, version }, edits: withCursor }] }
      : { changes: { [uri]: changes } },
  };
}

/** The protocol's coding of semantic tokens: five numbers each, places relative to the token before; the first is relative to `before`. */
export function tokenData(
  tokens: readonly SemanticToken[],
  lines: Lines,
  before: Position = { line: 0, character: 0 },
): number[] {
  const data: number[] = [];
  let { line, character } = before;
  for (const token of tokens) {
    const start = lines.positionAt(token.start);
    const length = lines.length(token);
    if (length <= 0) continue;
    const modifiers = token.modifiers.reduce(
      (bits, modifier) => bits | (1 << tokenModifiers.indexOf(modifier)),
      0,
    );
    data.push(
      start.line - line,
      start.line === line ? start.character - character : start.character,
      length,
      tokenTypes.indexOf(token.type),
      modifiers,
    );
    ({ line, character } = start);
  }
  return data;
}

export function inlay(
  { offset, label, tooltip, side }: InlayHint,
  lines: Lines,
): ProtocolInlayHint {
  const before = side === 'before';
  return {
    position: lines.positionAt(offset),
    label,
    tooltip,
    kind: before ? InlayHintKind.Parameter : InlayHintKind.Type,
    paddingLeft: !before,
    paddingRight: before,
  };
}
