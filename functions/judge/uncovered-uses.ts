import { findingStatuses } from '../../shared/claims/finding-life.ts';
import { type CodeSet, codeSetOf } from '../../shared/code.ts';
import type { Period } from '../../shared/codebook/coverage.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { holdingTypes } from '../../shared/holdings/holding.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { OpenUse } from '../adapters/claim-store.ts';
import type { RecheckPorts } from '../recheck/recheck-code.ts';

/**
 * Open uses of the codes that have a finding on a date which no release held covers: what was said of them may rest on
 * a release that was withdrawn. Found through the findings, for whatever had none has nothing to lose.
 */
export async function* uncoveredUses(
  { sweeps, claims, findings, holdings }: Pick<RecheckPorts, 'sweeps' | 'claims' | 'findings' | 'holdings'>,
  codeSet: CodeSet,
  coverage: readonly Period[],
): AsyncGenerator<Key & OpenUse> {
  const covered = (day: IsoDate) => coverage.some(({ from, to }) => day >= from && day <= to);
  const codes = new Set<string>();
  for await (const account of sweeps.accountsWithLines()) {
    for (const status of findingStatuses)
      for await (const { finding } of findings.list(account, status))
        if (codeSetOf(finding.code) === codeSet && !covered(finding.dateOfService)) codes.add(finding.code);
    for (const type of holdingTypes)
      for await (const { code, holding } of holdings.findings(account, type))
        if (codeSetOf(code) === codeSet && !(covered(holding.from) && covered(holding.through ?? '9999-12-31')))
          codes.add(code);
  }
  for (const code of codes) yield* claims.openUses(codeSet, code, '0000-00-00');
}
