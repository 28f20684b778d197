/**
 * The syntax tree. Offsets are UTF-16 code units into the host text (for a fenced block, into the
 * whole document). The tree is lossless: `tokens` (with the comments and white space between them)
 * cover every character of the parsed regions. Parsing never fails: what is missing is `null`, and
 * `errors` says so.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}
