import type { Digest } from './digest.ts';

/** The page of a code with the lines that use it, or else the page of all that is at risk; null without a site. */
export function pageLink({ links }: Pick<Digest, 'links'>, code?: string): string | null {
  if (links === null) return null;
  return `${links.replace(/\/+$/, '')}/${code === undefined ? '' : `codes/${encodeURIComponent(code)}`}`;
}
