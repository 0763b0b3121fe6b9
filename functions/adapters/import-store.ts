import type { UploadRequest } from '../../shared/api/import-forms.ts';
import type { RefusedClaim } from '../../shared/claims/claim.ts';
import { accountKeys } from '../../shared/keys.ts';
import type { ImportReport } from '../import-claims.ts';
import type { Item, Table } from './table.ts';

/** One import, from the day on which its file is waited for. */
export interface ImportRow extends Item {
  readonly id: string;
  /** Absent in those of before there were states: they were done. */
  readonly state?: 'waiting' | 'running' | 'done' | 'failed';
  /** ISO 8601 in UTC. */
  readonly importedAt: string;
  readonly read: number;
  readonly lines: number;
  readonly duplicates: number;
  readonly statuses?: ImportReport['statuses'];
  /** How many were refused; the first of them are told one by one. */
  readonly refused: number;
  readonly refusals: readonly RefusedClaim[];
  /** How the file is to be read, as whoever sends it said. */
  readonly reading?: Reading;
}

/** What a sender says of a file. */
export type Reading = Pick<UploadRequest, 'holds' | 'columns'>;

/** So many refusals are kept with a report; the count is always whole. */
const refusalsKept = 500;
const nothingYet: ImportReport = { read: 0, lines: 0, refused: [], duplicates: 0 };

/** Reports of imports, for as long as the account keeps them: of a file itself nothing stays. */
export class ImportStore {
  constructor(
    private readonly table: Table,
    private readonly now: () => string,
  ) {}

  /** A file was announced, and told where to go. */
  async expect(account: string, id: string, reading: Reading): Promise<void> {
    await this.write(account, id, 'waiting', nothingYet, reading);
  }

  /** How far an import is. */
  async running(account: string, id: string, report: ImportReport): Promise<void> {
    await this.write(account, id, 'running', report);
  }

  async failed(account: string, id: string, report: ImportReport): Promise<void> {
    await this.write(account, id, 'failed', report);
  }

  async keep(account: string, id: string, report: ImportReport): Promise<void> {
    await this.write(account, id, 'done', report);
  }

  async get(account: string, id: string): Promise<ImportRow | undefined> {
    return this.table.get<ImportRow>(accountKeys.import(account, id), true);
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

  /** Without ids of claims, so that no report outlives a purge with one. */
  private async write(
    account: string,
    id: string,
    state: NonNullable<ImportRow['state']>,
    { refused, statuses, ...report }: ImportReport,
    reading?: Reading,
  ): Promise<void> {
    const refusals = refused.slice(0, refusalsKept).map((each) => ({ ...each, claimId: null }));
    const said = statuses ? { statuses: { ...statuses, unmatched: [] } } : {};
    const facts = { ...report, ...said, id, state, importedAt: this.now(), refused: refused.length, refusals };
    await this.table.put({ ...accountKeys.import(account, id), ...facts, ...(reading ? { reading } : {}) });
  }
}
