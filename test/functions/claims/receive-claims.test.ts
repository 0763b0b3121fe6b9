import { expect, test } from 'vitest';
import { receiveClaims } from '../../../functions/claims/receive-claims.ts';
import { generateClaims } from '../../support/claim-generator.ts';
import { account } from '../../support/claim-world.ts';
import { openMedium, startApp } from '../../support/medium.ts';

const id = 'import-12345678';
const { text } = generateClaims({ seed: 1, claims: 130, claimsPerTransaction: 10 });
const half = text.slice(0, text.lastIndexOf('CLM*'));

test('whoever asks while a file is read learns how far it is; what breaks off says so, and does it again', async () => {
  const app = startApp(await openMedium());
  const state = async () => app.imports.get(account, id);
  const broken = (async function* () {
    expect(await state()).toMatchObject({ state: 'running', read: 0 });
    yield Buffer.from(half);
    expect(await state()).toMatchObject({ state: 'running', read: 129 });
    throw new Error('the line is cut');
  })();
  await expect(receiveClaims(app)({ account, id, chunks: broken })).rejects.toThrow('cut');
  expect(await state()).toMatchObject({ state: 'failed', read: 129 });
  const whole = (async function* () {
    yield Buffer.from(text);
  })();
  await receiveClaims(app)({ account, id, chunks: whole });
  // The last of them waited for more of its batch when the line was cut.
  expect(await state()).toMatchObject({ state: 'done', read: 130, duplicates: 100, refused: 0 });
});
