import { expect, test } from 'vitest';
import { filingDeadline } from '../../../shared/claims/timely-filing.ts';

test.each([
  ['commercial', 'professional', 90, '2026-04-05'],
  ['commercial', 'institutional', 90, '2026-04-09'],
  ['medicare', 'professional', 180, '2026-07-04'],
] as const)('%s, %s, whose payer is known to take claims for %i days: by %s', (payer, claimType, days, deadline) => {
  const span = { dateOfService: '2026-01-05', throughDate: '2026-01-09' };
  expect(filingDeadline(span, claimType, payer, { timelyFilingDays: days })).toBe(deadline);
});

test.each([
  ['medicare', 'professional', '2026-01-05', '2026-01-09', '2027-01-05'],
  ['medicare', 'institutional', '2026-01-05', '2026-01-09', '2027-01-09'],
  ['medicare', 'institutional', '2026-01-05', null, '2027-01-05'],
  ['medicare-dme', 'professional', '2024-02-29', '2024-02-29', '2025-02-28'],
  ['commercial', 'professional', '2026-01-05', '2026-01-05', null],
  ['unknown', 'professional', '2026-01-05', '2026-01-05', null],
  ['medicare', 'professional', null, null, null],
] as const)('%s, %s, %s to %s: by %s', (payer, claimType, dateOfService, throughDate, deadline) => {
  expect(filingDeadline({ dateOfService, throughDate }, claimType, payer)).toBe(deadline);
});
