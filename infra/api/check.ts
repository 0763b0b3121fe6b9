import { readFileSync, writeFileSync } from 'node:fs';
import { apiBreaks } from '../../shared/api/api-breaks.ts';
import type { Json } from '../../shared/api/schema-breaks.ts';
import { documentNow, documentPath, documentPromised } from './document.ts';

/**
 * `npm run api:check`: fails where the API breaks what docs/openapi.json promises. `npm run api:write` takes additions
 * over into the promise; what breaks stays refused.
 */
const now = documentNow();
const breaks = apiBreaks(documentPromised(), JSON.parse(now) as Json);
if (breaks.length > 0) {
  console.error(`The API would break its callers; v1 may only grow:\n${breaks.map((each) => `  ${each}`).join('\n')}`);
  process.exitCode = 1;
} else if (process.argv.includes('--write')) {
  writeFileSync(documentPath, now);
  console.log('docs/openapi.json is up to date.');
} else if (readFileSync(documentPath, 'utf8') === now) console.log('The API is as docs/openapi.json says.');
else console.log('The API has grown and breaks nothing: "npm run api:write" takes it over into docs/openapi.json.');
