import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { codesetOn, documentOf } from '../../../support/command-line.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

const folder = tempFolderOfFile();
let app: LocalApp;
beforeAll(async () => {
  app = await openLocalApp(folder, { inMemory: true });
});
afterAll(() => app.close());

const run = (...argv: string[]) => codesetOn(app, argv);

describe('keys', () => {
  test('are made, listed without themselves, rotated and revoked', async () => {
    const made = documentOf(await run('keys', 'make', 'nightly', '--role', 'system', '--json'), 'new-api-key');
    const listed = await run('keys', 'list');
    expect(listed.stdout).toContain('nightly');
    expect(listed.stdout).not.toContain(made.secret);
    const next = documentOf(await run('keys', 'rotate', made.key.id, '--days', '1', '--json'), 'new-api-key');
    expect(next.key.role).toBe('system');
    const ended = documentOf(await run('keys', 'revoke', next.key.id, '--json'), 'api-key');
    expect(ended.revokedAt).not.toBeNull();
  });

  test('are narrowed and end', async () => {
    const argv = ['keys', 'make', 'asks', '--role', 'reader', '--scope', 'claims:read', '--expires', '2030-01-31'];
    const { key } = documentOf(await run(...argv, '--json'), 'new-api-key');
    expect(key).toMatchObject({ scopes: ['claims:read'], expiresAt: '2030-01-31T00:00:00.000Z' });
  });

  test.each([
    [['keys', 'make', 'x'], 2, '--role'],
    [['keys', 'make', 'x', '--role', 'boss'], 2, 'admin, biller, reader, system'],
    [['keys', 'make', 'x', '--role', 'reader', '--scope', 'all'], 2, 'claims:read'],
    [['keys', 'make', 'x', '--role', 'reader', '--expires', 'soon'], 2, '2027-01-31'],
    [['keys', 'make', 'x', '--role', 'reader', '--account', 'nobody'], 1, 'accounts open nobody'],
    [['keys', 'revoke', 'key_none'], 1, 'key_none'],
    [['accounts', 'open', 'Big Clinic'], 2, 'small letters'],
    [['accounts', 'set', 'nobody', '--name', 'x'], 1, 'nobody'],
    [['accounts', 'set', 'local', '--licensed-cpt', 'perhaps'], 2, 'yes or no'],
    [['users', 'add', 'ann', '--name', 'Ann', '--role', 'reader'], 2, 'e-mail'],
  ])('%j ends with %i and says "%s"', async (argv, code, word) => {
    const ran = await run(...argv);
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(word)]);
  });
});

describe('accounts and users', () => {
  test('are opened, changed, listed', async () => {
    const opened = documentOf(await run('accounts', 'open', 'clinic', '--name', 'A clinic', '--json'), 'new-account');
    expect(opened.key.role).toBe('admin');
    const set = await run('accounts', 'set', 'local', '--licensed-cpt', 'yes', '--json');
    expect(documentOf(set, 'account').licensedCpt).toBe(true);
    const { accounts } = documentOf(await run('accounts', 'list', '--json'), 'accounts');
    expect(accounts.map(({ account, licensedCpt }) => [account, licensedCpt])).toEqual([
      ['clinic', false],
      ['local', true],
    ]);
    const argv = ['users', 'add', 'Ann@clinic.example', '--name', 'Ann', '--role', 'biller', '--account', 'clinic'];
    const ann = documentOf(await run(...argv, '--json'), 'user');
    const shut = await run('users', 'set', ann.id, '--disabled', 'yes', '--account', 'clinic', '--json');
    expect(documentOf(shut, 'user').disabledAt).not.toBeNull();
    expect((await run('users', 'list')).stdout).toContain('has no users');
    expect((await run('users', 'list', '--account', 'clinic')).stdout).toContain('shut out');
  });
});

describe('the audit log', () => {
  test('names commands that change or show what is stored, by their names alone', async () => {
    await run('findings');
    await run('releases');
    const { events } = documentOf(await run('audit-log', '--json'), 'audit-log');
    const actions = events.map(({ action, effect }) => `${action}: ${effect}`);
    expect(actions).toContain('codeset findings: read');
    expect(actions).toContain('codeset keys make: change');
    expect(actions.filter((action) => /releases|list|audit/.test(action))).toEqual([]);
    expect(events.every(({ by }) => by.kind === 'command')).toBe(true);
    const ofClinic = documentOf(await run('audit-log', '--account', 'clinic', '--json'), 'audit-log');
    expect(ofClinic.events.map(({ action }) => action)).toEqual(['codeset users set', 'codeset users add']);
  });

  test('of days without events says so', async () => {
    const ran = await run('audit-log', '--from', '2020-01-01', '--to', '2020-01-31');
    expect(ran.stdout).toContain('Nothing was written down from 2020-01-01 to 2020-01-31');
  });
});
