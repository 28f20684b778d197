/**
 * A short key for a long text, so that a result can be remembered under it. Not for security: it
 * only makes an accidental clash of two different texts (106 bits) too unlikely to plan for.
 */
export function digest(text: string): string {
  return `${half(text, 0x9e3779b9)}${half(text, 0x85ebca6b)}`;
}

/** The public-domain cyrb53 of bryc: 53 bits, a pair of multiplications per UTF-16 unit. */
function half(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
