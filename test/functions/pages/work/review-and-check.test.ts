import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { samplePath } from '../../../../infra/local/sample.ts';
import type { RunningApp } from '../../../support/medium.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { sampleAccount, sampleApp, sampleKey, ticking } from '../../../support/sample-world.ts';

let app: RunningApp;
let reader: string;
beforeAll(async () => {
  app = await sampleApp(ticking());
  reader = (await app.manageAccess.makeKey(sampleAccount, { name: 'r', role: 'reader', by: 'test' })).secret;
});

describe('a check', () => {
  test.each([
    ['lines that are typed', 'S0013 x84 2026-01-05 $100.00', 'S0013'],
    ['a table', 'claim id,code,date of service,units,charge\n1,S0013,2026-01-05,84,100\n', 'S0013'],
  ])('of %s tells what is wrong', async (_, text, code) => {
    const person = await visitor(app, reader);
    await person.get('/check');
    const { status, $ } = await person.upload('/check', { text });
    expect([status, $('.work .code').first().text()]).toEqual([200, code]);
    expect($('.work .swap').text()).toContain('J0013');
    expect($('textarea').val()).toBe(text);
  });

  test('of a file tells what is wrong, and stores nothing', async () => {
    const person = await visitor(app, reader);
    await person.get('/check');
    const file = new File([readFileSync(samplePath('claims.837'))], 'claims.837');
    const { status, $ } = await person.upload('/check', { text: '', file });
    expect(status).toBe(200);
    expect($('h1').text()).toMatch(/\d+ findings on \d+ lines/);
    expect((await app.claims.claims(sampleAccount, 'typed')).length).toBe(0);
  });

  test.each([
    ['nothing', '', 400],
    ['hostile text', '<script>alert(1)</script>', 200],
    ['lines that nobody understands', 'J0013 \u202e<script>', 200],
  ])('of %s says so', async (_, text, expected) => {
    const person = await visitor(app, reader);
    await person.get('/check');
    const { status, text: page, $ } = await person.upload('/check', { text });
    expect(status).toBe(expected);
    expect(page).not.toContain('<script>');
    expect($('[role=alert], .reasons li').length).toBeGreaterThan(0);
  });

  test('of too large a file is refused before it is read', async () => {
    const person = await visitor(app, reader);
    await person.get('/check');
    const file = new File([new Uint8Array(4 * 1024 * 1024 + 100_000)], 'large.837');
    expect((await person.upload('/check', { text: '', file })).status).toBe(413);
  });
});

describe('a proposed replacement', () => {
  const pair = [
    ['old', 'M9240'],
    ['code', 'M9241'],
  ] as const;

  test('stands beside the ended code, with what differs and why; a reader decides nothing', async () => {
    const person = await visitor(app, reader);
    const { $ } = await person.get('/review');
    expect($('.side del').text()).toContain('patient');
    expect($('.side ins').text()).toContain('system');
    expect($('.reasons li').length).toBeGreaterThan(2);
    expect($('main form').length).toBe(0);
    await person.get('/check');
    expect((await person.post('/review/decisions', [...pair, ['verdict', 'accept']])).status).toBe(403);
  });

  test('is accepted with units of one’s own, told, and taken back', async () => {
    const person = await visitor(app, sampleKey);
    await person.get('/review');
    const half = await person.post('/review/decisions', [...pair, ['verdict', 'accept'], ['numerator', '2']]);
    expect([half.status, half.$('[role=alert]').text()]).toEqual([409, expect.stringContaining('two whole numbers')]);
    const units = [
      ['numerator', '2'],
      ['denominator', '3'],
      ['note', 'asked <b>them</b>'],
    ] as const;
    const done = await person.post('/review/decisions', [...pair, ['verdict', 'accept'], ...units]);
    expect(done.location).toContain('did=edit');
    const told = await person.get(done.location!);
    expect(told.$('.told').text()).toContain('M9241 for M9240: accepted, with units of its own');
    expect(told.$('.candidate').length).toBe(0);
    expect(told.$('.lines').text()).toContain('(2 for 3)');
    expect(told.text).not.toContain('<b>them');
    await person.post('/review/decisions', [...pair, ['verdict', 'reopen']]);
    expect((await person.get('/review')).$('.candidate').length).toBe(1);
  });

  test('that nobody proposed cannot be rejected', async () => {
    const person = await visitor(app, sampleKey);
    await person.get('/review');
    const sent = await person.post('/review/decisions', [
      ['old', 'M9240'],
      ['code', 'J0013'],
      ['verdict', 'reject'],
    ]);
    expect([sent.status, sent.$('[role=alert]').text()]).toEqual([409, expect.stringContaining('not proposed')]);
  });
});
