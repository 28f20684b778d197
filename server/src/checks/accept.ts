/**
 * `accept CODE "reason"`: one pass for editor and command line. An accept covers what it stands in;
 * what it covers stays visible and is marked. One without a reason covers nothing. That, one that
 * finds nothing to cover and one that names no code are themselves reported. Syntax errors and
 * invisible characters cannot be accepted.
 */

import type * as syntax from '../syntax/tree.ts';
import { suggest } from '../text/names.ts';
import { codes, isAlwaysReported, isCode } from './catalogue/catalogue.ts';
import type { Report } from './context.ts';
import { givesReason } from './reason.ts';
import type { Diagnostic } from './result-types.ts';

interface Scope {
  readonly accept: syntax.Accept;
  readonly covers: syntax.Span;
}

function scopesOf(file: syntax.SourceFile): readonly Scope[] {
  const scopes: Scope[] = [];
  const add = (accepts: readonly syntax.Accept[], covers: syntax.Span): void => {
    for (const accept of accepts) scopes.push({ accept, covers });
  };
  const inPath = (path: syntax.Path | null): void => {
    for (const node of path?.nodes ?? []) {
      if (node.kind === 'step')
        add(
          node.clauses.filter((clause) => clause.kind === 'accept'),
          node,
        );
      else {
        add(node.accepts, node);
        for (const branch of node.branches) inPath(branch.path);
      }
    }
  };
  add(
    file.directives.filter((directive) => directive.kind === 'accept'),
    { start: 0, end: Number.POSITIVE_INFINITY },
  );
  for (const declaration of file.declarations) {
    if (declaration.kind === 'population') add(declaration.accepts, declaration);
    else if (declaration.kind === 'sequence') inPath(declaration.path);
    else
      add(
        declaration.claims.filter((claim) => claim.kind === 'accept'),
        declaration,
      );
  }
  return scopes;
}

/**
 * Of an accept without a text, or with one that is still being typed, the parser reports what is
 * missing.
 */
const hasText = ({ reason }: syntax.Accept): boolean => reason !== null && reason.unclosed !== true;
const hasReason = (accept: syntax.Accept): boolean =>
  accept.code !== null &&
  hasText(accept) &&
  givesReason(accept.reason?.value ?? '', accept.code.text);

const inside = (inner: syntax.Span, outer: syntax.Span): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/**
 * The reason of the innermost `accept` of the code around a place; `null` where there is none. For
 * findings that are made after a file's own.
 */
export function acceptedAt(
  file: syntax.SourceFile,
  code: string,
): (place: syntax.Span) => string | null {
  const scopes = scopesOf(file).filter(
    ({ accept }) => accept.code?.text.toLowerCase() === code && hasReason(accept),
  );
  return (place) => {
    const [cover] = scopes
      .filter((scope) => inside(place, scope.covers))
      .sort((a, b) => a.covers.end - a.covers.start - (b.covers.end - b.covers.start));
    return cover === undefined ? null : (cover.accept.reason?.value ?? '');
  };
}

/** What a file alone cannot know: whether another file of the project disagrees. */
const foundAcrossFiles: ReadonlySet<string> = new Set(['conflicting-sequences']);

/** Removes the accept and the white space before it. */
function removal(
  text: string,
  accept: syntax.Accept,
): { readonly span: syntax.Span; readonly text: string } {
  let { start } = accept;
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start--;
  return { span: { start, end: accept.end }, text: '' };
}

/** What a part of a file and the rest of it tell each other, where they are checked apart. */
export interface AcceptsAround {
  /**
   * The accepts of the whole file, which cover what nothing in the part covers. They are judged
   * where they stand.
   */
  readonly ofFile: readonly syntax.Accept[];
  /** Told the code, in lower case, when one of them covers something. */
  readonly covers: (code: string) => void;
  /** Codes, in lower case, that accepts of the whole file cover elsewhere. */
  readonly covering: ReadonlySet<string>;
}
/**
 * Marks what is accepted (innermost accept first) and reports accepts that are unused or unknown.
 */
export function applyAccepts(
  file: syntax.SourceFile,
  diagnostics: readonly Diagnostic[],
  report: Report,
  around: AcceptsAround = { ofFile: [], covers: () => {}, covering: new Set() },
): readonly Diagnostic[] {
  const own = scopesOf(file);
  const everywhere = { start: 0, end: Number.POSITIVE_INFINITY };
  const scopes = [
    ...own,
    ...around.ofFile.map((accept) => ({ accept, covers: everywhere })),
  ].filter(({ accept }) => hasReason(accept));
  const used = new Set<syntax.Accept>();
  const marked = diagnostics.map((diagnostic) => {
    if (diagnostic.code === 'syntax' || isAlwaysReported(diagnostic.code)) return diagnostic;
    const cover = scopes
      .filter(
        (scope) =>
          scope.accept.code?.text.toLowerCase() === diagnostic.code &&
          inside(diagnostic.span, scope.covers),
      )
      .sort((a, b) => a.covers.end - a.covers.start - (b.covers.end - b.covers.start))[0];
    if (cover === undefined) return diagnostic;
    used.add(cover.accept);
    if (around.ofFile.includes(cover.accept)) around.covers(diagnostic.code);
    return { ...diagnostic, accepted: cover.accept.reason?.value ?? '' };
  });
  // The first of several accepts of the whole file is the one that covers.
  const elsewhere = new Set(around.covering);
  for (const { accept, covers } of own) {
    const { code } = accept;
    if (code === null) continue;
    if (covers.end === Number.POSITIVE_INFINITY && elsewhere.delete(code.text.toLowerCase()))
      used.add(accept);
    const fixes = [
      { title: `Remove \`accept ${code.text}\``, edits: [removal(file.text, accept)], safe: true },
    ];
    if (!isCode(code.text.toLowerCase())) {
      const [nearest] = suggest(code.text, codes);
      const rename =
        nearest === undefined
          ? []
          : [
              {
                title: `Write \`accept ${nearest}\``,
                edits: [{ span: code, text: nearest }],
                safe: false,
              },
            ];
      report(
        'unknown-code',
        code,
        {
          code: code.text,
          suggestion: nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`,
        },
        { fixes: [...rename, ...fixes.map((fix) => ({ ...fix, safe: false }))] },
      );
    } else if (!hasReason(accept)) {
      if (hasText(accept) && accept.reason !== null)
        report('accept-without-reason', accept.reason, { code: code.text });
    } else if (!used.has(accept) && !foundAcrossFiles.has(code.text.toLowerCase()))
      report('unused-accept', accept, { code: code.text }, { fixes });
  }
  return marked;
}
