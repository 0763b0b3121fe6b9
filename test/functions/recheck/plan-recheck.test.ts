import { expect, test } from 'vitest';
import { planRecheck } from '../../../functions/recheck/plan-recheck.ts';
import type { CodeChanged } from '../../../shared/pipeline.ts';
import { claim, january, october, worldOf } from '../../support/claim-world.ts';
import { startApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';

/** A release is visible, and somebody holds claims that may use what it changed. */
async function published(claims = [claim('A', ['E1004 @2025-10-02'])]) {
  const { app, medium } = await worldOf(october, claims);
  const { release } = await ingestFile(startApp(medium), january);
  const emitted: CodeChanged[] = [];
  const plan = planRecheck({ ...app, emit: async (event) => void emitted.push(event as CodeChanged) });
  return { app, plan, emitted, changeSet: release!.changeSet };
}

test('one message for each changed code, and one for the lines that wait', async () => {
  const { plan, emitted, changeSet } = await published();
  expect(await plan()).toMatchObject([{ changeSet, status: 'running', notify: true }]);
  expect(emitted.map(({ code }) => code)).toEqual(['(awaiting)', 'E1001', 'E1002', 'E1003', 'E1004', 'Y7']);
  expect(new Set(emitted.map((event) => `${event.type} ${event.codeSet} ${event.changeSet}`))).toEqual(
    new Set([`CodeChanged HCPCS ${changeSet}`]),
  );
});

test('what is done is not planned again, and the last code closes the sweep', async () => {
  const { app, plan, emitted, changeSet } = await published();
  await plan();
  for (const event of emitted.splice(0).slice(2)) await app.recheck(event);
  await plan();
  expect(emitted.map(({ code }) => code)).toEqual(['(awaiting)', 'E1001']);
  for (const event of emitted.splice(0)) await app.recheck(event);
  expect(await app.sweeps.get('HCPCS', changeSet)).toMatchObject({ status: 'complete' });
  expect(await plan()).toEqual([]);
  expect(emitted).toEqual([]);
});

test('a sweep that was stopped before it could be closed is closed', async () => {
  const { app, plan, emitted, changeSet } = await published();
  for (const pending of await app.sweeps.pending('HCPCS', changeSet)) await app.sweeps.done(pending);
  expect(await plan()).toHaveLength(1);
  expect(emitted).toEqual([]);
  expect(await app.sweeps.unfinished()).toEqual([]);
});

test('where nobody holds claims, a sweep is closed without a message', async () => {
  const { app, plan, emitted } = await published([]);
  expect(await plan()).toHaveLength(1);
  expect(emitted).toEqual([]);
  expect(await app.sweeps.unfinished()).toEqual([]);
});

test('a sweep whose change set is not visible waits', async () => {
  const { app, plan, emitted } = await published();
  await app.sweeps.plan('HCPCS', 'not-yet', true, new Map([['E1001', '2026-01-01']]));
  await plan();
  expect(emitted.filter(({ changeSet }) => changeSet === 'not-yet')).toEqual([]);
  expect((await app.sweeps.unfinished()).map(({ changeSet }) => changeSet)).toContain('not-yet');
});
