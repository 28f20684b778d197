/**
 * Bytes of a file as text. Documents are UTF-8; a byte order mark is tolerated and not part of the
 * text.
 */

interface Decoded {
  readonly text: string;
  readonly byteOrderMark: boolean;
  /**
   * Why the bytes are not UTF-8, with the next step; the text then has U+FFFD in their place.
   * `null` for good text.
   */
  readonly problem: string | null;
}

const lineFeed = 0x0a;

/** Reads UTF-8, with or without a byte order mark. */
export function decode(bytes: Uint8Array): Decoded {
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = new TextDecoder('utf-8').decode(bytes);
  return { text, byteOrderMark, problem: encodingProblem(bytes) };
}

function encodingProblem(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'This is UTF-16 text. Save the file as UTF-8.';
  if (isUtf8(bytes)) return null;
  return `Line ${firstBrokenLine(bytes)} is not UTF-8 text, so letters may be lost. Save the file as UTF-8.`;
}

/** No byte inside a character of UTF-8 is a line feed, so every line can be looked at alone. */
function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed < 0 ? bytes.length : feed;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
