import type { WorklistType } from '../../../shared/api/worklist-forms.ts';
import type { Severity } from '../../../shared/claims/finding.ts';
import type { FindingEvent, FindingStatus } from '../../../shared/claims/finding-life.ts';
import { numberText } from '../format.ts';

/** What the pages call the kinds of use that a worklist is about. */
export const typeWords: Readonly<Record<WorklistType, string>> = {
  claims: 'Claims',
  chargemaster: 'Chargemaster',
  'fee-schedule': 'Fee schedules',
  superbill: 'Superbills',
  authorisation: 'Prior authorisations',
  order: 'Standing orders',
};

export const findingStatusWords: Readonly<Record<FindingStatus, string>> = {
  open: 'To do',
  assigned: 'Assigned',
  done: 'Done',
  dismissed: 'Dismissed',
  cleared: 'Settled by itself',
};

export const severityWords: Readonly<Record<Severity, string>> = {
  error: 'will be rejected',
  warning: 'may be rejected',
  review: 'to look at',
};

export const deedWords: Readonly<Record<FindingEvent['did'], string>> = {
  raised: 'found it',
  changed: 'found it anew, and otherwise',
  assigned: 'assigned it',
  done: 'said that it is done',
  dismissed: 'dismissed it',
  reopened: 'reopened it',
  cleared: 'settled it',
};

/** `12 days left`, `2 days too late` */
export function daysLeft(days: number): string {
  if (days === 0) return 'last day today';
  const many = Math.abs(days) === 1 ? '1 day' : `${numberText(Math.abs(days))} days`;
  return days > 0 ? `${many} left` : `${many} too late`;
}

/** `2026-01-20T12:00:00.000Z` as `2026-01-20 12:00 UTC`. */
export function momentText(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
