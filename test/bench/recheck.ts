import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalApp } from '../../infra/local/local-app.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import { recordOf, releaseText } from '../support/release-builder.ts';

/**
 * `npm run bench:recheck`: the same 500 lines hit by a release among 20,000 and among 200,000 stored open lines. What
 * is read must follow the lines hit, not the lines stored. Last line of output: the figures as JSON.
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
const hitLines = 500;
const endedCode = 'E0001';
const sizes = process.argv.slice(2).map(Number).filter(Boolean);

const results = [];
for (const storedLines of sizes.length > 0 ? sizes : [20_000, 200_000]) results.push(await measure(storedLines));
for (const { storedLines, itemsRead, readUnits, seconds } of results)
  console.log(
    `${storedLines} stored, ${hitLines} hit: ${itemsRead} items read (${(itemsRead / hitLines).toFixed(3)} a hit), ${readUnits} read units, ${seconds.toFixed(2)} s`,
  );
console.log(JSON.stringify(results));

async function measure(storedLines: number) {
  const folder = mkdtempSync(join(tmpdir(), 'codeset-bench-'));
  const app = await openLocalApp(folder);
  const codes = [endedCode, ...Array.from({ length: 200 }, (_, index) => `E${1000 + index}`)];
  const older = codes.map((code) => recordOf({ code }));
  const newer = older.map((record) =>
    record.code === endedCode ? { ...record, terminatedOn: '2025-12-31', actionCode: 'D' } : record,
  );
  await ingest('HCPC2025_OCT_ANWEB.txt', older);
  await app.sweep();
  const into = app.importInto('local', 'bench');
  for (let line = 0; line < storedLines; line++) {
    const hit = line % (storedLines / hitLines) === 0;
    await into.add(claimOf(line, hit ? endedCode : codes[1 + (line % 200)]!));
  }
  await into.flush();
  await ingest('HCPC2026_JAN_ANWEB.txt', newer);
  app.accountTable.meter.items = 0;
  app.accountTable.meter.units = 0;
  const start = performance.now();
  const { lines } = await app.sweep();
  const seconds = (performance.now() - start) / 1000;
  const { items: itemsRead, units: readUnits } = app.accountTable.meter;
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return { storedLines, hitLines: lines, itemsRead, readUnits, seconds };

  async function ingest(name: string, records: readonly ReturnType<typeof recordOf>[]): Promise<void> {
    const bytes = releaseText(records);
    await app.ingest({ name, bytes, address: null, headers: {}, release: null, published: null, notify: false });
  }
}

function claimOf(index: number, code: string): Claim {
  const dateOfService = `2026-01-${String((index % 28) + 1).padStart(2, '0')}`;
  const line = {
    line: 1,
    code,
    modifiers: [],
    units: 1,
    unitOfMeasure: 'UN',
    amount: 10_000,
    dateOfService,
    throughDate: dateOfService,
    placeOfService: '11',
    revenueCode: null,
    drug: null,
  };
  return {
    claimId: `C${index}`,
    claimType: 'professional',
    frequency: '1',
    payerClaimNumber: null,
    payer: 'PAYER',
    filingIndicator: 'CI',
    provider: null,
    place: '11',
    lines: [line],
  };
}
