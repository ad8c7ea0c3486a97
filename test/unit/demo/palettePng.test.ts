import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { palettePng } from '../../demo/palettePng.ts';

type Pixel = readonly [number, number, number];

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8);
  return whole;
}

/** An RGB picture whose lines use each of the five filters in turn. */
function pngOf(width: number, pixels: readonly Pixel[]): Buffer {
  const height = pixels.length / width;
  const stride = width * 3;
  const raw = Buffer.from(pixels.flat());
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (raw[y * stride + x] ?? 0));
  const lines = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    lines[y * (stride + 1)] = y % 5;
    for (let x = 0; x < stride; x++) {
      const [a, b, c] = [at(x - 3, y), at(x, y - 1), at(x - 3, y - 1)];
      const near = (each: number) => Math.abs(a + b - c - each);
      const paeth = near(a) <= near(b) && near(a) <= near(c) ? a : near(b) <= near(c) ? b : c;
      const guess = [0, a, b, Math.floor((a + b) / 2), paeth][y % 5] ?? 0;
      lines[y * (stride + 1) + x + 1] = (at(x, y) - guess + 256) % 256;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Pixels of what came out: lines without a filter, an index a pixel. */
function pixelsOf(png: Buffer): Pixel[] {
  const width = png.readUInt32BE(16);
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    parts.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const palette = parts.get('PLTE') ?? Buffer.alloc(0);
  const lines = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0));
  return [...lines.keys()]
    .filter((at) => at % (width + 1) !== 0)
    .map((at) => [...palette.subarray((lines[at] ?? 0) * 3, (lines[at] ?? 0) * 3 + 3)] as unknown as Pixel);
}

describe('a picture with a palette', () => {
  it('is the same where it has few colours', () => {
    const pixels = Array.from({ length: 70 }, (_, at): Pixel => [((at % 35) * 37) % 256, 12, (at % 7) * 40]);
    assert.deepEqual(pixelsOf(palettePng(pngOf(7, pixels))), pixels);
  });

  it('keeps flat areas as they are, and the rest close, where it has many', () => {
    const flat: Pixel = [31, 31, 31];
    const pixels = Array.from(
      { length: 4_000 },
      (_, at): Pixel => (at < 2_000 ? flat : [at % 256, (at >> 3) % 256, 90]),
    );
    const after = pixelsOf(palettePng(pngOf(40, pixels)));
    assert.equal(new Set(after.map(String)).size, 64);
    assert.ok(after.slice(0, 2_000).every((pixel) => String(pixel) === String(flat)));
    const off = after.map((pixel, at) =>
      Math.max(...pixel.map((value, each) => Math.abs(value - (pixels[at]?.[each] ?? 0)))),
    );
    assert.ok(Math.max(...off) <= 64, `off by ${Math.max(...off)}`);
  });
});
