import type { SourceFile } from '../../shared/release/source-file.ts';
import {
  type CptSketch,
  clinicianList,
  consolidated,
  consumerList,
  deletedList,
  fileOf,
  fixedLong,
  fixedShort,
  modifierText,
  plaXml,
  tabList,
} from './cpt-files.ts';

/** Codes of each category, as many as a year of CPT has: about 11,500. */
const categories = [
  { letter: '', digits: 5, first: 100, step: 9, count: 9_800 },
  { letter: 'F', digits: 4, first: 1, step: 14, count: 560 },
  { letter: 'T', digits: 4, first: 42, step: 11, count: 490 },
  { letter: 'U', digits: 4, first: 1, step: 3, count: 640 },
  { letter: 'M', digits: 4, first: 2, step: 1, count: 10 },
] as const;

const words =
  'invented service of the upper lower left right single multiple device – panel µg with without guidance each first'.split(
    ' ',
  );

/** What happened between the two years, a code each: the size of CPT 2026. */
export const yearly = { added: 288, deleted: 84, revised: 46 } as const;

/** In turn, a revised code differs in these descriptors. */
const revisions = [
  ['long'],
  ['long', 'medium', 'short'],
  ['medium'],
  ['short'],
  ['long', 'medium'],
  ['consumer'],
  ['long', 'consumer'],
] as const;

export interface GeneratedYears {
  readonly older: readonly CptSketch[];
  readonly newer: readonly CptSketch[];
  readonly added: readonly string[];
  readonly deleted: readonly string[];
  readonly revised: readonly string[];
}

/** Two made-up years, the same each time. `longOnly`: every revision shows in the long descriptor. */
export function generateYears({ longOnly = false } = {}): GeneratedYears {
  const all = categories.flatMap(({ letter, digits, first, step, count }) =>
    Array.from({ length: count }, (_, at) => sketch(String(first + at * step).padStart(digits, '0') + letter)),
  );
  const [added, deleted, revised] = [pick(yearly.added, 1), pick(yearly.deleted, 5), pick(yearly.revised, 9)].map(
    (indexes) => new Set(indexes.map((index) => all[index]!.code)),
  ) as [Set<string>, Set<string>, Set<string>];
  let turn = 0;
  return {
    older: all.filter(({ code }) => !added.has(code)),
    newer: all
      .filter(({ code }) => !deleted.has(code))
      .map((each) =>
        revised.has(each.code) ? revisedIn(each, longOnly ? ['long'] : revisions[turn++ % revisions.length]!) : each,
      ),
    added: [...added].sort(),
    deleted: [...deleted].sort(),
    revised: [...revised].sort(),
  };
}

/** Spread over all codes, one at most in twelve; two picks with different places never meet. */
function pick(count: number, place: number): readonly number[] {
  const dozens = Math.floor(categories.reduce((sum, category) => sum + category.count, 0) / 12);
  return Array.from({ length: count }, (_, at) => Math.floor((at * dozens) / count) * 12 + place);
}

/** Modifiers that do not change. */
export const modifiers = Object.fromEntries(
  ['22', '25', '50', '59', '95', 'P1', 'P6', '1P', '8P'].map((code) => [code, `Made-up meaning of ${code}`]),
);

/** A licensee's folder in AMA's present forms: several descriptor files, off-cycle PLA, modifiers, the deleted. */
export function licensedFolder(sketches: readonly CptSketch[], deleted: readonly string[], year: number): SourceFile[] {
  const pla = sketches.filter(({ code }) => code.endsWith('U'));
  return [
    fileOf('LONGULT.txt', tabList(sketches)),
    fileOf('MEDU.txt', fixedShort(sketches, 'medium')),
    fileOf('SHORTU.txt', fixedShort(sketches, 'short')),
    fileOf('MODUL.txt', modifierText(modifiers)),
    fileOf('Consumer Friendly Descriptors/ConsumerDescriptor.txt', consumerList(sketches)),
    fileOf('Clinician Descriptors/ClinicianDescriptor.txt', clinicianList(sketches)),
    fileOf('PLA/CPTPLA.xml', plaXml(pla.map((each) => ({ ...each, effective: '2020-01-01' })))),
    fileOf(
      'CPT Link/history/Deleted_DTK_tab.txt',
      deletedList([
        { code: '11050', on: 'Pre-1982' },
        ...deleted.map((code) => ({ code, on: `${year}0101`, instruction: `To report, use ${sketches[3]!.code}` })),
      ]),
    ),
    fileOf('README.txt', ['Made-up guide to made-up files.', 'It lists no code.']),
  ];
}

/** The same content in other forms that AMA ships or shipped. */
export const forms: Readonly<Record<string, (sketches: readonly CptSketch[]) => readonly SourceFile[]>> = {
  'tab-delimited': (sketches) => [fileOf('LONGULT.txt', tabList(sketches))],
  'fixed width': (sketches) => [fileOf('LONGULF.txt', fixedLong(sketches))],
  'fixed width in capitals': (sketches) => [fileOf('LONGUF.txt', fixedLong(sketches, { capitals: true }))],
  consolidated: (sketches) => [fileOf('ConsolidatedCodeList.txt', consolidated(sketches))],
};

function sketch(code: string): CptSketch {
  const seed = [...code].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7);
  const text = Array.from({ length: 4 + (seed % 38) }, (_, at) => words[(seed + at * 7) % words.length]).join(' ');
  return {
    code,
    long: `Invented ${code} ${text}`,
    medium: `INVENTED ${code} ${text.toUpperCase()}`.slice(0, 48).trim(),
    short: `INV ${code} ${text.toUpperCase()}`.slice(0, 28).trim(),
    consumer: `Made-up words about ${code}`,
    clinician: [`Made-up ${code}, first form`, `Made-up ${code}, second form`],
  };
}

function revisedIn(sketch: CptSketch, kinds: readonly ('long' | 'medium' | 'short' | 'consumer')[]): CptSketch {
  const mark = { long: 'reworded', medium: 'RW', short: 'RW', consumer: 'reworded' };
  return {
    ...sketch,
    ...Object.fromEntries(
      kinds.map((kind) => [
        kind,
        `${mark[kind]} ${sketch[kind]}`.slice(0, kind === 'medium' ? 48 : kind === 'short' ? 28 : 999).trim(),
      ]),
    ),
  };
}
