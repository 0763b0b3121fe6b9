import { crc32, inflateRawSync } from 'node:zlib';

export interface ZipLimits {
  readonly entries: number;
  readonly bytesPerEntry: number;
  readonly bytesInAll: number;
}

export interface ZipFault {
  readonly rule: 'truncated-zip' | 'zip-bomb';
  readonly reason: string;
}

/** An entry as the central directory describes it (APPNOTE 4.3.12). */
interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 } as const;
const lengths = { local: 30, entry: 46, end: 22, longestComment: 0xffff } as const;
const methods = { stored: 0, deflated: 8 } as const;
const encrypted = 1;
/** The local header leaves the sizes to a record behind the data. */
const sizesFollow = 8;

/**
 * What is wrong with a zip, or `undefined` for one whose every part is as it was packed. A spreadsheet library trusts
 * a zip's headers: one that was cut short keeps it busy for ever, and one that lies fills the memory.
 */
export function zipFault(bytes: Uint8Array, limits: ZipLimits): ZipFault | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let left = limits.bytesInAll;
    for (const entry of directoryOf(zip, limits)) left -= verify(zip, entry, Math.min(left, limits.bytesPerEntry));
    return undefined;
  } catch (cause) {
    if (cause instanceof TooLarge || (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return { rule: 'zip-bomb', reason: `it unpacks to more than ${limits.bytesInAll >> 20} MiB` };
    return { rule: 'truncated-zip', reason: `it is damaged (${(cause as Error).message}); download it again` };
  }
}

class TooLarge extends Error {}

/** The entries of the central directory. A read beyond the end throws, as Node's buffers do. */
function directoryOf(zip: Buffer, limits: ZipLimits): readonly Entry[] {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.entries) throw new TooLarge();
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== signatures.entry) throw new Error('its directory is broken');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('latin1', at + lengths.entry, at + lengths.entry + nameLength),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at += lengths.entry + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record stands last, but for a comment. */
function endOf(zip: Buffer): number {
  const last = zip.length - lengths.end;
  for (let at = last; at >= Math.max(0, last - lengths.longestComment); at--) {
    if (zip.readUInt32LE(at) !== signatures.end) continue;
    if (at + lengths.end + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw new Error('its end is missing');
}

/** Unpacks an entry and holds it against its checksum and its local header. Returns its size. */
function verify(zip: Buffer, entry: Entry, limit: number): number {
  const { name, flags, method, offset, size } = entry;
  if (flags & encrypted) throw new Error(`${name} is encrypted`);
  if (method !== methods.stored && method !== methods.deflated) throw new Error(`${name} is packed in an unknown way`);
  if (size > limit) throw new TooLarge();
  const stated = zip.readUInt32LE(offset + 18);
  const agrees =
    zip.readUInt32LE(offset) === signatures.local &&
    zip.readUInt16LE(offset + 6) === flags &&
    zip.readUInt16LE(offset + 8) === method &&
    ((flags & sizesFollow) !== 0 || stated === entry.packed || stated === 0xffffffff);
  if (!agrees) throw new Error(`${name} is not what the directory says`);
  const start = offset + lengths.local + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw new Error(`${name} is cut short`);
  const content = method === methods.stored ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
  if (content.length !== size || crc32(content) !== entry.crc) throw new Error(`${name} has another checksum`);
  return size;
}
