import { crc32 } from 'node:zlib';
import { dosDateTimeToDate, type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { IsoDate } from '../../shared/dates.ts';
import { BadInput } from '../../shared/errors.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';

export interface ZipLimits {
  readonly entries: number;
  readonly bytesPerEntry: number;
  readonly bytesInAll: number;
}

/** CMS's largest zip holds some 9 MB; ten times that is no release but a bomb. */
export const zipLimits = {
  entries: 200,
  bytesPerEntry: 64 * 1024 * 1024,
  bytesInAll: 160 * 1024 * 1024,
} as const satisfies ZipLimits;

/** True for any zip, workbooks included. */
export function looksZipped(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6)
  );
}

/**
 * The files within a zip, decompressed under limits that are counted while streaming (the declared size is the
 * sender's word). Throws `BadInput` for anything that is not a whole, sane zip.
 */
export async function unzip(
  file: string,
  bytes: Uint8Array,
  limits: ZipLimits = zipLimits,
): Promise<readonly SourceFile[]> {
  const fail = (rule: string, reason: string): never => {
    throw new BadInput(file, null, rule, reason);
  };
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (cause) {
    return fail('truncated-zip', `is no whole zip (${(cause as Error).message}); download it again`);
  }
  if (zip.entryCount > limits.entries) fail('zip-bomb', `holds ${zip.entryCount} files; ${limits.entries} are allowed`);
  const files: SourceFile[] = [];
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      const chunks: Buffer[] = [];
      let size = 0;
      let checksum = 0;
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        size += (chunk as Buffer).length;
        checksum = crc32(chunk as Buffer, checksum);
        total += (chunk as Buffer).length;
        if (size > limits.bytesPerEntry || total > limits.bytesInAll)
          fail(
            'zip-bomb',
            `${entry.fileName} grows beyond the limit of ${limits.bytesPerEntry >> 20} MiB a file, ${limits.bytesInAll >> 20} MiB in all`,
          );
        chunks.push(chunk as Buffer);
      }
      // yauzl leaves this check to its caller; without it a damaged code file would be read as CMS's word.
      if (checksum !== entry.crc32) throw new Error(`${entry.fileName} does not have the checksum it was packed with`);
      files.push({ name: entry.fileName, bytes: Buffer.concat(chunks), modifiedOn: modifiedOn(entry) });
    }
    if (listsMore(zip, bytes)) throw new Error('its directory lists more files than it states');
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    fail('truncated-zip', `is damaged (${(cause as Error).message}); download it again`);
  }
  return files;
}

/** Another entry of the directory stands where the last one should have been: a file would be lost in silence. */
function listsMore(zip: ZipFile, bytes: Uint8Array): boolean {
  // The types call this offset a boolean.
  const end = Number(zip.readEntryCursor);
  const signature = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(end, end + 4);
  return signature.equals(entrySignature);
}

const entrySignature = Buffer.from('PK\x01\x02', 'latin1');

/** DOS time has no zone: the day is taken as it stands. Before 1981 it is a placeholder. */
function modifiedOn(entry: Entry): IsoDate | null {
  const date = dosDateTimeToDate(entry.lastModFileDate, entry.lastModFileTime);
  const pad = (n: number) => String(n).padStart(2, '0');
  return date.getFullYear() < 1981 ? null : `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The files that one file brings: a zip's, or itself. A workbook is a zip too, but stays whole. */
export async function filesIn(file: string, bytes: Uint8Array): Promise<readonly SourceFile[]> {
  const bare: SourceFile = { name: file, bytes, modifiedOn: null };
  if (bytes.length === 0) throw new BadInput(file, null, 'empty', 'is empty; download it again');
  if (!looksZipped(bytes)) {
    if (/\.(zip|xlsx)$/i.test(file)) throw new BadInput(file, null, notZipped(bytes).rule, notZipped(bytes).reason);
    return [bare];
  }
  const entries = await unzip(file, bytes);
  return entries.some(({ name }) => name === '[Content_Types].xml') ? [bare] : entries;
}

function notZipped(bytes: Uint8Array): { rule: string; reason: string } {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head))
    return {
      rule: 'html',
      reason:
        'is a web page saved under the name of a zip; CMS may have answered with a login or licence page, download it again',
    };
  return { rule: 'not-a-zip', reason: 'is not a zip, whatever its name says; download it again' };
}
