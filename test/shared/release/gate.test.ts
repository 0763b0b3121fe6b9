import { beforeAll, describe, expect, test } from 'vitest';
import { filesIn, unzip } from '../../../functions/adapters/unzip.ts';
import { compareReleases } from '../../../shared/changes/compare.ts';
import { BadInput } from '../../../shared/errors.ts';
import { concernsAbout, type Evidence, type GateCase, refuseDamaged } from '../../../shared/release/gate.ts';
import { knownCodes } from '../../../shared/release/known-codes.ts';
import { readEvidence } from '../../../shared/release/read-evidence.ts';
import { type ReadRelease, readRelease } from '../../../shared/release/read-release.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { noEvidence, recordOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const codes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => recordOf({ code: `J${1000 + from + index}`, line: index + 1 }));

const older = { date: '2025-10-01', records: codes(1000) };

function caseOf(records: readonly CodeRecord[], more: Partial<GateCase> = {}): GateCase {
  const date = '2026-01-01';
  const before = more.before === undefined ? older : more.before;
  const changes = before ? compareReleases(before, { date, records }).changes : [];
  return { date, records, before, after: null, changes, corrected: new Set(), evidence: noEvidence, ...more };
}

const evidence = (more: Partial<Evidence>): Evidence => ({ ...noEvidence, ...more });
const stated = (action: string, list: readonly CodeRecord[]) =>
  new Map(list.map(({ code }) => [code, { action, words: action }]));

const flagged = codes(40, 100).map((record) => ({ ...record, actionCode: 'D' }));

const cases: readonly (readonly [what: string, gateCase: GateCase, rules: readonly string[], line?: number | null])[] =
  [
    ['the same codes again', caseOf(codes(1000)), []],
    ['a handful withdrawn', caseOf(codes(990)), []],
    ['some more than a handful', caseOf(codes(970)), ['records-missing'], 970],
    ['the first half gone', caseOf(codes(500, 500)), ['records-missing'], 1],
    ['each second gone', caseOf(codes(1000).filter((_, index) => index % 2 === 0)), ['records-missing'], 3],
    [
      'ended codes gone',
      caseOf(codes(800), {
        before: {
          ...older,
          records: [...codes(800), ...codes(200, 800).map((record) => ({ ...record, terminatedOn: '2020-12-31' }))],
        },
      }),
      [],
    ],
    ['many withdrawn over many years', caseOf(codes(930), { before: { ...older, date: '2021-10-01' } }), []],
    ['nearly twice as many', caseOf(codes(1900)), ['record-count']],
    ['a first release of nobody knows what', caseOf(codes(300), { before: null }), []],
    [
      'a whole first release',
      caseOf(
        knownCodes.map((code) => recordOf({ code })),
        { before: null },
      ),
      [],
    ],
    [
      'half of a first release',
      caseOf([...codes(3000), ...knownCodes.slice(0, 30).map((code) => recordOf({ code }))], { before: null }),
      ['part-of-a-file'],
      null,
    ],
    [
      'a first release put together by hand, of some codes that every file lists',
      caseOf([...codes(300), ...knownCodes.slice(0, 30).map((code) => recordOf({ code }))], { before: null }),
      [],
    ],
    [
      'handed in late, and half of it gone',
      caseOf(codes(500), { before: null, after: { date: '2026-04-01', records: codes(1000) } }),
      ['records-missing'],
    ],
    [
      'handed in late, and whole: the rest began after it',
      caseOf(codes(500), {
        before: null,
        after: {
          date: '2026-04-01',
          records: [...codes(500), ...codes(500, 500).map((record) => ({ ...record, addedOn: '2026-04-01' }))],
        },
      }),
      [],
    ],
    [
      'the workbook beside it says the same',
      caseOf(codes(1000), { evidence: evidence({ workbook: codes(1000) }) }),
      [],
    ],
    [
      'the workbook beside it holds more',
      caseOf(codes(1000), { evidence: evidence({ workbook: codes(1050) }) }),
      ['text-against-workbook', 'workbook-has-more'],
    ],
    [
      'the text lost some lines that the workbook has',
      caseOf(codes(1000), { evidence: evidence({ workbook: codes(1004) }) }),
      ['workbook-has-more'],
    ],
    [
      'the workbook was made some days later',
      caseOf(codes(1000), { evidence: evidence({ workbook: codes(1003) }) }),
      [],
    ],
    [
      "CMS's report says the same",
      caseOf(
        [...codes(1000), ...codes(40, 1000).map((record) => ({ ...record, addedOn: '2026-01-01', actionCode: 'A' }))],
        {
          evidence: evidence({ report: stated('A', codes(40, 1000)) }),
        },
      ),
      [],
    ],
    [
      "CMS's report discontinues what the file does not end",
      caseOf(codes(1000), { evidence: evidence({ report: stated('D', codes(40)) }) }),
      ['report-disagrees'],
    ],
    [
      'the file discontinues what it does not end',
      caseOf([...codes(100), ...flagged, ...codes(860, 140)]),
      ['action-codes-disagree'],
    ],
  ];

