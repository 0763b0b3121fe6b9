import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';

const settings = (given: Readonly<Record<string, unknown>>) => readSettings((name) => given[name]);

describe('settings of a deployment', () => {
  test('none given: a development deployment that can be removed', () => {
    expect(settings({})).toMatchObject({ stage: 'dev', keepData: false, archiveLockDays: 1, newestReleases: 2 });
  });

  test('production keeps its data', () => {
    expect(settings({ stage: 'prod' })).toMatchObject({ keepData: true, archiveLockDays: 2192, logDays: 400 });
  });

  test('the command line gives text', () => {
    const given = { stage: 'prod', keepData: 'false', recheckConcurrency: '100', newestReleases: '200' };
    expect(settings(given)).toMatchObject({ keepData: false, recheckConcurrency: 100, newestReleases: 200 });
  });

  test.each([
    [{ stage: 'production' }, 'setting stage'],
    [{ mailFrom: 'nobody' }, 'setting mailFrom'],
    [{ recheckConcurrency: '1' }, 'setting recheckConcurrency'],
    [{ logDays: '13' }, 'setting logDays: CloudWatch keeps logs for'],
    [{ account: 'Main Street' }, 'setting account'],
    [{ apiDomain: 'codes.hospital.example' }, 'setting apiDomain: needs both'],
    [{ signInDomain: 'login.hospital.example' }, 'setting signInDomain: needs both'],
    [{ backupDays: '1' }, 'setting backupDays'],
  ])('%j is refused by name', (given, message) => {
    expect(() => settings(given)).toThrow(message);
  });
});
