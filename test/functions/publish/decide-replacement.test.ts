import { describe, expect, test } from 'vitest';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { waitingReplacements } from '../../../functions/queries/decided-replacements.ts';
import { listChanges } from '../../../functions/queries/list-changes.ts';
import { replacementsFor } from '../../../functions/queries/replacements-for.ts';
import { account, claim, happening, worldOf } from '../../support/claim-world.ts';
import { type RunningApp, startApp } from '../../support/medium.ts';
import { releaseFile } from '../../support/release-chain.ts';
import { ended, fresh, old, others } from '../../support/replaced-code.ts';

const october = releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [...others, old]);
const january = releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [...others, { ...old, ...ended }, fresh]);
const april = releaseFile('HCPC2026_APR_ANWEB_03092026.txt', [
  ...others,
  { ...old, ...ended, actionCode: 'N' },
  { ...fresh, actionCode: 'N' },
  { code: 'A4999', longDescription: 'Another supply, each', addedOn: '2026-04-01', actionCode: 'A' },
]);

const world = () => worldOf(october, [claim('C1', ['J1901 x8 @2026-01-05'])], january);
const accept = {
  old: 'J1901',
  code: 'J1902',
  verdict: 'accept',
  units: null,
  by: 'ann',
  note: 'read the label',
} as const;
const on = '2026-01-05';

async function fixesIn(app: RunningApp) {
  const found = [];
  for await (const { finding } of app.findings.list(account, 'open')) found.push(...finding.fix);
  return found;
}

const replacementIn = async (app: RunningApp) => (await replacementsFor(app)({ code: 'J1901', on })).replacements[0];
const waitingIn = async (app: RunningApp) => (await waitingReplacements(app)()).waiting.map(({ code }) => code);

test('a proposal waits, and the fix says that nobody has confirmed it', async () => {
  const { app } = await world();
  expect(await waitingIn(app)).toEqual(['J1901']);
  expect(await replacementIn(app)).toMatchObject({ code: 'J1902', status: 'proposed', source: 'inferred' });
  expect(await fixesIn(app)).toMatchObject([{ code: 'J1902', confirm: true }]);
});

test('accepted, it is confirmed for every question, and nothing waits', async () => {
  const { app } = await world();
  await app.decideReplacement(accept);
  expect(await waitingIn(app)).toEqual([]);
  const found = await replacementIn(app);
  expect(found).toMatchObject({ code: 'J1902', status: 'confirmed', units: { numerator: 10, denominator: 1 } });
  expect(found!.reasons[0]).toMatch(/^a person accepted it on \d{4}-\d\d-\d\d: read the label$/);
  const { changes } = await listChanges(app)({ code: 'J1901', kind: 'deleted', limit: 10 });
  expect(changes[0]!.replacements).toMatchObject([{ code: 'J1902', status: 'confirmed' }]);
});

test('what was known before it was said is as it was', async () => {
  const { app } = await world();
  await app.decideReplacement(accept);
  const { replacements } = await codeAt(app)({ code: 'J1901', on, asKnown: '2026-01-02' });
  expect(replacements).toMatchObject([{ code: 'J1902', status: 'proposed' }]);
});

test('edited, the lines hit are judged again with the units of the person', async () => {
  const { app } = await world();
  await app.decideReplacement({ ...accept, verdict: 'edit', units: { numerator: 2, denominator: 2 } });
  await app.sweep();
  expect(await fixesIn(app)).toEqual([{ code: 'J1902', units: 8, confirm: false }]);
});

test('rejected, nothing is named any more; reopened, it waits again', async () => {
  const { app } = await world();
  await app.decideReplacement({ ...accept, verdict: 'reject' });
  await app.sweep();
  expect(await fixesIn(app)).toEqual([]);
  expect(await waitingIn(app)).toEqual([]);
  await app.decideReplacement({ ...accept, verdict: 'reopen' });
  await app.sweep();
  expect(await waitingIn(app)).toEqual(['J1901']);
  expect(await fixesIn(app)).toMatchObject([{ code: 'J1902' }]);
  expect((await app.decisions.all('replacement')).map(({ decision }) => decision.verdict)).toEqual([
    'reject',
    'reopen',
  ]);
});

test('a person may name a code that nobody proposes', async () => {
  const { app } = await world();
  await app.decideReplacement({ ...accept, code: 'A4100' });
  expect(await replacementIn(app)).toMatchObject({ code: 'A4100', status: 'confirmed', source: 'curated' });
});

test('the next release, and building everything anew, leave the word in force', async () => {
  const { app, medium } = await world();
  await app.decideReplacement(accept);
  await happening(medium, april);
  const before = await startApp(medium).codeSets.state('HCPCS');
  expect(await replacementIn(startApp(medium))).toMatchObject({ code: 'J1902', status: 'confirmed' });
  const { changed } = await startApp(medium).rebuild();
  expect(changed).toBe(false);
  expect(await startApp(medium).codeSets.state('HCPCS')).toEqual(before);
  expect((await startApp(medium).verify()).problems).toEqual([]);
});

test('a word that was kept and not applied, for the process ended, takes effect with the next sweep', async () => {
  const { app, medium } = await world();
  const word = { verdict: 'accept', units: null } as const;
  const kept = { kind: 'replacement', subject: 'J1901 J1902', by: 'ann', note: null } as const;
  await app.decisions.keep({ ...kept, decision: word, at: '2026-02-01T08:00:00.000Z' });
  const next = startApp(medium);
  await next.applyDecisions();
  expect(await next.applyDecisions()).toBeNull();
  expect(await replacementIn(next)).toMatchObject({ status: 'confirmed' });
});

describe('refused', () => {
  test.each([
    ['a code that no release lists', { old: 'J9999' }, 'UNKNOWN_CODE'],
    ['a code that lives', { old: 'A4100' }, 'NOT_ENDED'],
    ['a target that no release lists', { code: 'J9999' }, 'UNKNOWN_CODE'],
    ['a rejection of what nobody proposed', { code: 'A4100', verdict: 'reject' as const }, 'NOT_PROPOSED'],
    ['itself', { code: 'J1901' }, 'USAGE'],
    ['an edit without units', { verdict: 'edit' as const }, 'USAGE'],
    ['what is no code', { old: 'hello!' }, 'MALFORMED_CODE'],
  ])('%s', async (_, wrong, code) => {
    const { app } = await world();
    await expect(app.decideReplacement({ ...accept, ...wrong })).rejects.toMatchObject({ code });
    expect(await app.decisions.all('replacement')).toEqual([]);
  });
});
