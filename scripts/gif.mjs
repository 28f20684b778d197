/**
 * Frames to an animated GIF. One palette serves the whole film, and what did not change since the frame before is left transparent, so a
 * film of an editor stays small.
 */
import gifenc from 'gifenc';
import { PNG } from 'pngjs';

const { GIFEncoder, quantize, applyPalette } = gifenc;

/** Every so many pixels one is looked at for the palette. */
const sampled = 7;

/** Takes frames `{png, hold}` of one size: a PNG's bytes, and how long it is shown in milliseconds. Gives the bytes of the GIF. */
export function animate(frames) {
  const pictures = frames.map(({ png, hold }) => ({ ...PNG.sync.read(png), hold }));
  const [first] = pictures;
  if (first === undefined) throw new Error('A film needs a frame.');
  const odd = pictures.find(({ width, height }) => width !== first.width || height !== first.height);
  if (odd !== undefined)
    throw new Error(`A frame has ${odd.width} × ${odd.height} pixels, the first one ${first.width} × ${first.height}.`);
  const palette = quantize(samples(pictures), 255);
  const transparentIndex = palette.length;
  const gif = GIFEncoder();
  let before = null;
  for (const { width, height, data, hold } of pictures) {
    const indexed = applyPalette(data, palette);
    const drawn = before === null ? indexed : indexed.map((color, index) => (color === before[index] ? transparentIndex : color));
    gif.writeFrame(drawn, width, height, {
      ...(before === null && { palette: [...palette, [0, 0, 0]], repeat: 0 }),
      ...{ delay: hold, transparent: before !== null, transparentIndex, dispose: 1 },
    });
    before = indexed;
  }
  gif.finish();
  return gif.bytes();
}

function samples(pictures) {
  const chosen = [];
  for (const { data } of pictures)
    for (let at = 0; at + 3 < data.length; at += 4 * sampled) chosen.push(data[at], data[at + 1], data[at + 2], data[at + 3]);
  return Uint8Array.from(chosen);
}
