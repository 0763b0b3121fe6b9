import { expect, test } from 'vitest';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { zipOf } from '../../support/release-builder.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';

test('each version of a code leads to archive, file and line', async () => {
  const app = startApp(await openMedium());
  const entry = 'V1_HCPC2025_OCT_Corrections.xlsx';
  const rows = [{ CODE: 'G2002', ACTION: 'Terminate code', 'EFF DATE': '2025-12-01' }];
  const book = correctionsBook(rows, { title: 'October 2025 HCPCS CORRECTIONS' });
  const correction = { name: 'corrections.zip', bytes: await zipOf({ [entry]: book }, '2025-10-20') };
  for (const file of [...chain, correction]) await ingestFile(app, file);

  const { versions } = await codeAt(app)({ code: 'G2002', on: '2025-10-01' });
  expect(versions.map(({ release, readFrom }) => [release, readFrom?.file])).toEqual([
    ['2025-07', chain[2]!.name],
    ['2025-10', chain[3]!.name],
    ['2025-10.v1', `corrections.zip/${entry}`],
  ]);
  for (const { readFrom, record } of versions.slice(0, 2)) {
    const { bytes } = (await app.archive.get(readFrom!.sha256))!;
    const line = Buffer.from(bytes).toString('latin1').split('\r\n')[readFrom!.line - 1]!;
    expect(line.slice(0, 5)).toBe('G2002');
    expect(line).toContain(record.longDescription.slice(0, 20));
  }
  expect(await app.archive.get(versions[2]!.readFrom!.sha256)).toMatchObject({ origin: { name: 'corrections.zip' } });
});
