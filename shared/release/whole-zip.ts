import { crc32, inflateRawSync } from 'node:zlib';
import { BadInput } from '../errors.ts';

/** CMS's largest workbook unpacks to some 20 MB. */
const limits = { entries: 500, bytesInAll: 160 * 1024 * 1024 } as const;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** The end record has 22 bytes, behind which a comment of 64 KiB may stand. */
const endLength = 22;
const longestComment = 0xffff;

/**
 * Proves that every part of a zipped workbook unpacks to the length and checksum that it states, within limits. The
 * spreadsheet library trusts its input: a damaged part keeps it busy for ever, and a bomb fills the memory.
 */
export function assertWholeZip(file: string, bytes: Uint8Array): void {
  const fail = (rule: string, reason: string): never => {
    throw new BadInput(file, null, rule, reason);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  try {
    for (const part of partsOf(view)) {
      const room = limits.bytesInAll - total;
      if (part.size > room) fail('zip-bomb', `unpacks to more than ${limits.bytesInAll >> 20} MiB`);
      const packed = bytes.subarray(part.start, part.start + part.packedSize);
      const content = part.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: part.size + 1 });
      if (content.length !== part.size || crc32(content) !== part.crc) throw new RangeError('a part is not whole');
      total += part.size;
    }
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    fail(
      'not-a-workbook',
      `cannot be opened as a workbook, it is damaged (${(cause as Error).message}); download it again`,
    );
  }
}

interface Part {
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
}

/** The entries of the central directory; anything out of bounds throws. */
function partsOf(view: DataView): readonly Part[] {
  const end = endOf(view);
  const entries = view.getUint16(end + 10, true);
  if (entries > limits.entries) throw new RangeError(`it states ${entries} parts`);
  const parts: Part[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < entries; index++) {
    if (view.getUint32(at, true) !== entrySignature) throw new RangeError('its directory is broken');
    parts.push(partAt(view, at));
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function partAt(view: DataView, at: number): Part {
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(local, true) !== localSignature) throw new RangeError('a part is not where its directory says');
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw new RangeError(`a part is packed in an unknown way (${method})`);
  const packedSize = view.getUint32(at + 20, true);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packedSize > view.byteLength) throw new RangeError('a part is cut off');
  return { method, crc: view.getUint32(at + 16, true), packedSize, size: view.getUint32(at + 24, true), start };
}

function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at--)
    if (view.getUint32(at, true) === endSignature) return at;
  throw new RangeError('its end is missing');
}
