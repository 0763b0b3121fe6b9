import { expect, test } from 'vitest';
import { compareYears } from '../../../shared/cpt/compare-years.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import {
  type CptSketch,
  clinicianList,
  consolidated,
  consumerList,
  deletedList,
  fileOf,
  fixedShort,
  history,
  modifierTable,
  modifierText,
  plaXml,
  tabList,
} from '../../support/cpt-files.ts';

const sketch = (code: string, more: Partial<CptSketch> = {}): CptSketch => ({
  code,
  long: `Invented long ${code}`,
  medium: `INVENTED MED ${code}`,
  short: `INV ${code}`,
  consumer: `Made-up words ${code}`,
  clinician: [`Made-up first ${code}`, `Made-up second ${code}`],
  ...more,
});
const steady = ['00100', '00102', '00103', '99213', '99999'].map((code) => sketch(code));
const list = (...more: readonly CptSketch[]) => fileOf('LONGULT.txt', tabList(sorted([...steady, ...more])));
const sorted = (sketches: readonly CptSketch[]) => [...sketches].sort((a, b) => (a.code < b.code ? -1 : 1));

const diff = (older: readonly SourceFile[], newer: readonly SourceFile[]) =>
  compareYears(readCptYear('2025', older), readCptYear('2026', newer));
/** `0001U added 2026-04-01 record`; the source of the date, and what is special, behind it. */
const brief = ({ changes }: ReturnType<typeof diff>) =>
  changes.map(({ code, kind, effective, effectiveSource, retroactive }) =>
    [code, kind, effective, effectiveSource, retroactive ? 'retroactive' : ''].join(' ').trim(),
  );

