import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApi } from '../../functions/api/open-api.ts';
import { operations } from '../../functions/api/operations.ts';
import type { Json } from '../../shared/api/schema-breaks.ts';

/** The promise of v1: what callers were told last. */
export const documentPath = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

/** The document of the program as it stands; `v1` in place of a release's number, which is no part of the promise. */
export function documentNow(): string {
  return `${JSON.stringify(openApi(operations, 'v1'), null, 2)}\n`;
}

export function documentPromised(): Json {
  return JSON.parse(readFileSync(documentPath, 'utf8')) as Json;
}
