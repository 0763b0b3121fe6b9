import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { filesIn, looksZipped, unzip, zipLimits } from '../../../functions/adapters/unzip.ts';
import { BadInput } from '../../../shared/errors.ts';
import { damage } from '../../support/damage.ts';
import { releaseText, releaseWorkbook, zipOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const text = releaseText([{ code: 'A4224' }]);
const faultOf = async (work: Promise<unknown>): Promise<BadInput> => {
  const outcome = await work.then(
    () => new Error('was accepted'),
    (cause: unknown) => cause,
  );
  if (outcome instanceof BadInput) return outcome;
  throw outcome;
};
/** Where a signature stands, for tests that alter one field of a zip's records. */
const at = (zip: Buffer, signature: 'PK\x01\x02' | 'PK\x03\x04' | 'PK\x05\x06') => zip.indexOf(signature, 0, 'latin1');

describe('a whole zip', () => {
  test('gives its files with their dates, folders left out', async () => {
    const zip = await zipOf({ 'folder/HCPC2026_JAN_ANWEB.txt': text, 'readme.txt': 'Read me' }, '2025-12-08');
    const files = await unzip('a.zip', zip);
    expect(files.map(({ name, modifiedOn }) => [name, modifiedOn])).toEqual([
      ['folder/HCPC2026_JAN_ANWEB.txt', '2025-12-08'],
      ['readme.txt', '2025-12-08'],
    ]);
    expect(Buffer.from(files[0]!.bytes).equals(Buffer.from(text))).toBe(true);
  });

  test('a date before 1981 is a placeholder', async () => {
    expect((await unzip('a.zip', await zipOf({ a: 'a' }, '1980-01-01')))[0]!.modifiedOn).toBeNull();
  });

  test('is told by its first bytes, a workbook too', async () => {
    expect(looksZipped(await zipOf({ a: 'a' }))).toBe(true);
    expect(looksZipped(await zipOf({}))).toBe(true);
    expect(looksZipped(releaseWorkbook([{ code: 'A4224' }]))).toBe(true);
    expect(looksZipped(text)).toBe(false);
    expect(looksZipped(new Uint8Array())).toBe(false);
  });

  test('a view into a larger buffer is read from its own beginning', async () => {
    const zip = await zipOf({ a: 'content' });
    const padded = Buffer.concat([Buffer.alloc(7, 1), zip, Buffer.alloc(9, 2)]);
    const files = await unzip('a.zip', padded.subarray(7, 7 + zip.length));
    expect(Buffer.from(files[0]!.bytes).toString()).toBe('content');
  });

  test('a workbook stays whole, a zip is opened, a text is itself', async () => {
    const names = async (file: string, bytes: Uint8Array) => (await filesIn(file, bytes)).map(({ name }) => name);
    expect(await names('b.xlsx', releaseWorkbook([{ code: 'A4224' }]))).toEqual(['b.xlsx']);
    expect(await names('b.zip', await zipOf({ 'b.txt': text, 'c.prn': 'c' }))).toEqual(['b.txt', 'c.prn']);
    expect(await names('b.txt', text)).toEqual(['b.txt']);
  });
});

describe('what is refused', () => {
  test.each<[string, (zip: Buffer) => Uint8Array, string]>([
    ['its end is missing', (zip) => zip.subarray(0, zip.length - 30), 'truncated-zip'],
    ['half of it', (zip) => zip.subarray(0, zip.length / 2), 'truncated-zip'],
    ['its first bytes alone', (zip) => zip.subarray(0, 4), 'truncated-zip'],
    ['a byte of its content is another', (zip) => flip(zip, at(zip, 'PK\x03\x04') + 60), 'truncated-zip'],
    ['its checksum is another', (zip) => flip(zip, at(zip, 'PK\x01\x02') + 16), 'truncated-zip'],
    ['its stated size is smaller', (zip) => put(zip, at(zip, 'PK\x01\x02') + 24, 10), 'truncated-zip'],
    ['it states fewer files than it lists', (zip) => put(zip, at(zip, 'PK\x05\x06') + 8, 0), 'truncated-zip'],
    ['it claims many files', (zip) => put(zip, at(zip, 'PK\x05\x06') + 8, 0xffff_ffff - 0x1_0000), 'zip-bomb'],
  ])('%s', async (_, change, rule) => {
    const zip = change(await zipOf({ 'HCPC2026_JAN_ANWEB.txt': text }));
    const fault = await faultOf(unzip('folder/a.zip', zip));
    expect(fault.rule).toBe(rule);
    expect(fault.message).toMatch(/^folder\/a\.zip: /);
  });

  test.each<[string, string, string]>([
    ['a web page saved as a zip', '<!DOCTYPE html><title>AMA licence</title>', 'html'],
    ['prose saved as a zip', 'Not found', 'not-a-zip'],
    ['nothing', '', 'empty'],
  ])('%s', async (_, content, rule) => {
    expect((await faultOf(filesIn('a.zip', Buffer.from(content)))).rule).toBe(rule);
  });

  test('a path that climbs out of its folder', async () => {
    const zip = await zipOf({ 'aa/aa/evil.txt': 'x' });
    const evil = Buffer.from(zip.toString('latin1').replaceAll('aa/aa/', '../../'), 'latin1');
    expect((await faultOf(unzip('a.zip', evil))).rule).toBe('truncated-zip');
  });
});

describe('bombs', () => {
  const small = { entries: 10, bytesPerEntry: 100_000, bytesInAll: 150_000 };

  test('one file that grows', async () => {
    const fault = await faultOf(unzip('a.zip', await zipOf({ a: Buffer.alloc(100_001) }), small));
    expect(fault.rule).toBe('zip-bomb');
  });

  test('many that grow together', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, Buffer.alloc(60_000)]));
    expect((await faultOf(unzip('a.zip', await zipOf(files), small))).rule).toBe('zip-bomb');
  });

  test('more files than any release has', async () => {
    const files = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}`, 'x']));
    expect((await faultOf(unzip('a.zip', await zipOf(files), small))).rule).toBe('zip-bomb');
  });

  test('one that states a small size is stopped all the same, and soon', async () => {
    const zip = await zipOf({ a: 'x'.repeat(1000) });
    const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 });
    const lying = spliceContent(zip, packed);
    const before = process.memoryUsage().arrayBuffers;
    expect((await faultOf(unzip('a.zip', lying))).rule).toMatch(/zip-bomb|truncated-zip/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(zipLimits.bytesInAll);
  });
});

test('however a zip is damaged: bad input, or the files as they were packed', async () => {
  const zip = await zipOf({ 'HCPC2026_JAN_ANWEB.txt': text, 'readme.txt': 'Read me '.repeat(50) });
  for (let seed = 0; seed < 500; seed++) {
    try {
      for (const { name, bytes } of await unzip('a.zip', damage(zip, seed)))
        if (name === 'HCPC2026_JAN_ANWEB.txt')
          expect(Buffer.from(bytes).equals(Buffer.from(text)), `seed ${seed}`).toBe(true);
    } catch (cause) {
      if (!(cause instanceof BadInput)) throw new Error(`seed ${seed}`, { cause });
    }
  }
});

describe.skipIf(!haveCms)('zips of CMS', () => {
  test.each([
    ['2017-Alpha-Numeric-HCPCS-File.zip', 'HCPC17_CONTR_ANWEB.txt', '2016'],
    ['2018-Alpha-Numeric-HCPCS-File.zip', 'HCPC2018_CONTR_ANWEB_disc.txt', '2018'],
  ])('%s', async (zip, file, year) => {
    const files = await unzip(zip, cmsFile(zip));
    expect(files.find(({ name }) => name.endsWith(file))?.modifiedOn?.slice(0, 4)).toBe(year);
  });
});

function flip(zip: Buffer, position: number): Buffer {
  const copy = Buffer.from(zip);
  copy[position] = copy[position]! ^ 0x55;
  return copy;
}

function put(zip: Buffer, position: number, value: number): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt32LE(value, position);
  return copy;
}

/** Puts other packed content into a zip of one file, whose records go on stating the old size. */
function spliceContent(zip: Buffer, packed: Buffer): Buffer {
  const directory = at(zip, 'PK\x01\x02');
  const start = at(zip, 'PK\x03\x04') + 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  const tail = put(zip.subarray(directory), 20, packed.length);
  const end = at(tail, 'PK\x05\x06');
  return Buffer.concat([zip.subarray(0, start), packed, put(tail, end + 16, start + packed.length)]);
}
