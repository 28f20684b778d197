/** The few colours of the terminal. The text is the same without them. */
import pico from 'picocolors';
import type { Severity } from '../checks/severity.ts';

type Paint = (text: string) => string;
/** Colours by what they mean. */
export interface Palette {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly file: Paint;
  readonly good: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
}

/** A link in a terminal that knows them (OSC 8); others print the text alone. */
export const hyperlink = (text: string, address: string): string =>
  `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;

/** The colours of a terminal; without `colours` each leaves its text alone. */
export function palette(colours: boolean): Palette {
  const c = pico.createColors(colours);
  return {
    strong: c.bold,
    faint: c.dim,
    file: c.underline,
    good: c.green,
    severity: { error: c.red, warning: c.yellow, information: c.cyan, hint: c.dim },
  };
}
