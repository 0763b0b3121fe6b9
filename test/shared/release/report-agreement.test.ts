import { describe, expect, test } from 'vitest';
import { unzip } from '../../../functions/adapters/unzip.ts';
import { compareReleases } from '../../../shared/changes/compare.ts';
import { readCorrections } from '../../../shared/release/corrections/read-corrections.ts';
import { parseCodeText } from '../../../shared/release/parse-text.ts';
import { parseCodeWorkbook } from '../../../shared/release/parse-workbook.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { agreement, type Disagreement } from '../../../shared/release/report-agreement.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import { readTransactionReport } from '../../../shared/release/transaction-report.ts';
import { recordOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const older = { date: '2030-01-01', records: [] as readonly CodeRecord[] };
const newer = { date: '2030-04-01', records: [] as readonly CodeRecord[] };
const dies = { actionCode: 'D', actionEffectiveOn: '2030-04-01' } as const;

interface Case {
  readonly was: Partial<CodeRecord> | null;
  readonly is: Partial<CodeRecord> | null;
  readonly cms: string | null;
  readonly lag?: boolean;
  readonly corrected?: boolean;
  readonly refused?: boolean;
  readonly expect: Readonly<Record<string, number>>;
}

const cases: Readonly<Record<string, Case>> = {
  'both say added': { was: null, is: { addedOn: '2030-04-01', actionCode: 'A' }, cms: 'A', expect: { added: 1 } },
  'both say discontinued': { was: {}, is: { ...dies, terminatedOn: '2030-03-31' }, cms: 'D', expect: { deleted: 1 } },
  'both say reactivated': {
    was: { terminatedOn: '2029-06-30' },
    is: { actionCode: 'R', actionEffectiveOn: '2030-04-01' },
    cms: 'R',
    expect: { reactivated: 1 },
  },
  'both say nothing': { was: {}, is: {}, cms: 'N', expect: {} },
  'added in a release between the two': {
    was: null,
    is: { addedOn: '2030-02-01' },
    cms: 'N',
    expect: { 'born-between-files': 1 },
  },
  'born and dead between the two': {
    was: null,
    is: { ...dies, addedOn: '2030-02-01', terminatedOn: '2030-03-31' },
    cms: 'D',
    expect: { 'born-between-files': 1, deleted: 1 },
  },
  'in force long before, but not in the older file': {
    was: null,
    is: { addedOn: '2015-01-01' },
    cms: 'N',
    expect: { 'left-out-of-older-file': 1 },
  },
  'named in a correction': {
    was: null,
    is: { addedOn: '2030-01-01' },
    cms: 'N',
    corrected: true,
    expect: { 'named-in-correction': 1 },
  },
  'ended in a release between the two': {
    was: {},
    is: { terminatedOn: '2030-02-28' },
    cms: 'N',
    expect: { 'terminated-between-files': 1 },
  },
  'reactivated in a release between the two': {
    was: { terminatedOn: '2029-06-30' },
    is: { actionEffectiveOn: '2030-02-01' },
    cms: 'N',
    expect: { 'reactivated-between-files': 1 },
  },
  'ended by its date, without an action code': {
    was: {},
    is: { terminatedOn: '2030-06-30', actionCode: 'N' },
    cms: 'N',
    expect: { 'unflagged-by-cms': 1 },
  },
  'gone alive, and gone from the report': { was: {}, is: null, cms: null, expect: { 'withdrawn-without-notice': 1 } },
  'the older file has the addition already': { was: {}, is: {}, cms: 'A', expect: { 'already-in-older-file': 1 } },
  'the older file has the end already': {
    was: { terminatedOn: '2029-12-31' },
    is: { terminatedOn: '2029-12-31' },
    cms: 'D',
    expect: { 'already-in-older-file': 1 },
  },
  'the report does not know the code yet': {
    was: null,
    is: { addedOn: '2030-04-01', actionCode: 'A' },
    cms: null,
    lag: true,
    expect: { 'report-older-than-file': 1 },
  },
  'the file no longer has what the report says': {
    was: {},
    is: {},
    cms: 'D',
    lag: true,
    expect: { 'report-older-than-file': 1 },
  },
  'its line was refused': { was: {}, is: {}, cms: 'D', refused: true, expect: { 'line-refused': 1 } },
  'CMS says no change of a code that is new': {
    was: null,
    is: { addedOn: '2030-04-01', actionCode: 'A' },
    cms: 'N',
    expect: { unexplained: 1 },
  },
  'CMS says discontinued of a code that lives on': { was: {}, is: {}, cms: 'D', expect: { unexplained: 1 } },
  'CMS says added of a code that is nowhere': { was: null, is: null, cms: 'A', expect: { unexplained: 1 } },
};

test.each(Object.entries(cases))('%s', (_, { was, is, cms, lag, corrected, refused, expect: expected }) => {
  const sides = {
    older: { ...older, records: was ? [recordOf({ code: 'J1111', ...was })] : [] },
    newer: { ...newer, records: is ? [recordOf({ code: 'J1111', ...is })] : [] },
  };
  const { agreeing, disagreements } = agreement(
    compareReleases(sides.older, sides.newer).changes,
    { actions: new Map(cms ? [['J1111', { action: cms, words: cms }]] : []) },
    {
      ...sides,
      ...(lag ? { fileModifiedOn: '2030-03-07', reportModifiedOn: '2029-11-06' } : {}),
      corrected: new Set(corrected ? ['J1111'] : []),
      refused: new Set(refused ? ['J1111'] : []),
    },
  );
  const agreed = Object.fromEntries(Object.entries(agreeing).filter(([, count]) => count > 0));
  expect({ ...agreed, ...countByRule(disagreements) }).toEqual(expected);
});

describe.skipIf(!haveCms)("CMS's own reports on the real pairs", () => {
  const entry = (files: readonly SourceFile[], part: string) => files.find(({ name }) => name.includes(part))!;

  test('2017 to 2018, texts', async () => {
    const [of2017, of2018, corrections2017, corrections2018] = await Promise.all(
      [
        '2017-Alpha-Numeric-HCPCS-File',
        '2018-Alpha-Numeric-HCPCS-File',
        '2017-HCPCS-Alpha-Numeric-Corrections',
        '2018-HCPCS-Alpha-Numeric-Corrections',
      ].map((zip) => unzip(zip, cmsFile(`${zip}.zip`))),
    );
    const text2018 = entry(of2018!, 'ANWEB_disc.txt');
    const report = entry(of2018!, 'Trans_Report_Alpha.xlsx');
    const context = {
      older: { date: '2017-01-01', ...parseCodeText('2017', entry(of2017!, 'ANWEB.txt').bytes) },
      newer: { date: '2018-01-01', ...parseCodeText('2018', text2018.bytes) },
      fileModifiedOn: text2018.modifiedOn,
      reportModifiedOn: report.modifiedOn,
    };
    const { changes } = compareReleases(context.older, context.newer);
    const stated = readTransactionReport('2018', report.bytes);
    const documents = [entry(corrections2017!, '.xlsx'), entry(corrections2018!, 'V4_HCPC2018_Corrections_ANWEB.xlsx')];
    const corrected = new Set(
      documents.flatMap(({ name, bytes }) => readCorrections(name, bytes).operations.map(({ code }) => code)),
    );
    const { agreeing, disagreements } = agreement(changes, stated, { ...context, corrected });
    expect(agreeing).toEqual({ added: 152, deleted: 40, reactivated: 0 });
    expect(countByRule(disagreements)).toEqual({ 'born-between-files': 14, 'named-in-correction': 5 });
    expect(countByRule(agreement(changes, stated, context).disagreements)).toEqual({
      'born-between-files': 16,
      'terminated-between-files': 3,
    });
  });

  test('April to July 2020, workbooks', () => {
    const read = (month: string) => parseCodeWorkbook(month, cmsFile(`HCPC2020_${month}_ANWEB.xlsx`));
    const context = {
      older: { date: '2020-04-01', ...read('APR') },
      newer: { date: '2020-07-01', ...read('JUL') },
    };
    const { changes } = compareReleases(context.older, context.newer);
    const stated = readTransactionReport('July', cmsFile('HCPC2020_JUL_Trans_Alpha.xlsx'));
    const { agreeing, disagreements } = agreement(changes, stated, context);
    expect(agreeing).toEqual({ added: 61, deleted: 9, reactivated: 0 });
    expect(disagreements).toEqual([]);
  });
});

/** How often each rule explains a disagreement. */
function countByRule(disagreements: readonly Disagreement[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { rule } of disagreements) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}
