import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareYears } from '../../../shared/cpt/compare-years.ts';
import { amaLines } from '../../../shared/cpt/decode.ts';
import { readCptFile } from '../../../shared/cpt/read-file.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import { BadInput } from '../../../shared/errors.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import {
  clinicianList,
  consolidated,
  deletedList,
  fileOf,
  fixedLong,
  fixedShort,
  history,
  modifierTable,
  modifierText,
  plaXml,
  tabList,
} from '../../support/cpt-files.ts';
import { damage } from '../../support/damage.ts';

/** Damages of each kind; `npm run campaign:damage` tries many more. */
const runs = process.env.DAMAGES ? Number(process.env.DAMAGES) : 500;

const sketches = Array.from({ length: 40 }, (_, at) => {
  const code = at < 30 ? String(10_000 + at * 7) : `${String(at).padStart(4, '0')}U`;
  const long = `Invented service ${code} with so many words that the fixed columns have to go on with it, number ${at}`;
  return {
    code,
    long,
    medium: `INVENTED ${code}`,
    short: `INV ${code}`,
    clinician: [`Made-up ${code}`],
    effective: '2024-01-01',
  };
});
const modifiers = { '22': 'Made-up more', '25': 'Made-up separate', P1: 'Made-up health', '1P': 'Made-up measure' };
const files: readonly SourceFile[] = [
  fileOf('LONGULT.txt', tabList(sketches)),
  fileOf('LONGULF.txt', fixedLong(sketches)),
  fileOf('MEDU.txt', fixedShort(sketches, 'medium')),
  fileOf('ConsolidatedCodeList.txt', consolidated(sketches)),
  fileOf('ClinicianDescriptor.txt', clinicianList(sketches)),
  fileOf('MODUL.txt', modifierText(modifiers)),
  fileOf('Modifiers.txt', modifierTable(modifiers)),
  fileOf('CPTPLA.xml', plaXml(sketches.slice(30))),
  fileOf(
    'Deleted_DTK_tab.txt',
    deletedList([
      { code: '11050', on: 'Pre-1982' },
      { code: '0357T', on: '20260101' },
    ]),
  ),
  fileOf('History_DTK_tab.txt', history([{ code: '10000', type: 'ADDED', on: '20100101' }])),
];
const anyDamage = fc.record({ file: fc.nat({ max: files.length - 1 }), seed: fc.nat() });
const damaged = ({ file, seed }: { file: number; seed: number }): SourceFile => ({
  ...files[file]!,
  bytes: damage(files[file]!.bytes, seed),
});

test('of a damaged file every line is read, refused, or none of a code', () => {
  fc.assert(
    fc.property(anyDamage, (blow) => {
      const file = damaged(blow);
      const { reading, form } = readCptFile(file);
      if (!reading || form === 'pla-xml') return;
      const { lines, read, other, refused } = reading.counts;
      expect(read + other + refused).toBe(lines);
      expect(lines).toBe(amaLines(file.bytes).length);
      expect(refused).toBe(reading.refused.length);
    }),
    { numRuns: 2 * runs },
  );
});

test('of a damaged XML every element is read or refused', () => {
  const pla = files.findIndex(({ name }) => name === 'CPTPLA.xml');
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const file = damaged({ file: pla, seed });
      const { reading } = readCptFile(file);
      const elements =
        amaLines(file.bytes)
          .join('\n')
          .match(/<plaCode\b[^>]*>/g)?.length ?? 0;
      if (reading) expect(reading.entries.length + reading.refused.length).toBeGreaterThanOrEqual(elements);
    }),
    { numRuns: runs },
  );
});

test('a folder with a damaged file is read or refused as input, and its comparison ends', () => {
  const older = readCptYear('2025', files);
  fc.assert(
    fc.property(anyDamage, ({ file, seed }) => {
      const folder = files.map((each, at) => (at === file ? damaged({ file, seed }) : each));
      const { changes } = compareYears(older, readCptYear('2026', folder));
      expect(new Set(changes.map(({ code }) => code)).size).toBe(changes.length);
    }),
    { numRuns: runs },
  );
});

/** Three lists of the same codes: one that is damaged neither takes a code away nor words it anew in silence. */
test('a code that another list has is never called deleted', () => {
  const lists = files.filter(({ name }) => /LONGULT|MEDU/.test(name));
  const older = readCptYear('2025', lists);
  fc.assert(
    fc.property(fc.nat({ max: 1 }), fc.nat(), (at, seed) => {
      const folder = lists.map((each, index) => (index === at ? { ...each, bytes: damage(each.bytes, seed) } : each));
      const { changes } = compareYears(older, readCptYear('2026', folder));
      expect(changes.filter(({ kind }) => kind === 'deleted')).toEqual([]);
    }),
    { numRuns: runs },
  );
});

test('a single list that is damaged: what it does not show is refused, noted or called deleted', () => {
  const [list] = files as [SourceFile];
  const older = readCptYear('2025', [list]);
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const attempt = attemptOf(() => readCptYear('2026', [{ ...list, bytes: damage(list.bytes, seed) }]));
      if (attempt instanceof BadInput) return;
      const { changes, notes } = compareYears(older, attempt);
      const present = new Set(attempt.records.map(({ code }) => code));
      const absent = sketches.filter(({ code }) => !present.has(code)).map(({ code }) => code);
      const told = new Set([...changes, ...notes].map(({ code }) => code));
      expect(absent.filter((code) => !told.has(code))).toEqual([]);
    }),
    { numRuns: runs },
  );
});

function attemptOf<T>(work: () => T): T | BadInput {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
}
