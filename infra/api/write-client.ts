import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientSource } from './client-source.ts';
import { documentPromised } from './document.ts';

/** `npm run client`: the client's types and table anew, from what docs/openapi.json promises. */
const path = fileURLToPath(new URL('../../client/operations.ts', import.meta.url));
writeFileSync(path, clientSource(documentPromised()));
execFileSync('npx', ['biome', 'check', '--write', path], { stdio: ['ignore', 'ignore', 'inherit'] });
