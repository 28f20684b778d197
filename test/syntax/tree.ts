/** A tree without its offsets and spellings: what is left is what the text means. */
export function meaning(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(meaning);
  if (typeof node === 'string')
    return node.toLowerCase().replace(/[\u2010\u2011\ufe63\uff0d]/g, '-');
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(
    ([property]) => property !== 'start' && property !== 'end',
  );
  return Object.fromEntries(kept.map(([property, value]) => [property, meaning(value)]));
}
