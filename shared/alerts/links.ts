import type { Digest } from './digest.ts';

/** Where the lines hit are worked on, behind the login; null where a digest has no site to link to. */
export function worklistLink({ links, release }: Pick<Digest, 'links' | 'release'>, code?: string): string | null {
  if (links === null) return null;
  const query = new URLSearchParams({ release: release.release, ...(code === undefined ? {} : { code }) });
  return `${links.replace(/\/+$/, '')}/worklist?${query}`;
}
