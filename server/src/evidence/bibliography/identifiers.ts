/**
 * Numbers by which a report or a trial is known, found in text of any kind: fields, addresses,
 * notes. Reference managers put into notes what their format has no field for.
 */

/**
 * DOIs as written, without what ends the sentence around them, each once. Percent escapes (`%2F`)
 * and TeX's backslashes are undone.
 */
export function doisIn(text: string): readonly string[] {
  const plain = text
    .replaceAll('\\', '')
    .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  const found = [...plain.matchAll(/\b10\.\d{4,9}\/[^\s{}"<>|]+/g)].map(([doi]) => withoutEnd(doi));
  return distinct(found, (doi) => doi.toLowerCase());
}

/** A bracket that closes nothing, and what ends a sentence, are no part of a DOI. */
function withoutEnd(doi: string): string {
  let own = doi;
  for (;;) {
    const closing = own.endsWith(')') && own.split(')').length > own.split('(').length;
    if (!closing && !/[.,;:'’\]]$/.test(own)) return own;
    own = own.slice(0, -1);
  }
}

/** `PMID: 21306238`, `PubMed ID 21306238`, `pubmed.ncbi.nlm.nih.gov/21306238`, each once. */
export function pmidsIn(text: string): readonly string[] {
  const pattern =
    /\b(?:PMID|PubMed(?: PMID| ID)?)\s*[:=]?\s*(\d{1,8})\b|\bncbi\.nlm\.nih\.gov\/(?:pubmed\/)?(\d{1,8})\b/gi;
  return distinct([...text.matchAll(pattern)].map(([, named, address]) => named ?? address ?? ''));
}

/**
 * Ids of trials in the registries of the WHO's network, as each registry writes them; a blank after
 * the prefix is tolerated.
 */
const registries: readonly RegExp[] = [
  /NCT[ -]?\d{8}/,
  /ISRCTN[ -]?\d{8}/,
  // EU CT numbers are EudraCT numbers with two digits more.
  /\d{4}-\d{6}-\d{2}(?:-\d{2})?/,
  /(?:JPRN-)?UMIN[ -]?\d{9}/,
  /(?:JPRN-)?jRCTs?\d{9,10}/,
  /JapicCTI-\d{6}/,
  /ACTRN ?\d{14}/,
  /ChiCTR(?:-[A-Z]{2,4}-)?\d{8,10}/,
  /DRKS ?\d{8}/,
  /CTRI\/\d{4}\/\d{2,3}\/\d{6}/,
  /KCT ?\d{7}/,
  /NTR ?\d{3,5}/,
  /NL-OMON\d{4,5}/,
  /PACTR\d{15,16}/,
  /IRCT\d{8,14}N\d{1,3}/,
  /TCTR\d{11}/,
  /SLCTR\/\d{4}\/\d{3}/,
  /RBR-[0-9a-z]{6,8}/,
  /RPCEC\d{8}/,
  /PER-\d{3}-\d{2}/,
  /LBCTR\d{10}/,
  /ITMCTR\d{10}/,
];
const registered = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${registries.map(({ source }) => source).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Registry ids without blanks, in the order of the text, each once. */
export function registryIdsIn(text: string): readonly string[] {
  const found = [...text.matchAll(registered)].map(([id]) =>
    id.replaceAll(' ', '').replace(/^(NCT|ISRCTN|UMIN)-/i, '$1'),
  );
  return distinct(found, (id) => id.toUpperCase());
}

function distinct(
  values: readonly string[],
  key: (value: string) => string = (value) => value,
): readonly string[] {
  const seen = new Map<string, string>();
  for (const value of values) if (!seen.has(key(value))) seen.set(key(value), value);
  return [...seen.values()];
}
