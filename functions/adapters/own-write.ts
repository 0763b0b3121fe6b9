import { isDeepStrictEqual } from 'node:util';
import type { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { Item, Update } from './table.ts';

/**
 * Whether the answer to an earlier try of the same write may have been lost. The SDK asks again by itself, and a
 * condition that held for the first try fails for the second: what is stored then tells whose write it was.
 */
export function wasRepeated({ $metadata }: ConditionalCheckFailedException): boolean {
  return ($metadata.attempts ?? 1) > 1;
}

/** As the database keeps it: nothing is undefined, and attributes have no order. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

export function isAsPut(stored: Item | undefined, item: Item): boolean {
  return isDeepStrictEqual(plain(stored), plain(item));
}

export function isAsUpdated(stored: Item | undefined, { set = {}, remove = [] }: Update): boolean {
  if (!stored) return false;
  const kept = Object.entries(set).every(([name, value]) => isDeepStrictEqual(plain(stored[name]), plain(value)));
  return kept && remove.every((name) => stored[name] === undefined);
}
