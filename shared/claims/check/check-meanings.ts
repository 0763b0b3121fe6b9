import type { CheckName } from './checks.ts';

/** What each check looks for, in a line for people who switch it. */
export const checkMeanings: Readonly<Record<CheckName, string>> = {
  'code-terminated': 'A code that ended before the date of service',
  'code-withdrawn': 'A code that left the code set without a termination date',
  'code-not-yet-effective': 'A code that begins after the date of service',
  'code-never-valid': 'A code that was taken back before it came into force',
  'code-unknown': 'A code that no release has which covers the date of service',
  'code-is-a-modifier': 'A modifier where a procedure code belongs',
  'modifier-terminated': 'A modifier that ended before the date of service',
  'modifier-withdrawn': 'A modifier that left the code set without a termination date',
  'modifier-not-yet-effective': 'A modifier that begins after the date of service',
  'modifier-never-valid': 'A modifier that was taken back before it came into force',
  'span-crosses-change': 'A professional service that goes on over the day on which its code ends or begins',
  'code-outside-payer-window': "A code on a date on which the payer's own document does not take it",
  's-code-not-taken': 'An S code for a payer that takes none',
  'unit-revised': 'A code whose unit means another dose since less than a year',
};
