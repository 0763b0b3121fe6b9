import type { ImportReport } from '../../functions/claims/import-claims.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import type { FindingStatus } from '../../shared/claims/finding-life.ts';
import { claimOf } from './check-fixtures.ts';
import { copyOf, type Medium, openMedium, type RunningApp, startApp } from './medium.ts';
import { ingestFile, type ReleaseFile, releaseFile } from './release-chain.ts';

/** The account whose claims the tests store. */
export const account = 'local';

const lives = { addedOn: '2020-01-01', actionEffectiveOn: '2020-01-01' };

/** October: everything lives, but for E1005, which ended in June. */
export const october: ReleaseFile = releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [
  { code: 'E1001', ...lives },
  { code: 'E1004', ...lives, coverage: 'C' },
  { code: 'E1005', ...lives, terminatedOn: '2025-06-30' },
  { code: 'Y7', ...lives },
]);

/** January: E1001 and modifier Y7 end, E1002 begins, E1003 is added for the time since August, E1004 loses coverage. */
export const january: ReleaseFile = releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [
  { code: 'E1001', ...lives, terminatedOn: '2025-12-31', actionCode: 'D', crossReferences: ['E1002'] },
  { code: 'E1002', addedOn: '2026-01-01', actionEffectiveOn: '2026-01-01', actionCode: 'A' },
  { code: 'E1003', addedOn: '2025-08-01', actionEffectiveOn: '2026-01-01', actionCode: 'A' },
  { code: 'E1004', ...lives, coverage: 'M', actionCode: 'F', actionEffectiveOn: '2026-01-01' },
  { code: 'E1005', ...lives, terminatedOn: '2025-06-30' },
  { code: 'Y7', ...lives, terminatedOn: '2025-12-31', actionCode: 'D' },
]);

/** A professional claim of the commercial payer, its lines as in the examples of rules: `E1001-Y7 x2 @2026-01-05`. */
export function claim(claimId: string, lines: readonly string[], more: Partial<Omit<Claim, 'lines'>> = {}): Claim {
  return claimOf({ claimId, date: '2026-01-05', lines, ...more });
}

export async function storing(claims: readonly Claim[], app: RunningApp, window = 'test'): Promise<ImportReport> {
  const into = app.importInto(account, window);
  for (const each of claims) await into.add(each);
  await into.flush();
  return into.report;
}

/** A store in memory into which releases have been taken and claims stored, in the order given. */
export async function worldOf(...steps: readonly (ReleaseFile | readonly Claim[])[]) {
  const begun = steps[0] === october;
  const medium = begun ? await inOctober() : await openMedium();
  await happening(medium, ...(begun ? steps.slice(1) : steps));
  return { medium, app: startApp(medium) };
}

let withOctober: Promise<Medium> | undefined;

/** Most stories begin with October: it is taken in once, and copied for each. */
async function inOctober(): Promise<Medium> {
  withOctober ??= (async () => {
    const medium = await openMedium();
    await happening(medium, october);
    return medium;
  })();
  return copyOf(await withOctober);
}

/** Each release is followed by its sweep; each step runs in a process of its own. */
export async function happening(medium: Medium, ...steps: readonly (ReleaseFile | readonly Claim[])[]): Promise<void> {
  for (const step of steps) {
    const app = startApp(medium);
    if ('bytes' in step) {
      await ingestFile(app, step);
      await app.sweep();
    } else await storing(step, app);
  }
}

/** Findings of a status as `claim line code rule`, sorted. */
export async function findingsOf(app: RunningApp, status: FindingStatus = 'open'): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { finding } of app.findings.list(account, status))
    found.push(`${finding.claimId} ${finding.line} ${finding.code} ${finding.rule}`);
  return found.sort();
}
