import { beforeAll, expect, test } from 'vitest';
import { apiOf, emptyApp, sampleKey } from '../../support/sample-world.ts';

let ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; answer: never }>;

beforeAll(async () => {
  const app = await emptyApp();
  const api = apiOf(app);
  ask = async (method, path, body) => {
    const response = await api.request(`http://localhost${path}`, {
      method,
      headers: { authorization: `Bearer ${sampleKey}`, host: 'localhost', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: (await response.json()) as never };
  };
});

const window = { payer: 'P-7', code: 'S0013', from: null, to: '2026-03-31', document: 'bulletin 7' };

test('payers and their windows are kept, listed and taken away', async () => {
  const kept = await ask('PUT', '/v1/payers', { 'P-7': { class: 'commercial', takesSCodes: true, source: 'manual' } });
  expect(kept).toMatchObject({ status: 200 });
  expect(await ask('GET', '/v1/payers')).toMatchObject({
    answer: { payers: expect.arrayContaining([expect.objectContaining({ payer: 'P7', class: 'commercial' })]) },
  });
  expect(await ask('PUT', '/v1/payers/windows', [window])).toMatchObject({
    answer: { windows: [{ ...window, payer: 'P7' }] },
  });
  expect(await ask('GET', '/v1/payers/windows?code=J0013')).toMatchObject({
    answer: { windows: [], shipped: [{ payer: 'medicare', instead: ['G2082', 'G2083'] }] },
  });
  expect(await ask('DELETE', '/v1/payers/P-7/windows/S0013')).toMatchObject({ status: 200, answer: { windows: [] } });
  expect(await ask('DELETE', '/v1/payers/P-7/windows/S0013')).toMatchObject({ status: 404 });
  expect(await ask('PUT', '/v1/payers', { X: 'friend' })).toMatchObject({ status: 400 });
});

test('rules are listed, explained, switched and refused', async () => {
  expect(await ask('GET', '/v1/rules/discarded-drug')).toMatchObject({ answer: { number: 8, rule: { number: 8 } } });
  expect(await ask('GET', '/v1/rules/no-such-rule')).toMatchObject({ status: 404 });
  const off = await ask('PATCH', '/v1/rules/code-unknown', { enabled: false });
  expect(off).toMatchObject({
    answer: { rules: expect.arrayContaining([expect.objectContaining({ name: 'code-unknown', enabled: false })]) },
  });
  expect(await ask('PATCH', '/v1/rules/code-unknown', {})).toMatchObject({
    answer: { rules: expect.arrayContaining([expect.objectContaining({ name: 'code-unknown', changed: false })]) },
  });
  expect(await ask('PUT', '/v1/rules', { name: 'half' })).toMatchObject({ status: 400 });
  const lists = { codes: { unclassified: { source: 'NOC', codes: ['J3490'] } } };
  expect(await ask('PUT', '/v1/rule-lists', lists)).toMatchObject({
    answer: { lists: [{ name: 'unclassified', entries: 1 }] },
  });
  expect(await ask('DELETE', '/v1/rule-lists/unclassified')).toMatchObject({ answer: { lists: [] } });
});
