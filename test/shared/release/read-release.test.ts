import { describe, expect, test } from 'vitest';
import { readRelease } from '../../../shared/release/read-release.ts';
import { type RecordSketch, releaseText } from '../../support/release-builder.ts';

const quiet: readonly RecordSketch[] = [
  { code: 'J9001', actionCode: 'N', addedOn: '2019-01-01', terminatedOn: '2024-06-30' },
  { code: 'J9002', actionCode: 'N', addedOn: '2024-04-01' },
  { code: 'J9003', actionCode: 'N', addedOn: '2024-08-15' },
];
const acted: RecordSketch = {
  code: 'J9004',
  actionCode: 'A',
  addedOn: '2024-01-01',
  actionEffectiveOn: '2024-01-01',
};

const read = (name: string, sketches: readonly RecordSketch[], guessed: boolean) =>
  readRelease(name, [{ name, bytes: releaseText(sketches), modifiedOn: null }], { guessed });

describe('which release a file is', () => {
  test('its name says it before its records', async () => {
    expect((await read('HCPC2025_OCT_ANWEB_v2.txt', [...quiet, acted], true)).date).toBe('2025-10-01');
  });

  test('without a name, the date on which most of its additions and ends take effect', async () => {
    expect((await read('old.txt', [...quiet, acted], false)).date).toBe('2024-01-01');
  });

  test('where no action says it, the newest quarter that a record names will do to compare, and not to store', async () => {
    const compared = await read('old.txt', quiet, true);
    expect(compared.date).toBe('2024-07-01');
    expect(compared.notes.map(({ rule }) => rule)).toContain('release-from-records');
    await expect(read('old.txt', quiet, false)).rejects.toThrow(/give it with --release YYYY-MM \[unknown-release\]/);
  });
});
