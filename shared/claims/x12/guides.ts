import { ownEntry } from '../../own-entry.ts';
import type { ClaimType } from '../claim.ts';

/** How claims of one implementation guide are read, or why they are not. */
export type Guide =
  | { readonly kind: 'claims'; readonly claimType: ClaimType }
  | { readonly kind: 'refused'; readonly reason: string };

const retired =
  'is a version 4010 claim; that version was retired on 2012-01-01: ask the billing system for version 5010';
const reported = 'is a post-adjudicated report (PACDR), not a claim to be billed';

/** Implementation guides by the start of ST03 or GS08. The X12 errata (A1, A2, A3) change nothing that is read here. */
const guides: readonly (readonly [pattern: RegExp, guide: Guide])[] = [
  [/^005010X222(?:A\d)?$/, { kind: 'claims', claimType: 'professional' }],
  [/^005010X223(?:A\d)?$/, { kind: 'claims', claimType: 'institutional' }],
  [/^005010X224(?:A\d)?$/, { kind: 'refused', reason: 'is a dental claim (837D): CDT codes are not followed here' }],
  [/^005010X29[89]|^005010X300/, { kind: 'refused', reason: reported }],
  [/^004010X09[678]/, { kind: 'refused', reason: retired }],
  [/^00[678]0\d0X/, { kind: 'refused', reason: 'is of a version later than 5010, which is not read yet' }],
];

/** Other transactions by ST01, in words, with the way they are taken. */
const otherTransactions: Readonly<Record<string, string>> = {
  '270': 'an eligibility inquiry (270)',
  '271': 'an eligibility response (271)',
  '276': 'a claim status request (276)',
  '277': 'a claim status or acknowledgement (277): import it as a status update',
  '278': 'an authorisation request or response (278)',
  '820': 'a premium payment (820)',
  '834': 'an enrolment (834)',
  '835': 'a remittance advice (835): import it as a status update',
  '997': 'an acknowledgement (997)',
  '999': 'an acknowledgement (999)',
};

/** `undefined` where neither version is one that is known. */
export function guideOf(implementation: string, groupVersion: string): Guide | undefined {
  return guideFor(implementation) ?? guideFor(groupVersion);
}

function guideFor(version: string): Guide | undefined {
  const name = version.trim();
  return guides.find(([pattern]) => pattern.test(name))?.[1];
}

/** What a transaction other than 837 is, in words. */
export function nameOfTransaction(id: string): string {
  return ownEntry(otherTransactions, id) ?? 'no claim (837)';
}
