import { crc32, deflateSync, inflateSync } from 'node:zlib';

const HEADER_BYTES = 8;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes of a pixel by the colour types that browsers write: RGB and RGBA (PNG, 3rd edition, 11.2.1). */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The same picture in fewer bytes: a browser compresses for speed. Takes and gives a PNG file of eight bits a channel. */
export function shrinkPng(file: Buffer): Buffer {
  const chunks = readChunks(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const stride = header.readUInt32BE(0) * (PIXEL_BYTES[header.readUInt8(9)] ?? 0);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const plain = removeFilters(inflateSync(packed), stride, PIXEL_BYTES[header.readUInt8(9)] ?? 0);
  const smaller = [packed, deflateSync(plain, { level: 9, memLevel: 9 })].reduce((one, other) => (one.length <= other.length ? one : other));
  return Buffer.concat([SIGNATURE, toChunk('IHDR', header), toChunk('IDAT', smaller), toChunk('IEND', Buffer.alloc(0))]);
}

function readChunks(file: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length) });
    at += HEADER_BYTES + length + 4;
  }
  return chunks;
}

/** Rows without filters: flat colours repeat best so (PNG, 12.7). */
function removeFilters(filtered: Buffer, stride: number, pixel: number): Buffer {
  const plain = Buffer.alloc(filtered.length);
  for (let start = 0; start < filtered.length; start += stride + 1) {
    const filter = filtered[start] ?? 0;
    for (let column = 0; column < stride; column += 1) {
      const at = start + 1 + column;
      const left = column < pixel ? 0 : (plain[at - pixel] ?? 0);
      const above = start === 0 ? 0 : (plain[at - stride - 1] ?? 0);
      const corner = start === 0 || column < pixel ? 0 : (plain[at - stride - 1 - pixel] ?? 0);
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      plain[at] = ((filtered[at] ?? 0) + predicted) & 0xff;
    }
  }
  return plain;
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - corner)] as const;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function toChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
