/**
 * The look of a picture or page that stands alone: light, the same wherever it is opened and
 * printed. Lengths are in the units of the drawing.
 */
import type { Look } from '../../wording/look.ts';

/** The colours of pictures, which have no theme: they are saved and printed. */
export const colours = {
  text: '#16222b',
  faint: '#52636f',
  ground: '#ffffff',
  card: '#ffffff',
  edge: '#7a8c99',
  lane: '#f1f5f8',
  line: '#1f3b4d',
  against: '#a3260b',
  error: '#b3200a',
  warning: '#8a5b00',
  information: '#1a62a8',
} as const;

/** The ground of each shade, and the colour of words on it. */
export const shadeColours: Readonly<
  Record<Look['shade'], { readonly shade: string; readonly on: string }>
> = {
  0: { shade: '#f4f6f8', on: '#24323d' },
  1: { shade: '#dfe9f0', on: '#1d2b36' },
  2: { shade: '#bcd4e2', on: '#12222e' },
  3: { shade: '#86b4cb', on: '#0b1a24' },
  4: { shade: '#2a6c8e', on: '#ffffff' },
  5: { shade: '#0d4460', on: '#ffffff' },
};

/** Fonts of the system, because a picture loads nothing. */
export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** For a picture that stands alone. */
export const pictureStyle = `text{font-family:${fontFamily};}.shade-bar{stroke:${colours.edge};stroke-width:0.75;}.title,.verdict{font-weight:700;}@media print{@page{margin:8mm;}:root{width:100%;height:auto;max-height:100vh;}}`;
