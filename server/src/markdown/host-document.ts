/**
 * What a Quarto or R Markdown document says around its blocks: the bibliographies of its front
 * matter, and the documents that it includes as if their text stood in it. Both are read from the
 * text alone.
 */
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Span } from '../syntax/tree.ts';
import { documentEndings } from '../text/file-endings.ts';

/** A path as it is written, and where. */
export interface WrittenPath {
  readonly written: string;
  readonly span: Span;
}

/** Larger front matter is not read. */
const largestYaml = 64 * 1024;

const frontMatter = /^\ufeff?---[ \t]*(?:\r\n|\r|\n)([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:[\r\n]|$)/m;

/** `bibliography:` of the front matter, one path or a list. */
export function bibliographiesIn(document: string): readonly WrittenPath[] {
  const match = frontMatter.exec(document);
  if (match === null || match.index > 0) return [];
  const [whole, yaml = ''] = match;
  return bibliographiesOf(yaml, whole.indexOf(yaml, whole.indexOf('---') + 3));
}

/**
 * `bibliography:` of a YAML text, such as `_quarto.yml`; broken YAML has none. `at` is where it
 * stands in its document.
 */
export function bibliographiesOf(yaml: string, at = 0): readonly WrittenPath[] {
  if (yaml.length > largestYaml || !/^bibliography\b|["']bibliography["']/m.test(yaml)) return [];
  const { contents } = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' });
  if (!isMap(contents)) return [];
  const value = contents.get('bibliography', true);
  const nodes: readonly unknown[] = isSeq(value) ? value.items : [value];
  return nodes.flatMap((node) => {
    if (!isScalar(node) || typeof node.value !== 'string' || node.value === '') return [];
    return [{ written: node.value, span: spanOf(node, at) }];
  });
}

function spanOf({ range }: Pick<Node, 'range'>, at: number): Span {
  const [start, end] = range ?? [0, 0];
  return { start: at + start, end: at + end };
}

/** A shortcode of Quarto on a line of its own; one in three braces is shown and not carried out. */
const shortcode =
  /^[ \t]*\{\{<[ \t]*include[ \t]+(?:"([^"\r\n]+)"|'([^'\r\n]+)'|([^\s"'<>]+))[ \t]*>\}\}[ \t]*$/gm;
/** `child = "x.Rmd"` of knitr, one path or `c(…)`. */
const child =
  /^[ \t]*(?:`{3,}|~{3,})[ \t]*\{[^}\r\n]*?\bchild[ \t]*=[ \t]*(c\([^)\r\n]*\)|"[^"\r\n]*"|'[^'\r\n]*')/gm;
const documentName = new RegExp(`\\.(?:${documentEndings.join('|')})$`, 'i');

/** The documents that a document includes, in order; other files hold no blocks. */
export function includesIn(document: string): readonly WrittenPath[] {
  if (!/\{\{<[ \t]*include\b|\bchild[ \t]*=/.test(document)) return [];
  const found: WrittenPath[] = [];
  for (const match of document.matchAll(shortcode)) {
    const written = match[1] ?? match[2] ?? match[3] ?? '';
    const start = match.index + match[0].lastIndexOf(written);
    found.push({ written, span: { start, end: start + written.length } });
  }
  for (const match of document.matchAll(child)) {
    const paths = match[1] ?? '';
    const at = match.index + match[0].length - paths.length;
    for (const quoted of paths.matchAll(/["']([^"']+)["']/g)) {
      const start = at + quoted.index + 1;
      const written = quoted[1] ?? '';
      found.push({ written, span: { start, end: start + written.length } });
    }
  }
  return found
    .filter(({ written }) => documentName.test(written))
    .sort((left, right) => left.span.start - right.span.start);
}
