import { expect, test } from 'vitest';
import { DecisionArchive } from '../../../functions/adapters/decision-archive.ts';
import type { Decision } from '../../../shared/decision.ts';
import { memoryObjects } from '../../support/memory-objects.ts';

const approval: Decision<'release'> = {
  kind: 'release',
  subject: 'a'.repeat(64),
  decision: 'approve',
  by: 'ann',
  at: '2026-02-01T09:00:00.000Z',
  note: 'CMS confirmed it',
};

test('the last word about a subject holds, and every word is kept', async () => {
  const decisions = new DecisionArchive(memoryObjects());
  const rejection = { ...approval, decision: 'reject', at: '2026-02-02T09:00:00.000Z', note: null } as const;
  for (const word of [rejection, approval, approval]) await decisions.keep(word);
  expect(await decisions.all('release')).toEqual([approval, rejection]);
  expect(await decisions.on('release', approval.subject)).toEqual(rejection);
  expect(await decisions.on('release', 'b'.repeat(64))).toBeUndefined();
});

test('a word as it was written before there were kinds is still heard', async () => {
  const objects = memoryObjects();
  const { subject, at, note } = approval;
  const former = { kind: 'release', sha256: subject, verdict: 'approve', reason: note, decidedAt: at };
  await objects.put('decisions/release/0.json', Buffer.from(JSON.stringify(former)));
  expect(await new DecisionArchive(objects).on('release', subject)).toEqual({ ...approval, by: 'unknown' });
});

test('what is no decision is not passed over', async () => {
  const objects = memoryObjects();
  await objects.put('decisions/release/0.json', Buffer.from(JSON.stringify({ ...approval, decision: 'perhaps' })));
  await expect(new DecisionArchive(objects).all('release')).rejects.toThrow();
});
