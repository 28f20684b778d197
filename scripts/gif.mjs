/**
 * Frames to an animated GIF. One palette serves the whole film, and what did not change since the
 * frame before is left transparent, so a film of an editor stays small.
 */
import gifenc from 'gifenc';
import { PNG } from 'pngjs';

const { GIFEncoder, quantize, nearestColorIndex } = gifenc;

/** Every so many pixels one is looked at for the palette. */
const sampled = 7;
/** So many of the commonest colours stay exact. */
const kept = 64;

/**
 * Takes frames `{png, hold}` of one size: a PNG's bytes, and how long it is shown in milliseconds.
 * Gives the bytes of the GIF.
 */
export function animate(frames) {
  const pictures = frames.map(({ png, hold }) => ({ ...PNG.sync.read(png), hold }));
  const [first] = pictures;
  if (first === undefined) throw new Error('A film needs a frame.');
  const odd = pictures.find(
    ({ width, height }) => width !== first.width || height !== first.height,
  );
  if (odd !== undefined)
    throw new Error(
      `A frame has ${odd.width} × ${odd.height} pixels, the first one ${first.width} × ${first.height}.`,
    );
  const pixels = samples(pictures);
  // Grounds and inks are kept as they are: a white that is a little pink is seen at once.
  const exact = commonest(pixels);
  const palette = [...exact, ...quantize(pixels, 255 - exact.length)];
  const transparentIndex = palette.length;
  const gif = GIFEncoder();
  const nearest = new Map();
  let before = null;
  for (const { width, height, data, hold } of pictures) {
    const indexed = inPalette(data, palette, nearest);
    const drawn =
      before === null
        ? indexed
        : indexed.map((color, index) => (color === before[index] ? transparentIndex : color));
    gif.writeFrame(drawn, width, height, {
      ...(before === null && { palette: [...palette, [0, 0, 0]], repeat: 0 }),
      ...{ delay: hold, transparent: before !== null, transparentIndex, dispose: 1 },
    });
    before = indexed;
  }
  gif.finish();
  return gif.bytes();
}

/** The index of each pixel's colour; `nearest` remembers those that were looked up. */
function inPalette(data, palette, nearest) {
  const indexed = new Uint8Array(data.length / 4);
  for (let at = 0; at < indexed.length; at++) {
    const [red, green, blue] = [data[4 * at], data[4 * at + 1], data[4 * at + 2]];
    const color = (red << 16) | (green << 8) | blue;
    let index = nearest.get(color);
    if (index === undefined) {
      index = nearestColorIndex(palette, [red, green, blue]);
      nearest.set(color, index);
    }
    indexed[at] = index;
  }
  return indexed;
}

/** The colours that cover most of the film, commonest first. */
function commonest(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const color = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, kept);
  return most.map(([color]) => [color >> 16, (color >> 8) & 255, color & 255]);
}

function samples(pictures) {
  const chosen = [];
  for (const { data } of pictures)
    for (let at = 0; at + 3 < data.length; at += 4 * sampled)
      chosen.push(data[at], data[at + 1], data[at + 2], data[at + 3]);
  return Uint8Array.from(chosen);
}