test.each(cases.map(([what, gateCase, rules, line]) => ({ what, gateCase, rules, line })))(
  '$what',
  ({ gateCase, rules, line }) => {
    const concerns = concernsAbout(gateCase);
    expect(concerns.map(({ rule }) => rule)).toEqual(rules);
    if (line !== undefined) expect(concerns[0]?.line).toBe(line);
  },
);

test('a file with a line that cannot be read is refused, with line and rule', () => {
  const refused = [{ line: 7, code: null, rule: 'not-a-record', reason: 'is no record' }];
  expect(() => refuseDamaged('a.zip', { refused, codeFile: 'b.txt' })).toThrow(BadInput);
  expect(() => refuseDamaged('a.zip', { refused, codeFile: 'b.txt' })).toThrow(
    'a.zip/b.txt:7: is no record; nothing was stored, download the file again [not-a-record]',
  );
  expect(() => refuseDamaged('b.txt', { refused: [], codeFile: 'b.txt' })).not.toThrow();
});

describe.skipIf(!haveCms)("CMS's own releases raise no concern", () => {
  const names = {
    'January 2017': '2017-Alpha-Numeric-HCPCS-File.zip',
    'January 2018': '2018-Alpha-Numeric-HCPCS-File.zip',
    'April 2020': 'HCPC2020_APR_ANWEB.xlsx',
    'July 2020': 'HCPC2020_JUL_ANWEB.xlsx',
  } as const;
  type Name = keyof typeof names;
  const reads = new Map<Name, ReadRelease>();
  const beside = new Map<Name, Evidence>();

  beforeAll(async () => {
    for (const [key, name] of Object.entries(names) as [Name, string][]) {
      const read = await readRelease(name, await filesIn(name, cmsFile(name)));
      reads.set(key, read);
      const entries = name.endsWith('.zip') ? await unzip(name, cmsFile(name)) : [];
      const trans = name.replace('ANWEB', 'Trans_Alpha');
      const report = {
        name: trans,
        bytes: name.endsWith('.zip') ? new Uint8Array() : cmsFile(trans),
        modifiedOn: null,
      };
      beside.set(key, await readEvidence(name.endsWith('.zip') ? entries : [report], read));
    }
  });

  const whole = (key: Name, before: Name | null, after: Name | null): GateCase => {
    const { date, records } = reads.get(key)!;
    const earlier = before ? reads.get(before)! : null;
    return {
      date,
      records,
      before: earlier,
      after: after ? reads.get(after)! : null,
      changes: earlier ? compareReleases(earlier, { date, records }).changes : [],
      corrected: new Set(),
      evidence: beside.get(key)!,
    };
  };

  test.each<[Name, Name | null, Name | null]>([
    ['January 2017', null, null],
    ['January 2018', 'January 2017', null],
    ['April 2020', 'January 2018', null],
    ['July 2020', 'April 2020', null],
    ['July 2020', 'January 2017', null],
    ['January 2017', null, 'January 2018'],
    ['January 2018', 'January 2017', 'April 2020'],
    ['January 2017', null, 'July 2020'],
  ])('%s, behind %s and before %s', (key, before, after) => {
    expect(concernsAbout(whole(key, before, after))).toEqual([]);
  });

  test('both zips bring a workbook and a report to hold the text against', () => {
    for (const key of ['January 2017', 'January 2018'] as const) {
      expect(beside.get(key)!.workbook).toHaveLength(reads.get(key)!.records.length);
      expect(beside.get(key)!.report!.size).toBeGreaterThan(100);
    }
  });

  test.each(['January 2017', 'January 2018'] as const)('half of %s does, alone or behind another', (key) => {
    const { records } = reads.get(key)!;
    const half = records.filter((_, index) => index % 2 === 0);
    const head = records.slice(0, records.length / 2);
    for (const part of [half, head]) {
      const alone = { ...whole(key, null, null), records: part, evidence: noEvidence };
      expect(concernsAbout(alone).map(({ rule }) => rule)).toEqual(['part-of-a-file']);
      const beheld = concernsAbout({ ...alone, evidence: beside.get(key)! });
      expect(beheld.map(({ rule }) => rule)).toContain('text-against-workbook');
    }
  });
});
