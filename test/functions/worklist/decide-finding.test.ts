import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFindings } from '../../../functions/queries/list-findings.ts';
import { findingDetail } from '../../../functions/worklist/decide-finding.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { FindingAct } from '../../../shared/claims/finding-life.ts';
import { account, claim, happening, january, october, worldOf } from '../../support/claim-world.ts';
import { type Medium, type RunningApp, startApp } from '../../support/medium.ts';

let medium: Medium;
let app: RunningApp;
const claims = [claim('A', ['E1001 x2']), claim('B', ['E1001 x1']), claim('C', ['E1005 x1'])];

beforeAll(async () => {
  ({ medium, app } = await worldOf(october, claims, january));
});

async function idsByStatus() {
  const found = new Map<string, string>();
  for (const status of ['open', 'assigned', 'done', 'dismissed', 'cleared'] as const)
    for (const { claimId, id } of (await listFindings(app)({ account, status, limit: 100 })).findings)
      found.set(`${claimId} ${status}`, id);
  return found;
}

const decide = (id: string, act: FindingAct, by = 'lead') => app.decideFinding({ account, id, act, by });

describe("a person's decisions about findings", () => {
  test('are kept, and a sweep that is repeated reopens nothing', async () => {
    const ids = await idsByStatus();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => ids.get(`${name} open`)!) as [string, string, string];
    await decide(a, { kind: 'dismiss', reason: 'the payer takes it' });
    await decide(b.toLowerCase(), { kind: 'assign', to: 'ann' });
    await decide(c.slice(0, 4), { kind: 'done' }, 'ann');
    const before = await idsByStatus();
    expect([...before.keys()].sort()).toEqual(['A dismissed', 'B assigned', 'C done']);
    const { changeSet } = (await app.codeSets.state('HCPCS')).releases.at(-1)!;
    await app.sweeps.plan('HCPCS', changeSet, true, new Map([['E1001', '1900-01-01']]));
    await startApp(medium).sweep();
    await happening(medium, claims);
    expect(await idsByStatus()).toEqual(before);
    const detail = await findingDetail(app)(account, a);
    expect(forms['finding-detail'].parse(detail)).toEqual(detail);
    const { file, line, sha256 } = detail.record!;
    const text = new TextDecoder().decode(january.bytes);
    expect(text.split(/\r?\n/)[line - 1]).toMatch(/^E1001/);
    expect([file, sha256]).toEqual([january.name, createHash('sha256').update(january.bytes).digest('hex')]);
    expect(detail.history.map(({ by, did }) => `${by} ${did}`)).toEqual(['codeset-watch raised', 'lead dismissed']);
    await decide(a, { kind: 'reopen' });
    expect([...(await idsByStatus()).keys()].sort()).toEqual(['A open', 'B assigned', 'C done']);
  });

  test('a changed fix reopens what was dismissed', async () => {
    const id = (await idsByStatus()).get('A open')!;
    await decide(id, { kind: 'dismiss', reason: 'no' });
    const { lines, ...head } = claim('A', ['E1001 x2'], { frequency: '7' });
    await happening(medium, [{ ...head, lines: lines.map((line) => ({ ...line, amount: 77_00 })) }]);
    expect((await findingDetail(app)(account, id)).status).toBe('open');
  });

  test('what waits, open or assigned, is listed together where no status is named', async () => {
    const { findings } = await listFindings(app)({ account, limit: 10 });
    expect(findings.map(({ status }) => status).sort()).toEqual(['assigned', 'open']);
  });

  test.each([
    ['ZZZZZZZZ', 'no finding has the id'],
    ['', 'no finding has the id'],
    ['a"; drop', 'no finding has the id'],
  ])('the id %j names none', async (id, message) => {
    await expect(decide(id, { kind: 'done' })).rejects.toThrow(message);
  });

  test("another account's finding is not there", async () => {
    const [id] = (await idsByStatus()).values();
    await expect(app.decideFinding({ account: 'other', id: id!, act: { kind: 'done' }, by: 'x' })).rejects.toThrow();
  });
});
