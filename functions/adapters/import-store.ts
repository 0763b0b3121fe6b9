import type { RefusedClaim } from '../../shared/claims/claim.ts';
import { accountKeys } from '../../shared/keys.ts';
import type { ImportReport } from '../import-claims.ts';
import type { Item, Table } from './table.ts';

/** What came of one import, as it is kept. */
export interface ImportRow extends Item {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly importedAt: string;
  readonly read: number;
  readonly lines: number;
  readonly duplicates: number;
  readonly statuses?: ImportReport['statuses'];
  /** How many were refused; the first of them are told one by one. */
  readonly refused: number;
  readonly refusals: readonly RefusedClaim[];
}

/** So many refusals are kept with a report; the count is always whole. */
const refusalsKept = 500;

/** Reports of imports, for as long as the account keeps them: of a file itself nothing stays. */
export class ImportStore {
  constructor(
    private readonly table: Table,
    private readonly now: () => string,
  ) {}

  /** Without ids of claims, so that no report outlives a purge with one. */
  async keep(account: string, id: string, { refused, statuses, ...report }: ImportReport): Promise<void> {
    const refusals = refused.slice(0, refusalsKept).map((each) => ({ ...each, claimId: null }));
    const said = statuses ? { statuses: { ...statuses, unmatched: [] } } : {};
    const facts = { ...report, ...said, id, importedAt: this.now(), refused: refused.length, refusals };
    await this.table.put({ ...accountKeys.import(account, id), ...facts });
  }

  /** The latest first. */
  async list(account: string): Promise<readonly ImportRow[]> {
    const { pk, prefix } = accountKeys.imports(account);
    const rows = await this.table.all<ImportRow>({
      partition: ['pk', pk],
      sort: { attribute: 'sk', beginsWith: prefix },
      consistent: true,
    });
    return rows.sort((a, b) => (a.importedAt < b.importedAt ? 1 : -1));
  }
}
