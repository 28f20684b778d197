/**
 * Text as markup: what a document says can never become an element, an attribute or a character
 * that XML forbids.
 */
import { printable } from './display-width.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For the content of an element and for an attribute in quotes, in HTML and in XML. */
export function markup(text: string): string {
  return printable(text)
    .replace(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/** An address of the web for an attribute in quotes; what is none gives `null`. */
export function address(url: string): string | null {
  return /^https:\/\/[^\s<>"]+$/.test(url) ? markup(url) : null;
}
