import type { Severity } from '../finding.ts';

/** The checks that every line undergoes, beside the rules. Accounts switch them by name, as they do rules. */
export const checks = {
  'code-terminated': 'error',
  'code-withdrawn': 'error',
  'code-not-yet-effective': 'error',
  'code-never-valid': 'error',
  'code-unknown': 'error',
  'code-is-a-modifier': 'error',
  'modifier-terminated': 'error',
  'modifier-withdrawn': 'error',
  'modifier-not-yet-effective': 'error',
  'modifier-never-valid': 'error',
  'span-crosses-change': 'error',
  'code-outside-payer-window': 'error',
  's-code-not-taken': 'error',
  'unit-revised': 'review',
} as const satisfies Record<string, Severity>;

export type CheckName = keyof typeof checks;
