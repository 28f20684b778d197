/** The few colours of the terminal. The text is the same without them. */
import pico from 'picocolors';
import type { Severity } from '../checks/model.ts';

export type Paint = (text: string) => string;
export interface Palette {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly file: Paint;
  readonly good: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
}

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
