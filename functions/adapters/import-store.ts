import type { UploadRequest } from '../../shared/api/import-forms.ts';
import type { RefusedClaim } from '../../shared/claims/claim.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { ImportReport } from '../claims/import-claims.ts';
import type { Item, Table } from './table.ts';

/** One import, from the day on which its file is waited for. */
export interface ImportRow extends Item, Announcement {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** When it was announced or, unannounced, when its file came: ISO 8601 in UTC. */
  readonly begunAt: string;
  /** When the state was last noted. */
  readonly importedAt: string;
  readonly read: number;
  readonly lines: number;
  readonly duplicates: number;
  /** Raised by its claims. */
  readonly findings: number;
  /** Of the file, so far. */
  readonly bytesRead: number;
  readonly statuses?: ImportReport['statuses'];
  /** How many were refused; the first of them are told one by one. */
  readonly refused: number;
  readonly refusals: readonly RefusedClaim[];
}

/** What a sender said of the file before it came. */
export interface Announcement {
  /** In bytes. */
  readonly size?: number;
  /** How the file is to be read. */
  readonly reading?: Reading;
  /** Until when its upload may begin. */
  readonly expiresAt?: string;
}

/** What a sender says of a file. */
export type Reading = Pick<UploadRequest, 'holds' | 'columns'>;

/** A page of a list, and the place behind which the next one begins; null for the last. */
export interface ImportPage {
  readonly rows: readonly ImportRow[];
  readonly next: string | null;
}

/** How far an import is, and what came of it. */
export interface Progress {
  readonly report: ImportReport;
  readonly findings?: number;
  readonly bytesRead?: number;
}

/** So many refusals are kept with a report; the count is always whole. */
const refusalsKept = 500;
const nothingYet: Progress = { report: { read: 0, lines: 0, refused: [], duplicates: 0 } };
/** Later instants sort first. */
const latest = 9_999_999_999_999;

/** Reports of imports, for as long as the account keeps them: of a file itself nothing stays. */
export class ImportStore {
  constructor(
    private readonly table: Table,
    private readonly now: () => string,
  ) {}

  /** A file was announced, and told where to go. */
  async expect(account: string, id: string, announced: Announcement): Promise<void> {
    await this.begin(account, id, announced);
  }

  /** A file comes; whether or not it was announced, and whether or not it was stopped before. */
  async start(account: string, id: string): Promise<Announcement> {
    const row = (await this.find(account, id)) ?? (await this.begin(account, id, {}));
    await this.running(account, id, nothingYet);
    return row;
  }

  /** How far an import is. */
  async running(account: string, id: string, progress: Progress): Promise<void> {
    await this.note(account, id, 'running', progress);
  }

  async failed(account: string, id: string, progress: Progress): Promise<void> {
    await this.keepRefusals(account, id, progress);
    await this.note(account, id, 'failed', progress);
  }

  async keep(account: string, id: string, progress: Progress): Promise<void> {
    if (!(await this.find(account, id))) await this.begin(account, id, {});
    await this.keepRefusals(account, id, progress);
    await this.note(account, id, 'done', progress);
  }

  async get(account: string, id: string): Promise<ImportRow | undefined> {
    const row = await this.find(account, id);
    const kept = row && (await this.table.get<Pick<ImportRow, 'refusals'>>(accountKeys.refusals(account, id), true));
    return row && { ...row, refusals: kept?.refusals ?? [] };
  }

  /** The latest first, behind a place, without refusals. */
  async list(account: string, limit: number, after = ''): Promise<ImportPage> {
    const { pk, sk: prefix } = accountKeys.importPlace(account, '');
    const places = await this.table.all<{ id: string }>({
      partition: ['pk', pk],
      // A place sorts before itself with anything behind it.
      sort: { attribute: 'sk', from: after === '' ? prefix : `${prefix}${after}~`, to: `${prefix}~` },
      consistent: true,
      limit: limit + 1,
    });
    const page = places.slice(0, limit).map(({ id, sk }) => ({ id, place: sk.slice(prefix.length) }));
    const ids = [...new Set(page.map(({ id }) => id))];
    const rows = await this.table.getAll<ImportRow>(ids.map((id) => accountKeys.import(account, id)));
    const byId = new Map(rows.map((row) => [row.id, row]));
    // Who was stopped while beginning leaves a place without its row, and begins again at another.
    const listed = page.flatMap(({ id, place }) => {
      const row = byId.get(id);
      return row && placeOf(row) === place ? [{ ...row, refusals: [] }] : [];
    });
    return { rows: listed, next: places.length > limit ? page.at(-1)!.place : null };
  }

  private find(account: string, id: string): Promise<ImportRow | undefined> {
    return this.table.get<ImportRow>(accountKeys.import(account, id), true);
  }

  /** The place goes first: an import that is listed nowhere would be lost to whoever looks. */
  private async begin(account: string, id: string, announced: Announcement): Promise<ImportRow> {
    const begunAt = this.now();
    await this.table.put({ ...accountKeys.importPlace(account, placeOf({ id, begunAt })), id });
    const row = { ...countsOf(nothingYet), ...announced, id, state: 'waiting', begunAt, importedAt: begunAt } as const;
    await this.table.put({ ...accountKeys.import(account, id), ...row });
    return { ...row, refusals: [] };
  }

  private async note(account: string, id: string, state: ImportRow['state'], progress: Progress): Promise<void> {
    const set = { ...countsOf(progress), state, importedAt: this.now() };
    await this.table.update(accountKeys.import(account, id), { set });
  }

  /** Without ids of claims, so that no report outlives a purge with one. */
  private async keepRefusals(account: string, id: string, { report: { refused } }: Progress): Promise<void> {
    if (refused.length === 0) return this.table.delete(accountKeys.refusals(account, id));
    const refusals = refused.slice(0, refusalsKept).map((each) => ({ ...each, claimId: null }));
    await this.table.put({ ...accountKeys.refusals(account, id), refusals });
  }
}

function placeOf({ id, begunAt }: Pick<ImportRow, 'id' | 'begunAt'>): string {
  return `${String(latest - Date.parse(begunAt)).padStart(13, '0')}#${id}`;
}

function countsOf({ report: { refused, statuses, ...report }, findings = 0, bytesRead = 0 }: Progress) {
  const said = statuses ? { statuses: { ...statuses, unmatched: [] } } : {};
  return { ...report, ...said, refused: refused.length, findings, bytesRead };
}
