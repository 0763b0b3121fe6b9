import { describe, expect, test } from 'vitest';
import { listSweeps, steerSweep } from '../../../functions/queries/list-sweeps.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { randomFrom } from '../../support/damage.ts';
import { claims, pair, planNewest } from '../../support/kill-stories.ts';
import { copyOf, dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';

const release = '2025-04';

/** A store whose newest release is visible, with nothing of its re-check done. */
async function planned(): Promise<Medium> {
  const medium = await openMedium();
  const app = startApp(medium);
  for (const file of pair) await ingestFile(app, file);
  const into = app.importInto('local', 'test');
  for (const claim of claims()) await into.add(claim);
  await into.flush();
  await app.sweep();
  await planNewest(app);
  return medium;
}

/** Works off as many codes as are asked for, as a process that is stopped then. */
async function someOf(medium: Medium, most: number): Promise<number> {
  const app = startApp(medium);
  const { changeSet } = (await app.codeSets.state('HCPCS')).releases.at(-1)!;
  const due = (await app.sweeps.pending('HCPCS', changeSet)).slice(0, most);
  for (const { code } of due) await app.recheck({ type: 'CodeChanged', codeSet: 'HCPCS', changeSet, code });
  return due.length;
}

const newest = async (app: RunningApp) => (await listSweeps(app)()).sweeps[0]!;

describe('a sweep', () => {
  test('is listed with how far it is, and can be cancelled and resumed', async () => {
    const medium = await planned();
    const app = startApp(medium);
    expect(forms.sweeps.parse(await listSweeps(app)())).toEqual(await listSweeps(app)());
    const { codes } = await newest(app);
    await someOf(medium, 3);
    expect(await newest(app)).toMatchObject({ release, status: 'running', left: codes - 3 });
    await steerSweep(app)(release, 'cancel');
    await startApp(medium).sweep();
    expect(await someOf(medium, 5)).toBe(5);
    expect(await newest(app)).toMatchObject({ status: 'cancelled', left: codes - 3 });
    await steerSweep(app)(release, 'resume');
    await startApp(medium).sweep();
    expect(await newest(app)).toMatchObject({ status: 'complete', left: 0 });
    expect(await steerSweep(app)(release, 'cancel')).toMatchObject({ status: 'complete' });
    await expect(steerSweep(app)('2031-01', 'cancel')).rejects.toThrow('not held');
  });

  test('stopped, cancelled and resumed at random moments ends in the store of one clean run', async () => {
    const before = await planned();
    const clean = await copyOf(before);
    await startApp(clean).sweep();
    const expected = await dumpOf(clean);
    const random = randomFrom(2026);
    for (let run = 0; run < 3; run++) {
      const medium = await copyOf(before);
      for (let step = 0; step < 6; step++) {
        await someOf(medium, Math.floor(random() * 6));
        await steerSweep(startApp(medium))(release, random() < 0.5 ? 'cancel' : 'resume');
      }
      await steerSweep(startApp(medium))(release, 'resume');
      await startApp(medium).sweep();
      expect(await dumpOf(medium), `run ${run}`).toEqual(expected);
    }
  });
});
