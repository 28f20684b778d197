/**
 * Features over a source: `┆` marks the cursor, and the file is checked by the real engine over the
 * embedded base.
 */
import { createEngine } from '../../server/src/checks/engine.ts';
import type { View } from '../../server/src/features/document-view.ts';
import type { ProjectFile } from '../../server/src/features/references.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { Span } from '../../server/src/syntax/tree.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';
import { importsOf } from '../../server/src/workspace/imports.ts';

export interface Marked {
  readonly text: string;
  /** The offset of the cursor; -1 without one. */
  readonly offset: number;
}
export function marked(source: string): Marked {
  return { text: source.replace('┆', ''), offset: source.indexOf('┆') };
}

/** A population for short sources, named `q`. */
export const population = `population q { tumour pancreatic-net  grade G1, G2  progression within 12 months }
`;

/** Checks the text of `/main.sequitur`, with other files beside it. */
export async function viewOf(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<View> {
  const files = new Map(Object.entries(others));
  const engine = createEngine({ host: memoryHost({ files, today: '2026-11-23' }) });
  const result = await engine.check('/main.sequitur', text);
  if (result.error !== null || result.bound === null)
    throw new Error(result.error ?? 'the file has no meaning');
  const imported = result.bound.imports.flatMap(({ path }) => {
    const other = files.get(path);
    return other === undefined ? [] : [parse(other)];
  });
  return {
    source: result.bound.source,
    base: result.base,
    bound: result.bound,
    transitions: result.transitions,
    diagnostics: result.diagnostics,
    imported,
  };
}

/** Files of a project by path, for questions about names. */
export function project(files: Readonly<Record<string, string>>): ReadonlyMap<string, ProjectFile> {
  return new Map(
    Object.entries(files).map(([path, text]) => {
      const source = parse(text);
      const imports = importsOf('', path, source).flatMap(({ target }) =>
        'path' in target ? [target.path] : [],
      );
      return [path, { path, source, imports }];
    }),
  );
}

/** The source with `⟦` and `⟧` around spans, to compare places by eye. */
export function withMarks(text: string, spans: readonly Span[]): string {
  const marks = spans.flatMap(({ start, end }) => [
    { at: start, mark: '⟦', order: 1 },
    { at: end, mark: '⟧', order: 0 },
  ]);
  marks.sort((a, b) => b.at - a.at || b.order - a.order);
  return marks.reduce((done, { at, mark }) => done.slice(0, at) + mark + done.slice(at), text);
}
