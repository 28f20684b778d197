/**
 * Stands in the bundles for the table of named characters of HTML: the parser of Markdown asks for
 * it where it reads character references, which are switched off, because only fences are looked
 * for. The package's form for browsers would also ask for a page, which a worker has not.
 */
export const decodeNamedCharacterReference = () => false;
