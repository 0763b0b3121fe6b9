import type { z } from 'zod';
import { CodesetError } from '../../shared/errors.ts';

/** Writes a place in a list as one opaque word. */
export function writeCursor(kind: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([kind, ...place])).toString('base64url');
}

/** Reads a place back; throws where the word was not written for this list. */
export function readCursor<Place extends readonly (string | number)[]>(
  kind: string,
  place: z.ZodType<Place>,
  cursor: string,
): Place {
  const [written, ...rest] = arrayIn(cursor);
  const parsed = place.safeParse(rest);
  if (written === kind && parsed.success) return parsed.data;
  throw new CodesetError('BAD_CURSOR', `the cursor is none of this list; begin again without it`, 2);
}

function arrayIn(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
