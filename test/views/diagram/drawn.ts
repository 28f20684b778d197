/**
 * Pictures of a text, drawn by the real engine over the embedded base; and a strict reader of what
 * they are written in.
 */
import { createEngine } from '../../../server/src/checks/engine.ts';
import { Lines } from '../../../server/src/text/lines.ts';
import type { Preview } from '../../../server/src/views/diagram/diagram.ts';
import { previewOf } from '../../../server/src/views/diagram/preview.ts';
import { memoryHost } from '../../../server/src/workspace/host.ts';

const engine = createEngine({ host: memoryHost({ files: new Map(), today: '2026-11-23' }) });

export async function drawn(text: string, at: number | null = null): Promise<Preview> {
  const { bound, base, transitions, diagnostics, error } = await engine.check(
    '/main.sequitur',
    text,
  );
  if (bound === null) throw new Error(error ?? 'the file has no meaning');
  const lines = new Lines(text);
  return previewOf({
    bound,
    base,
    transitions,
    diagnostics,
    at,
    range: (span) => lines.range(span),
  });
}

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const unescaped = (text: string): string => {
  if (/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`not escaped: ${text}`);
  const signs: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
  };
  return text.replace(/&([^;]+);/g, (whole, name: string) => signs[name] ?? whole);
};

/** Reads well-formed XML of elements and text alone; anything else throws. */
export function readXml(text: string): XmlElement {
  if (forbidden.test(text)) throw new Error('a character that XML forbids');
  const top: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [top];
  const pattern = /<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 60)}`);
    const [, closing, name = '', written = '', empty, words] = match;
    const within = open.at(-1);
    if (words !== undefined) within?.children.push(unescaped(words));
    else if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const attributes: Record<string, string> = {};
      for (const [, key = '', value = ''] of written.matchAll(/([A-Za-z][\w:-]*)="([^"<]*)"/g)) {
        if (key in attributes) throw new Error(`${key} twice`);
        attributes[key] = unescaped(value);
      }
      const made: XmlElement = { name, attributes, children: [] };
      within?.children.push(made);
      if (empty !== '/') open.push(made);
    }
  }
  const [root] = top.children.filter((child) => typeof child !== 'string');
  if (open.length !== 1 || root === undefined) throw new Error('an element is not closed');
  return root;
}

export function elementsOf(root: XmlElement): readonly XmlElement[] {
  return [
    root,
    ...root.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child))),
  ];
}
/** The text of an element, its lines joined by blanks. */
export function textOf(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join(' ');
}
