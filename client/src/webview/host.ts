/**
 * What a webview's script has: the extension to talk to, and elements that are made, never written
 * as text.
 */

interface VsCode {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCode;
export const host: VsCode = acquireVsCodeApi();

/**
 * Makes an element. A text is always text; there is no way to hand over markup or a handler as a
 * string.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(key, value === true ? '' : value);
  made.append(...children);
  return made;
}

/** The page's content, replaced as a whole. */
export function show(...children: readonly (Node | string)[]): void {
  const content = document.getElementById('content');
  content?.replaceChildren(...children);
  content?.removeAttribute('aria-busy');
}
