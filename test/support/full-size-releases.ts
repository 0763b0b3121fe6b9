import type { CodeRecord } from '../../shared/release/record.ts';
import { recordOf, releaseText } from './release-builder.ts';

const sections = 'ABCEGHJKLMPQRSTV';
const codesInAll = 8_800;
const words =
  'injection device supply service each per unit adult child left right with without first additional'.split(' ');

/** Two made-up releases of today's size, the same each time: about 1 % added, 1 % ended and 2 % reworded. */
export function fullSizeReleases(codes = codesInAll) {
  const older = Array.from({ length: codes }, (_, index) => sketch(index));
  const newer = older.map((record, index): CodeRecord => {
    if (index % 100 === 7)
      return { ...record, terminatedOn: '2025-12-31', actionCode: 'D', actionEffectiveOn: '2026-01-01' };
    if (index % 50 === 9) return { ...record, longDescription: `${record.longDescription}, revised`, actionCode: 'C' };
    return record;
  });
  const added = Array.from({ length: codes / 100 }, (_, index) => ({
    ...sketch(codes + index),
    addedOn: '2026-01-01',
    actionCode: 'A',
  }));
  return [
    { name: 'HCPC2025_OCT_ANWEB.txt', bytes: releaseText(older) },
    { name: 'HCPC2026_JAN_ANWEB.txt', bytes: releaseText([...newer, ...added]) },
  ] as const;
}

function sketch(index: number): CodeRecord {
  const code = `${sections[index % sections.length]}${String(1000 + Math.floor(index / sections.length)).padStart(4, '0')}`;
  const text = Array.from({ length: 6 + (index % 20) }, (_, at) => words[(index * 7 + at * 13) % words.length]).join(
    ' ',
  );
  return recordOf({ code, longDescription: `Invented ${code.toLowerCase()} ${text}` });
}
