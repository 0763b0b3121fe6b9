import { expect, test } from 'vitest';
import { account, claim, findingsOf, happening, january, october, storing } from '../../support/claim-world.ts';
import { deletedList, fileOf, tabList } from '../../support/cpt-files.ts';
import { type Medium, openMedium, startApp } from '../../support/medium.ts';

const steady = Array.from({ length: 30 }, (_, at) => String(10_000 + at));
const listOf = (codes: readonly string[]) =>
  fileOf('LONGULT.txt', tabList([...steady, ...codes].map((code) => ({ code, long: `Invented words of ${code}` }))));
const deleted = fileOf(
  'Deleted_DTK_tab.txt',
  deletedList([{ code: '90001', on: '20260101', instruction: 'To report, use 90002' }]),
);
const years = { '2025': [listOf(['90001'])], '2026': [listOf(['90002']), deleted] } as const;

const claims = [claim('A', ['90001-Y7', 'E1001', '90001 @2025-12-31']), claim('B', ['90009', '10003'])];
const expected = [
  'A 1 90001 code-terminated',
  'A 1 Y7 modifier-terminated',
  'A 2 E1001 code-terminated',
  'B 1 90009 code-unknown',
];

/** A licensee's two years, each taken in and swept by a process of its own, out of one vault. */
async function takeYears(medium: Medium): Promise<void> {
  for (const [folder, files] of Object.entries(years)) {
    const app = startApp(medium);
    await app.ingestCpt({ folder, files, published: null, notify: false });
    await app.sweep();
  }
}

test('lines of both code sets are judged when they are imported, by a process that has just started', async () => {
  const medium = await openMedium();
  await takeYears(medium);
  await happening(medium, october, january);
  await storing(claims, startApp(medium));
  expect(await findingsOf(startApp(medium))).toEqual(expected);
  const marked = await startApp(medium).findings.undelivered(account);
  const { releases } = await startApp(medium).codeSets.state('CPT');
  expect(marked.find(({ finding }) => finding.code === '90001')!.changeSet).toBe(releases[1]!.changeSet);
});

test('lines that were there before the first year are judged once by it, whatever their codes', async () => {
  const medium = await openMedium();
  await happening(medium, claims, october, january);
  await takeYears(medium);
  expect(await findingsOf(startApp(medium))).toEqual(expected);
});
