import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CodesetError } from '../../shared/errors.ts';

/** The sample that the project ships, beside the compiled command line as beside the sources. */
export const sampleFiles = {
  releases: ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'],
  claims: ['claims.csv', 'claims.837', 'claims-institutional.837'],
  payers: 'payers.json',
  lists: [
    ['chargemaster', 'chargemaster.csv'],
    ['fee-schedule', 'fee-schedule.csv'],
    ['superbill', 'superbill.csv'],
    ['authorisation', 'authorisations.csv'],
    ['order', 'orders.csv'],
  ],
  /** The lists were handed in before the newer release came. */
  listsAsOf: '2025-12-15',
} as const;

export function samplePath(name: string): string {
  const candidates = ['../shared/sample/', '../../shared/sample/'].map((way) =>
    fileURLToPath(new URL(way + name, import.meta.url)),
  );
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new CodesetError('SAMPLE', `the sample file ${name} is missing from this installation`);
  return found;
}