const cases: readonly {
  readonly name: string;
  readonly older: readonly SourceFile[];
  readonly newer: readonly SourceFile[];
  readonly changes: readonly string[];
}[] = [
  {
    name: 'what is new begins with the year where no file dates it',
    older: [list()],
    newer: [list(sketch('90001'), sketch('0900T'), sketch('0500F'), sketch('0020M'))],
    changes: ['0020M added', '0500F added', '0900T added', '90001 added'].map((code) => `${code} 2026-01-01 release`),
  },
  {
    name: 'what is left out has ended with the year',
    older: [list(sketch('90001'))],
    newer: [list()],
    changes: ['90001 deleted 2026-01-01 release'],
  },
  {
    name: 'the list of the deleted gives the day, and neither its old entries nor its unknown codes are changes',
    older: [list(sketch('0357T'), sketch('0358T'))],
    newer: [
      list(),
      fileOf(
        'Deleted_DTK_tab.txt',
        deletedList([
          { code: '0357T', on: '20250701' },
          { code: '0358T', on: '20251231' },
          { code: '11050', on: 'Pre-1982' },
          { code: '22222', on: '20260101' },
        ]),
      ),
    ],
    changes: ['0357T deleted 2025-07-01 record retroactive', '0358T deleted 2026-01-01 record'],
  },
  {
    name: 'an end that is announced while the code is still listed',
    older: [list(sketch('0357T'))],
    newer: [list(sketch('0357T')), fileOf('Deleted_DTK_tab.txt', deletedList([{ code: '0357T', on: '20260401' }]))],
    changes: ['0357T deleted 2026-04-01 record'],
  },
  {
    name: 'an end that the year before had announced is no change',
    older: [list(sketch('0357T')), fileOf('Deleted.txt', deletedList([{ code: '0357T', on: '20250701' }]))],
    newer: [list()],
    changes: [],
  },
  {
    name: 'PLA and Category III codes begin on their own dates, before or after the year',
    older: [list()],
    newer: [
      list(sketch('0901U'), sketch('0902U'), sketch('0700T')),
      fileOf(
        'CPTPLA.xml',
        plaXml([sketch('0901U', { effective: '2025-10-01' }), sketch('0902U', { effective: '2026-04-01' })]),
      ),
      fileOf('History_DTK_tab.txt', history([{ code: '0700T', type: 'ADDED', on: '20260701' }])),
    ],
    changes: [
      '0700T added 2026-07-01 record',
      '0901U added 2025-10-01 record retroactive',
      '0902U added 2026-04-01 record',
    ],
  },
  {
    name: 'PLA codes that only the later folder has a file for are new only if their date says so',
    older: [list()],
    newer: [
      list(),
      fileOf(
        'CPTPLA.xml',
        plaXml([sketch('0001U', { effective: '2017-02-01' }), sketch('0901U', { effective: '2025-10-01' })]),
      ),
    ],
    changes: ['0901U added 2025-10-01 record retroactive'],
  },
  {
    name: 'PLA codes that the later folder has no file for have not ended',
    older: [list(), fileOf('CPTPLA.xml', plaXml([sketch('0001U', { effective: '2017-02-01' })]))],
    newer: [list()],
    changes: [],
  },
  {
    name: 'a PLA code of status DELETED has ended; the date that it began on is not its end',
    older: [
      list(),
      fileOf(
        'CPTPLA.xml',
        plaXml([
          sketch('0004U', { effective: '2017-05-01' }),
          sketch('0005U', { effective: '2025-04-01' }),
          sketch('0006U', { effective: '2017-05-01' }),
        ]),
      ),
    ],
    newer: [
      list(),
      fileOf(
        'CPTPLA.xml',
        plaXml([
          { ...sketch('0004U'), status: 'DELETED', effective: '2017-05-01' },
          { ...sketch('0005U'), status: 'DELETED', effective: '2025-04-01' },
          { ...sketch('0006U'), status: 'DELETED', effective: '2025-10-01' },
        ]),
      ),
    ],
    changes: [
      '0004U deleted 2026-01-01 release',
      '0005U deleted 2026-01-01 release',
      '0006U deleted 2025-10-01 record retroactive',
    ],
  },
  {
    name: 'a code that had been deleted comes back',
    older: [list(), fileOf('Deleted.txt', deletedList([{ code: '90001', on: '20100101' }]))],
    newer: [list(sketch('90001'))],
    changes: ['90001 reactivated 2026-01-01 release'],
  },
  {
    name: 'white space is no wording, capitals are one',
    older: [list(sketch('90001', { long: 'Invented  long\u00a0text' }), sketch('90002', { long: 'Invented ph test' }))],
    newer: [list(sketch('90001', { long: 'Invented long text ' }), sketch('90002', { long: 'Invented pH test' }))],
    changes: ['90002 revised 2026-01-01 release'],
  },
  {
    name: 'a new wording may have a date of its own; one before the older year is that of another wording',
    older: [fileOf('ConsolidatedCodeList.txt', consolidated([...steady, sketch('99998'), sketch('99997')]))],
    newer: [
      fileOf(
        'ConsolidatedCodeList.txt',
        consolidated([
          ...steady,
          sketch('99998', { long: 'Invented anew', effective: '2025-07-01' }),
          sketch('99997', { long: 'Invented anew', effective: '2013-01-01' }),
        ]),
      ),
    ],
    changes: ['99997 revised 2026-01-01 release', '99998 revised 2025-07-01 record retroactive'],
  },
  {
    name: 'modifiers come and go like codes',
    older: [list(), fileOf('MODUL.txt', modifierText({ '22': 'Made-up a', '63': 'Made-up b', P1: 'Made-up c' }))],
    newer: [list(), fileOf('MODUL.txt', modifierText({ '22': 'Made-up z', '93': 'Made-up d', P1: 'Made-up c' }))],
    changes: ['22 revised', '63 deleted', '93 added'].map((code) => `${code} 2026-01-01 release`),
  },
  {
    name: 'modifiers in another form: which there are is compared, how they are worded is not',
    older: [list(), fileOf('MODUL.txt', modifierText({ '22': 'Made-up a', '63': 'Made-up b' }))],
    newer: [list(), fileOf('Modifiers.txt', modifierTable({ '22': 'Made-up z', '93': 'Made-up d' }))],
    changes: ['63 deleted', '93 added'].map((code) => `${code} 2026-01-01 release`),
  },
  {
    name: 'a folder without modifiers has not deleted them',
    older: [list(), fileOf('MODUL.txt', modifierText({ '22': 'Made-up a' }))],
    newer: [list()],
    changes: [],
  },
];

test.each(cases)('$name', ({ older, newer, changes }) => {
  expect(brief(diff(older, newer))).toEqual(changes);
});

const inAllFiles = (...more: readonly CptSketch[]) => {
  const all = sorted([...steady, ...more]);
  return [
    fileOf('LONGULT.txt', tabList(all)),
    fileOf('MEDU.txt', fixedShort(all, 'medium')),
    fileOf('SHORTU.txt', fixedShort(all, 'short')),
    fileOf('ConsumerDescriptor.txt', consumerList(all)),
    fileOf('ClinicianDescriptor.txt', clinicianList(all)),
  ];
};

