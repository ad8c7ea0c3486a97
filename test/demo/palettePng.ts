import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** With a quarter of what a palette holds, letters on flat areas look the same and are a fifth smaller. */
const mostColours = 64;

/** Pixels of a picture, three bytes each, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Colours (0xRRGGBB) of one corner of the cube of all colours, with how often each is used. */
type Box = readonly (readonly [colour: number, count: number])[];

const channels: readonly number[] = [16, 8, 0];

/**
 * The same picture with at most 64 colours of its own: a screenshot has few, and is a third as large so. In: a PNG as a
 * browser writes it, eight bits a channel, not interlaced, alpha ignored; out: a PNG with a palette. Colours are chosen
 * by median cut (Heckbert 1982), each box by what is most used in it, so that flat areas keep their very colour.
 */
export function palettePng(png: Uint8Array): Buffer {
  const { width, height, rgb } = readPixels(Buffer.from(png));
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf([...counts]);
  const nearest = new Map([...counts.keys()].map((colour) => [colour, nearestTo(colour, palette)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + x + 1] = nearest.get(colourAt(rgb, (y * width + x) * 3)) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels.map((shift) => (colour >> shift) & 0xff)))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
}

function distance(a: number, b: number): number {
  return channels.reduce((sum, shift) => sum + (((a >> shift) & 0xff) - ((b >> shift) & 0xff)) ** 2, 0);
}

function nearestTo(colour: number, palette: readonly number[]): number {
  let best = 0;
  for (const [index, each] of palette.entries())
    if (distance(each, colour) < distance(palette[best] ?? 0, colour)) best = index;
  return best;
}

/** Boxes are cut where it hurts most, by what their pixels lose, until there are as many as colours may be. */
function paletteOf(counts: Box): number[] {
  const boxes = [weighed(counts)];
  while (boxes.length < mostColours) {
    const worst = boxes.reduce((a, b) => (b.loss > a.loss ? b : a));
    if (worst.loss === 0) break;
    const [low, high] = cut(worst.box);
    boxes.splice(boxes.indexOf(worst), 1, weighed(low), weighed(high));
  }
  return boxes.map(({ colour }) => colour);
}

function weighed(box: Box): { readonly box: Box; readonly colour: number; readonly loss: number } {
  const [colour] = box.reduce((a, b) => (b[1] > a[1] ? b : a));
  // The root: a flat area that is a little off shows less than a letter that is far off.
  const loss = box.reduce((sum, [each, count]) => sum + distance(each, colour) * Math.sqrt(count), 0);
  return { box, colour, loss };
}

/** Halves of a box along the channel that spreads most. */
function cut(box: Box): [Box, Box] {
  const spread = (shift: number) => {
    const values = box.map(([colour]) => (colour >> shift) & 0xff);
    return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  };
  const widest = channels.reduce((a, b) => (spread(b) > spread(a) ? b : a));
  const sorted = box.toSorted(([a], [b]) => ((a >> widest) & 0xff) - ((b >> widest) & 0xff));
  const middle = Math.ceil(sorted.length / 2);
  return [sorted.slice(0, middle), sorted.slice(middle)];
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

function readPixels(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, colourType, , , interlaced] = png.subarray(24, 29);
  const size = colourType === 6 ? 4 : 3;
  if (!png.subarray(0, 8).equals(signature) || depth !== 8 || (colourType !== 6 && colourType !== 2) || interlaced)
    throw new Error('not a PNG of eight bits a channel, as a browser writes it');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const lines = inflateSync(Buffer.concat(data));
  unfilter(lines, width * size, height, size);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * size + Math.floor(pixel / width) + 1;
    rgb.set(lines.subarray(from, from + 3), pixel * 3);
  }
  return { width, height, rgb };
}

/** Undoes the filters of the PNG specification, in place: lines of one byte for the filter and `stride` of pixels. */
function unfilter(lines: Buffer, stride: number, height: number, size: number): void {
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    const filter = lines[start - 1];
    for (let x = 0; x < stride; x++) {
      const left = x >= size ? (lines[start + x - size] ?? 0) : 0;
      const up = y > 0 ? (lines[start + x - stride - 1] ?? 0) : 0;
      const corner = x >= size && y > 0 ? (lines[start + x - stride - 1 - size] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      lines[start + x] = ((lines[start + x] ?? 0) + guess) & 0xff;
    }
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [byLeft, byUp, byCorner] = [left, up, corner].map((each) => Math.abs(left + up - corner - each)) as [
    number,
    number,
    number,
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
