/** Elements of a drawing as text. */
import { markup } from '../../text/xml-escape.ts';

/** Attributes of an element; one that is `null` is left out. */
export type Attributes = Readonly<Record<string, string | number | null>>;
/** A number of pixels with one decimal place. */
export const round = (value: number): string => String(Math.round(value * 10) / 10);
/** An element; numbers are rounded, `null` leaves an attribute out. `content` is markup already. */
export function tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? round(value) : markup(value ?? '')}"`,
    )
    .join('');
  return content.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${content.join('')}</${name}>`;
}
