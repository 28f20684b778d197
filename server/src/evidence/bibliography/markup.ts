/**
 * The text of titles and names that databases print with markup. A library reads it, as tags and
 * entities are many.
 */
import { DomUtils, parseDocument } from 'htmlparser2';

/**
 * `[<sup>177</sup>Lu]Lu`, also where its tags are entities themselves, as `[177Lu]Lu`; white space
 * is one blank.
 */
export function plainText(markup: string): string {
  const once = DomUtils.textContent(parseDocument(markup));
  const twice = /<\/?[a-z][^<>]*>|&#?\w+;/i.test(once)
    ? DomUtils.textContent(parseDocument(once))
    : once;
  return twice.replace(/\s+/g, ' ').trim();
}