test.each([
  ['long', { long: 'Invented anew' }, ['longDescription']],
  ['short', { short: 'ANEW' }, ['shortDescription']],
  ['medium', { medium: 'ANEW' }, ['shortDescription']],
  ['consumer', { consumer: 'Made up anew' }, ['longDescription']],
  ['clinician', { clinician: ['Made-up anew'] }, ['longDescription']],
  [
    'every',
    { long: 'A', medium: 'B', short: 'C', consumer: 'D', clinician: ['E'] },
    ['longDescription', 'shortDescription'],
  ],
] as const)('one change a code, whichever descriptors differ: %s', (_which, more, fields) => {
  const { changes, notes } = diff(inAllFiles(sketch('90001')), inAllFiles(sketch('90001', more)));
  expect(changes.map(({ code, kind }) => [code, kind])).toEqual([['90001', 'revised']]);
  expect(changes[0]!.fields.map(({ name }) => name)).toEqual(fields);
  const others = notes.filter(({ rule }) => rule === 'other-descriptors');
  expect(others).toHaveLength('long' in more && !('short' in more) ? 0 : 'short' in more && !('long' in more) ? 0 : 1);
});

test('the order of clinician descriptors is no wording', () => {
  const turned = sketch('90001', { clinician: [...sketch('90001').clinician!].reverse() });
  expect(diff(inAllFiles(sketch('90001')), inAllFiles(turned)).changes).toEqual([]);
});

test('a descriptor that one year has no file for is not compared, and that is said', () => {
  const older = readCptYear('2025', inAllFiles());
  const { changes, notes } = compareYears(older, readCptYear('2026', [list()]));
  expect(changes).toEqual([]);
  expect(notes.filter(({ rule }) => rule === 'not-compared')).toHaveLength(4);
});

test('what a code that ended or came is called stands in its change', () => {
  const { changes } = diff([list(sketch('90001'))], [list(sketch('90002'))]);
  expect(changes.map(({ fields }) => fields)).toEqual([
    [{ name: 'longDescription', old: 'Invented long 90001', new: null }],
    [{ name: 'longDescription', old: null, new: 'Invented long 90002' }],
  ]);
});

test('a code whose line was refused is called neither deleted nor added', () => {
  const whole = [list(sketch('90001'), sketch('90002'))];
  const spoilt = [
    fileOf(
      'LONGULT.txt',
      tabList(sorted([...steady, sketch('90001'), sketch('90002')])).map((line) =>
        line.startsWith('90001') ? line.replace('90001', '9000?') : line.startsWith('90002') ? `${line}\tmore` : line,
      ),
    ),
  ];
  for (const [older, newer] of [
    [whole, spoilt],
    [spoilt, whole],
  ] as const) {
    const { changes, notes } = diff(older, newer);
    expect(changes).toEqual([]);
    expect(notes.map(({ code, rule }) => [code, rule])).toEqual([
      ['90001', 'refused-line'],
      ['90002', 'refused-line'],
    ]);
  }
});

test.each([
  ['To report, use 99213', ['99213'], 'same'],
  ['(90001 has been deleted. To report, use 99213)', ['99213'], 'same'],
  ['To report, see 00100, 00102', ['00100', '00102'], 'one-of'],
  ['See 00100-00103', ['00100', '00102', '00103'], 'one-of'],
  ['To report, use 12345', [], undefined],
  ['Do not report 99213 in conjunction with 00100', [], undefined],
  ['To report, use G0123', ['G0123'], 'same'],
  ['', [], undefined],
])('AMA says "%s"', (instruction, codes, relation) => {
  const { changes } = diff(
    [list(sketch('90001'))],
    [list(), fileOf('Deleted_DTK_tab.txt', deletedList([{ code: '90001', on: '20260101', instruction }]))],
  );
  const [{ replacements }] = changes as [(typeof changes)[number]];
  expect(replacements.map(({ code }) => code)).toEqual(codes);
  expect(replacements[0]?.relation).toBe(relation);
  for (const replacement of replacements)
    expect(replacement).toMatchObject({ source: 'curated', status: 'confirmed', units: null, effective: '2026-01-01' });
});
