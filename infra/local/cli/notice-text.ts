import type { RefusedClaim } from '../../../shared/claims/claim.ts';

/** Something odd in a claim file with which nothing was lost. */
export function noticeText({ file, segment, reason }: Pick<RefusedClaim, 'file' | 'segment' | 'reason'>): string {
  return `note: ${file}, segment ${segment}: ${reason}`;
}
