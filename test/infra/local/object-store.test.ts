import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { objectBucket } from '../../../functions/adapters/object-bucket.ts';
import { openObjectFolder } from '../../../infra/local/object-folder.ts';
import type { ObjectStore } from '../../../shared/ports.ts';
import { s3InMemory } from '../../support/s3-in-memory.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const textOf = async (store: ObjectStore, key: string) => {
  const found = await store.get(key);
  return found && Buffer.from(found).toString('utf8');
};

describe.each([
  { kind: 'folder', open: () => openObjectFolder(tempFolder()) },
  { kind: 'bucket', open: async () => objectBucket(s3InMemory(), 'bucket') },
])('objects in a $kind', ({ open }) => {
  test('are read back as they were written, empty and binary ones too', async () => {
    const store = await open();
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(await store.put('raw/2026/every-byte', every)).toBe('written');
    expect(await store.put('raw/empty', new Uint8Array())).toBe('written');
    expect([...(await store.get('raw/2026/every-byte'))!]).toEqual([...every]);
    expect((await store.get('raw/empty'))!.length).toBe(0);
  });

  test('are replaced by a plain put and kept by a put if absent', async () => {
    const store = await open();
    await store.put('a/b', bytes('one'));
    expect(await store.put('a/b', bytes('two'))).toBe('written');
    expect(await store.put('a/b', bytes('three'), { ifAbsent: true })).toBe('exists');
    expect(await textOf(store, 'a/b')).toBe('two');
    expect(await store.put('a/c', bytes('four'), { ifAbsent: true })).toBe('written');
    expect(await textOf(store, 'a/c')).toBe('four');
  });

  test('are written once by many who put if absent at once', async () => {
    const store = await open();
    const writers = Array.from({ length: 20 }, (_, n) => store.put('race', bytes(`writer ${n}`), { ifAbsent: true }));
    const outcomes = await Promise.all(writers);
    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect(await textOf(store, 'race')).toBe(`writer ${outcomes.indexOf('written')}`);
  });

  test('that are absent read as undefined and delete without an error', async () => {
    const store = await open();
    expect(await store.get('no/such')).toBeUndefined();
    await store.put('no/other', bytes('x'));
    await store.delete('no/such');
    await store.delete('no/other');
    expect(await store.get('no/other')).toBeUndefined();
    expect(await store.get('no')).toBeUndefined();
    expect(await store.get('no/other/deeper')).toBeUndefined();
  });

  test.each([
    { prefix: '', keys: ['B/1', 'a-b', 'a/1', 'a/10', 'a/2/x', 'a0', 'b.txt'] },
    { prefix: 'a', keys: ['a-b', 'a/1', 'a/10', 'a/2/x', 'a0'] },
    { prefix: 'a/', keys: ['a/1', 'a/10', 'a/2/x'] },
    { prefix: 'a/1', keys: ['a/1', 'a/10'] },
    { prefix: 'a/2/', keys: ['a/2/x'] },
    { prefix: 'zz/', keys: [] },
    { prefix: '../', keys: [] },
  ])('are listed by the prefix "$prefix" in the order of their keys', async ({ prefix, keys }) => {
    const store = await open();
    for (const key of ['a/2/x', 'a0', 'b.txt', 'a/10', 'B/1', 'a/1', 'a-b']) await store.put(key, bytes(key));
    const listed: string[] = [];
    for await (const key of store.list(prefix)) listed.push(key);
    expect(listed).toEqual(keys);
  });

  test.each([
    ...[
      '',
      '/a',
      'a/',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../../b',
      'a/./b',
      '.incoming/a',
      'a\\..\\b',
      'a\0b',
      'a b',
      'C:x',
    ],
    ...['é', `${'a/'.repeat(600)}b`, 'a'.repeat(256)],
  ])('refuse the key %j', async (key) => {
    const store = await open();
    await expect(store.put(key, bytes('x'))).rejects.toMatchObject({ code: 'OBJECT_KEY' });
    await expect(store.get(key)).rejects.toMatchObject({ code: 'OBJECT_KEY' });
    await expect(store.delete(key)).rejects.toMatchObject({ code: 'OBJECT_KEY' });
  });
});

describe('a folder of objects', () => {
  test('keeps its objects when it is opened again, and clears what a killed process left half-written', async () => {
    const root = tempFolder();
    await (await openObjectFolder(root)).put('claims/drop', bytes('x'));
    writeFileSync(join(root, '.incoming', 'half'), 'CLM*');
    const again = await openObjectFolder(root);
    expect(await textOf(again, 'claims/drop')).toBe('x');
    expect(readdirSync(join(root, '.incoming'))).toEqual([]);
  });

  test('leaves no second file behind and lets nobody else read', async () => {
    const root = tempFolder();
    const store = await openObjectFolder(root);
    await store.put('a/b', bytes('x'), { ifAbsent: true });
    await store.put('a/b', bytes('y'), { ifAbsent: true });
    expect(readdirSync(join(root, '.incoming'))).toEqual([]);
    expect(statSync(join(root, 'a/b')).mode & 0o077).toBe(0);
  });

  test('refuses a key that is a folder of others', async () => {
    const root = tempFolder();
    const store = await openObjectFolder(root);
    mkdirSync(join(root, 'a'));
    await expect(store.put('a', bytes('x'))).rejects.toThrow();
  });
});

describe('a bucket of objects', () => {
  test('tries again while another conditional write is under way, but not for ever', async () => {
    const put = (conflicts: number) =>
      objectBucket(s3InMemory({ conflicts }), 'bucket').put('a', bytes('x'), { ifAbsent: true });
    expect(await put(3)).toBe('written');
    await expect(put(1000)).rejects.toMatchObject({ name: 'ConditionalRequestConflict' });
  });
});
