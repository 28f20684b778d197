/**
 * XML as a tree, for records of databases: elements with their text in its order. Entities of a
 * document are not followed.
 */
import { Parser } from 'htmlparser2';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** In their order, texts and elements. */
  readonly children: readonly (string | Element)[];
}

/** Elements within each other; records need about ten. */
const deepest = 100;

/**
 * The elements at the top, or why the text is no XML: a sentence. A text that is cut has elements
 * that nothing closes.
 */
export function readXml(text: string): readonly Element[] | string {
  const top: Element[] = [];
  const open: { readonly element: Element; readonly children: (string | Element)[] }[] = [];
  let problem: string | null = null;
  let isEnd = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const children: (string | Element)[] = [];
        const element = { name, attributes, children };
        const around = open.at(-1);
        if (around === undefined) top.push(element);
        else around.children.push(element);
        open.push({ element, children });
        if (open.length > deepest) problem ??= 'Its elements are nested too deep.';
      },
      ontext(data) {
        open.at(-1)?.children.push(data);
      },
      onclosetag(name, isImplied) {
        const { element } = open.pop() ?? {};
        // `<id/>` closes itself, which the parser calls implied as well.
        const closesItself = text[parser.endIndex] === '>' && text[parser.endIndex - 1] === '/';
        if (isImplied && (isEnd || !closesItself))
          problem ??= `It is cut: nothing closes <${element?.name ?? name}>.`;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < text.length && problem === null; at += 65_536)
    parser.write(text.slice(at, at + 65_536));
  isEnd = true;
  if (problem === null) parser.end();
  return problem ?? top;
}

/** The elements of a name right below. */
export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element === undefined
    ? []
    : element.children.filter(
        (child): child is Element => typeof child !== 'string' && child.name === name,
      );

/** The elements that a path of names leads to. */
export function elementsAt(element: Element, ...path: readonly string[]): readonly Element[] {
  return path.reduce<readonly Element[]>(
    (found, name) => found.flatMap((one) => childrenOf(one, name)),
    [element],
  );
}

/** All text below, with single blanks; `''` for none. */
export function textOfElement(element: Element | undefined): string {
  const parts: string[] = [];
  const collect = ({ children }: Element): void => {
    for (const child of children)
      if (typeof child === 'string') parts.push(child);
      else collect(child);
  };
  if (element !== undefined) collect(element);
  return parts.join('').replace(/\s+/g, ' ').trim();
}
