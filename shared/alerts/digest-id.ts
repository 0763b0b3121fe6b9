import { createHash } from 'node:crypto';
import type { DigestRelease } from './digest.ts';

/** What tells one digest from another. */
export interface DigestIdentity {
  readonly subscriber: string;
  readonly release: Pick<DigestRelease, 'codeSet' | 'release'>;
  readonly window: string;
  readonly part: number;
  /** Samples never take the name of a real digest, even where both lie in one outbox. */
  readonly sample: boolean;
}

/**
 * `default.hcpcs-2026-01.sweep`, and `.2` behind it for a second part: the same digest has the same name whenever it is
 * sent. Fit for a file name and a Message-ID.
 */
export function digestId({ subscriber, release, window, part, sample }: DigestIdentity): string {
  const name = `${sample ? 'sample-' : ''}${release.codeSet.toLowerCase()}-${release.release.replaceAll('.', '-')}`;
  const parts = [subscriber, name, window].map(idPart);
  return [...parts, ...(part > 1 ? [String(part)] : [])].join('.');
}

/** A name as it is where it is harmless everywhere; else its harmless letters, with its hash so that two stay two. */
export function idPart(name: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const letters = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${letters.slice(0, 40).replace(/^-|-$/g, '')}-${hash}`.replace(/^-/, '');
}
