import { expect, test } from 'vitest';
import { noteRun } from '../../../functions/watch/note-run.ts';
import { tellRun } from '../../../functions/watch/tell-run.ts';
import type { WatchReport } from '../../../functions/watch/watch-sources.ts';
import { calendar } from '../../../shared/sources/calendar.ts';
import { sourceStatus } from '../../../shared/sources/source-status.ts';
import { keptOfEach } from '../../../shared/sources/watch-run.ts';
import { memoryRuns } from '../../support/source-watcher.ts';

const quiet: WatchReport = {
  scannedAt: '2026-11-23T11:30:00.000Z',
  answered: true,
  found: [],
  files: [],
  downloads: 0,
  unknown: [],
  others: [],
  failures: [],
  problems: [],
};
const refusal = {
  kind: 'failed',
  failure: 'blocked',
  url: 'https://www.cms.gov/list',
  detail: 'status 403',
  remedy: 'drop the file into the inbox',
  attempts: 1,
} as const;

test('what a run leaves to a person is in the log with its remedy, and counted for the alarms', () => {
  const logged: unknown[] = [];
  const counted: Record<string, number> = {};
  const log = { info: () => {}, warn: (event: string, facts?: object) => void logged.push([event, facts]) };
  const count = (name: string, times: number) => {
    counted[name] = (counted[name] ?? 0) + times;
  };
  const unknown = {
    url: 'https://www.cms.gov/x.zip',
    text: 'x',
    kind: 'unknown',
    reason: 'nothing explains it',
  } as const;
  const [hcpcs] = calendar;
  const late = sourceStatus({ series: hcpcs, today: '2026-11-23', releases: [], run: null, quarantined: 0 });
  const report = { ...quiet, failures: [refusal], unknown: [unknown], problems: ['a gap'] };
  tellRun({ log, count }, report, { today: '2026-11-23', sources: [late] });
  expect(logged).toEqual([
    ['source-failed', expect.objectContaining({ failure: 'blocked', remedy: refusal.remedy })],
    ['source-unknown', { url: unknown.url, text: 'x' }],
    ['source-problem', { problem: 'a gap' }],
    ['release-late', { text: expect.stringContaining('60 days late'), remedy: expect.anything() }],
  ]);
  expect(counted).toEqual({ SourcesFailed: 1, SourcesUnknown: 1, ReleasesLate: 1 });
});

test('the last answer is remembered while CMS refuses', async () => {
  const runs = memoryRuns();
  await noteRun(runs, { ...quiet, scannedAt: '2026-11-22T11:30:00.000Z' });
  await noteRun(runs, { ...quiet, answered: false, failures: [refusal] });
  expect(await runs.last()).toMatchObject({
    askedAt: quiet.scannedAt,
    answeredAt: '2026-11-22T11:30:00.000Z',
    failures: [{ failure: 'blocked' }],
  });
});

test('a list that was rebuilt does not fill the table', async () => {
  const runs = memoryRuns();
  const unknown = Array.from({ length: 500 }, (_, at) => ({
    url: `https://www.cms.gov/${at}.zip`,
    text: `file ${at}`,
    kind: 'unknown' as const,
    reason: 'nothing explains it',
  }));
  await noteRun(runs, { ...quiet, unknown });
  expect((await runs.last())!.unknown).toHaveLength(keptOfEach);
});
