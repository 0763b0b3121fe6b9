import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLocalApp } from '../../../infra/local/local-app.ts';
import type { Claim } from '../../../shared/claims/claim.ts';
import { account, claim, january, october } from '../../support/claim-world.ts';
import { ingestFile } from '../../support/release-chain.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const today = '2026-02-01';

async function stored(claims: readonly Claim[]) {
  const folder = tempFolder();
  const app = await openLocalApp(folder);
  await ingestFile(app, october);
  const into = app.importInto(account, 'test', today);
  for (const each of claims) await into.add(each);
  const numbers = { controlNumber: null, clearinghouseNumber: null, payerClaimNumber: 'QZ-ICN' };
  const nothing = { ...numbers, line: null, service: null, payer: null, rarc: [] };
  for (const claimId of ['QZ-PAID', 'QZ-NEVER-CAME'])
    await into.say({ ...nothing, claimId, state: 'paid', date: '2026-01-20', carc: [] });
  await into.say({ ...nothing, claimId: 'QZ-LATER', state: 'paid', date: '2026-01-31', carc: [] });
  await into.say({
    ...nothing,
    clearinghouseNumber: 'QZ-D9',
    claimId: null,
    state: 'paid',
    date: '2026-01-20',
    carc: [],
  });
  await into.flush();
  await ingestFile(app, january);
  await app.sweep();
  await app.deliver();
  return { folder, app };
}

/** Whether any file of the folder holds the text. */
function traceOf(text: string, folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return traceOf(text, path);
    return readFileSync(path).includes(text) ? [path] : [];
  });
}

const claims = ['QZ-PAID', 'QZ-LATER', 'QZ-OPEN'].map((claimId) => claim(claimId, ['E1001 x1', 'E1004 x2']));

describe('a purge', () => {
  test('of claims closed before a day takes those and leaves the others, and says first what it would take', async () => {
    const { app, folder } = await stored(claims);
    const order = { account, closedBefore: '2026-01-25', dryRun: true };
    const said = await app.purge(order);
    expect(said).toMatchObject({ claims: 3, dryRun: true });
    expect(await app.purge(order)).toEqual(said);
    const done = await app.purge({ ...order, dryRun: false });
    expect(done).toEqual({ ...said, dryRun: false });
    expect(await app.purge(order)).toMatchObject({ claims: 0, items: 0 });
    expect(await app.claims.claims(account, 'QZ-OPEN')).toHaveLength(1);
    expect(await app.claims.claims(account, 'QZ-LATER')).toHaveLength(1);
    await app.close();
    expect(traceOf('QZ-PAID', folder)).toEqual([]);
    expect(traceOf('QZ-NEVER-CAME', folder)).toEqual([]);
    expect(traceOf('QZ-OPEN', folder)).not.toEqual([]);
  });

  test('of an account leaves no trace in store, indexes, outbox; other accounts stay', async () => {
    const { app, folder } = await stored(claims);
    const other = app.importInto('other', 'test', today);
    await other.add(claim('QY-OTHER', ['E1001 x1']));
    await other.flush();
    const done = await app.purge({ account, closedBefore: null, dryRun: false });
    expect(done.claims).toBe(5);
    expect(done.files).toBeGreaterThan(0);
    expect(await app.claims.holdsLinesOf(account)).toBe(false);
    expect(await app.claims.claims('other', 'QY-OTHER')).toHaveLength(1);
    await app.close();
    expect(traceOf('QZ-', folder)).toEqual([]);
  });

  test('by schedule keeps closed claims for as many days as the account says', async () => {
    const { app } = await stored(claims);
    expect(await app.purgeDue('2030-01-01')).toEqual([]);
    await app.purges.keepFor(account, 365);
    expect(await app.purgeDue('2027-01-25')).toMatchObject([{ claims: 3 }]);
    expect(await app.purgeDue('2027-03-01')).toMatchObject([{ claims: 1 }]);
    expect(await app.claims.claims(account, 'QZ-OPEN')).toHaveLength(1);
    await app.close();
  });
});
