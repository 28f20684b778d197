/**
 * What a command may use of the process it runs in. Commands get it from `main.ts` and touch
 * `process` nowhere else.
 */
export interface Console {
  readonly cwd: string;
  /** Writes to standard output. */
  out(text: string): void;
  /**
   * Settles when standard output has taken what was written, so that a slow reader does not fill
   * the memory.
   */
  drained(): Promise<void>;
  /** Writes to standard error. Names and other text from outside go through `note`. */
  err(text: string): void;
  /**
   * Writes one line to standard error, whatever names in it hold: a line break in the name of a
   * file begins no other line.
   */
  note(text: string): void;
  /**
   * Replaces the line that tells how far long work is; '' removes it. Only where standard error is
   * a terminal.
   */
  progress?(text: string): void;
  /**
   * Settles when a command that runs on is to end: by the user (Ctrl-C), or because its output is
   * read no more.
   */
  interrupted(): Promise<void>;
  /** All bytes of standard input. */
  input(): Promise<Uint8Array>;
  /** Colours on standard output. */
  readonly colours: boolean;
  /** Links on standard output: only a terminal follows them, so forced colours alone bring none. */
  readonly links: boolean;
  /** Columns to fill; 80 where the output is no terminal. */
  readonly width: number;
}

/**
 * Whether to colour: NO_COLOR (any value but empty) turns colours off, FORCE_COLOR (but `0` and
 * `false`) turns them on, and otherwise a terminal decides.
 */
export function wantsColours(
  environment: Readonly<Record<string, string | undefined>>,
  terminal: boolean,
): boolean {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return terminal && environment.TERM !== 'dumb';
}
