import { expect, test } from 'vitest';
import { BadInput } from '../../../shared/errors.ts';
import { readDatedSheets } from '../../../shared/release/parse-workbook.ts';
import { assertWholeZip } from '../../../shared/release/whole-zip.ts';
import { randomFrom } from '../../support/damage.ts';
import { workbookOf } from '../../support/release-builder.ts';

const rows = Array.from({ length: 400 }, (_, n) => [`J${1000 + n}`, `Invented drug ${(n * 7919) % 1009}, ${n} mg`]);
const whole = workbookOf({ A: rows });
const entrySignature = [0x50, 0x4b, 0x01, 0x02];
const firstEntry = whole.findIndex((_, at) => entrySignature.every((byte, index) => whole[at + index] === byte));

test('a whole workbook passes', () => {
  expect(() => assertWholeZip('x.xlsx', whole)).not.toThrow();
});

test('a part that states to be huge is refused before it is unpacked', () => {
  const bomb = Uint8Array.from(whole);
  new DataView(bomb.buffer).setUint32(firstEntry + 24, 0x7fff_ffff, true);
  expect(() => assertWholeZip('x.xlsx', bomb)).toThrow(/zip-bomb/);
});

test.each([
  ['cut in half', whole.slice(0, whole.length / 2)],
  ['without its end', whole.slice(0, -22)],
  ['four bytes', whole.slice(0, 4)],
  ['a changed byte in a part', whole.map((byte, at) => (at === 120 ? byte ^ 0xff : byte))],
])('%s is refused', (_, bytes) => {
  expect(() => assertWholeZip('x.xlsx', bytes)).toThrow(/x\.xlsx: cannot be opened as a workbook, it is damaged/);
});

test('no damage keeps the reader busy or brings it down', () => {
  const random = randomFrom(20260101);
  const started = performance.now();
  for (let run = 0; run < 300; run++) {
    const bytes = Uint8Array.from(whole);
    for (let hit = 0; hit <= run % 5; hit++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    try {
      readDatedSheets('x.xlsx', bytes);
    } catch (cause) {
      expect(cause).toBeInstanceOf(BadInput);
    }
  }
  expect(performance.now() - started).toBeLessThan(30_000);
});
