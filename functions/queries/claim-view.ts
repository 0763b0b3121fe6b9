import type { ListedFinding, StoredClaim } from '../../shared/api/claim-forms.ts';
import { billedLine, type CorrectedLine, correctedLines } from '../../shared/worklist/correction.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { StatusStore } from '../adapters/status-store.ts';
import { listedFinding, releaseNames } from './list-findings.ts';
import type { CodeSetReader } from './question.ts';
import { billAsStored } from './stored-claim.ts';

/** A finding of a line, with the lines that could stand in its place. */
export interface CorrectedFinding extends ListedFinding {
  readonly new: readonly CorrectedLine[];
}

export interface BillView {
  readonly bill: StoredClaim;
  /** By number of the line. */
  readonly findings: ReadonlyMap<number, readonly CorrectedFinding[]>;
}

interface ClaimViewPorts {
  readonly codeSets: CodeSetReader;
  readonly claims: Pick<ClaimStore, 'claims'>;
  readonly statuses: Pick<StatusStore, 'of'>;
  readonly findings: Pick<FindingStore, 'ofClaim'>;
}

/** Every bill of one number, with all that was found on its lines; none where no claim of the account has it. */
export const claimView =
  ({ codeSets, claims, statuses, findings }: ClaimViewPorts) =>
  async (account: string, claimId: string): Promise<readonly BillView[]> => {
    const rows = await claims.claims(account, claimId);
    if (rows.length === 0) return [];
    const said = await statuses.of(account, claimId);
    const releaseOf = releaseNames([await codeSets.state('HCPCS'), await codeSets.state('CPT')]);
    return Promise.all(
      rows.map(async (row) => {
        const byLine = new Map<number, CorrectedFinding[]>();
        for (const found of await findings.ofClaim(account, row.claim)) {
          const listed = listedFinding(found, releaseOf(found.changeSet));
          const line = row.claim.lines.find((each) => each.line === listed.line);
          const corrected = { ...listed, new: line ? correctedLines(billedLine(line), listed) : [] };
          byLine.set(listed.line, [...(byLine.get(listed.line) ?? []), corrected]);
        }
        return { bill: billAsStored(row, said, rows), findings: byLine };
      }),
    );
  };
