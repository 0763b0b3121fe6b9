import { createHash } from 'node:crypto';
import type { Service } from './service.ts';

/**
 * Names an answer without making it: it follows from the published state, the day, the program and the address alone.
 * So a caller that has it already costs a look at the state.
 */
export async function entityTag({ codeSets, today, version }: Service, address: string): Promise<string> {
  const hash = createHash('sha256').update(`${version} ${today()} ${address}`);
  for (const codeSet of ['HCPCS', 'CPT'] as const) {
    const { sequence, codeBook } = await codeSets.state(codeSet);
    hash.update(` ${codeSet} ${sequence} ${codeBook}`);
  }
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}

/** Whether the caller says in `If-None-Match` that it has the answer. */
export function isHeld(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false;
  const held = ifNoneMatch.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return held.includes(tag) || held.includes('*');
}
