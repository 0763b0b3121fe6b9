import { expect, test } from 'vitest';
import { evidenceNotes } from '../../../shared/release/evidence-notes.ts';
import { readEvidence } from '../../../shared/release/read-evidence.ts';
import { readRelease } from '../../../shared/release/read-release.ts';
import { noEvidence, recordOf, releaseText, releaseWorkbook, workbookOf } from '../../support/release-builder.ts';

const name = 'HCPC2026_JAN_ANWEB.txt';
const file = (entry: string, bytes: Uint8Array) => ({ name: entry, bytes, modifiedOn: null });
const date = '2026-01-01';

test('what text and workbook of one zip disagree about is noted, each code once', () => {
  const records = [recordOf({ code: 'A4000' }), recordOf({ code: 'A4001' }), recordOf({ code: 'A4002' })];
  const workbook = [
    recordOf({ code: 'A4000', actionEffectiveOn: null }),
    recordOf({ code: 'A4001', coverage: 'M', betos: 'Z2' }),
    recordOf({ code: 'A4003' }),
  ];
  const notes = evidenceNotes({ date, records }, { ...noEvidence, workbook });
  expect(notes.map(({ code, text }) => `${code} ${text}`)).toEqual([
    'A4003 stands in the workbook, not in the text',
    'A4002 stands in the text, not in the workbook',
    expect.stringMatching(/^A4001 reads otherwise in the workbook: .*coverage/),
  ]);
});

test('a workbook that cannot be read, and a second code file, are noted, not passed over', async () => {
  const sketches = [{ code: 'A4000' }, { code: 'A4001' }];
  const text = releaseText(sketches);
  const book = releaseWorkbook(sketches);
  const entries = [
    file(name, text),
    file('HCPC2026_JAN_ANWEB.xlsx', book.subarray(0, book.length / 2)),
    file('copy.txt', releaseText([{ code: 'A4000' }])),
  ];
  const release = await readRelease('january.zip', entries, {});
  expect(release.notes).toMatchObject([{ rule: 'second-code-file', text: expect.stringContaining('copy.txt') }]);
  const evidence = await readEvidence(entries, release);
  expect(evidenceNotes({ date, records: release.records }, evidence)).toMatchObject([{ rule: 'evidence-unreadable' }]);
});

test('nothing beside the code file, nothing to note', () => {
  expect(evidenceNotes({ date, records: [] }, noEvidence)).toEqual([]);
});

test('the NOC list beside a release is held against it', async () => {
  const sketches = [{ code: 'A4000' }, { code: 'A4001', terminatedOn: '2025-12-31' }];
  const entries = [
    file(name, releaseText(sketches)),
    file(
      'NOC_Codes_2026.xlsx',
      workbookOf({
        NOC: [
          ['2026 NOC CODES'],
          ['HCPCS CODE', 'LONG DESCRIPTION', 'ADD DATE', 'TERM DATE'],
          ['A4000', 'Invented service A4000', '20150101', ''],
          ['A4001', 'Invented service A4001', '20150101', ''],
          ['A4002', 'Invented service A4002', '20150101', ''],
        ],
      }),
    ),
  ];
  const release = await readRelease('january.zip', entries, {});
  const notes = evidenceNotes({ date, records: release.records }, await readEvidence(entries, release));
  expect(notes).toEqual([
    {
      code: 'A4001',
      rule: 'noc-list',
      text: 'does not end in the NOC list, and ends on 2025-12-31 in the code file',
    },
    { code: 'A4002', rule: 'noc-list', text: 'stands in the NOC list, not in the code file' },
  ]);
});
