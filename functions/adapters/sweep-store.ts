import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { correlationId } from './correlation.ts';
import type { Item, Table } from './table.ts';

/** Work that a published change set causes: stored lines of each changed code are to be judged again. */
export interface Sweep extends Item {
  readonly codeSet: CodeSet;
  readonly changeSet: string;
  readonly status: 'running' | 'complete' | 'cancelled';
  /** Whether what it finds raises alerts: not for a first release, nor for a backfilled one. */
  readonly notify: boolean;
  readonly codes: number;
  /** Under which the stages log what this comes of. */
  readonly correlationId?: string;
}

export interface PendingCode extends Item {
  readonly codeSet: CodeSet;
  readonly changeSet: string;
  readonly code: string;
  /** First date of service affected. */
  readonly since: IsoDate;
  /** What comes of it raises no alert, whatever the sweep's other codes do. */
  readonly quiet?: true;
}

/** Stands among the pending codes for the lines that could not be judged before the release came. */
export const awaitingLines = '(awaiting)';

/**
 * Stands among the pending codes of a first release for all lines that were stored while nothing of its code set was
 * held. Once the release is visible it is taken apart into the codes of those lines.
 */
export const unheldLines = '(unheld)';

/**
 * Stands among the pending codes for lines with findings on dates that no release held covers any more, since one was
 * withdrawn.
 */
export const uncoveredLines = '(uncovered)';

/** They are judged whatever their dates. */
const beginning: IsoDate = '1900-01-01';

/** Hand-over from publishing to re-checking: written before a state is visible, removed as it is done. */
export class SweepStore {
  constructor(private readonly table: Table) {}

  async plan(codeSet: CodeSet, changeSet: string, notify: boolean, since: ReadonlyMap<string, IsoDate>): Promise<void> {
    await this.table.writeAll(
      [...since].map(([code, date]) => ({
        ...accountKeys.pending(codeSet, changeSet, code),
        codeSet,
        changeSet,
        code,
        since: date,
      })),
    );
    await this.begin(codeSet, changeSet, notify, since.size);
  }

  /** Adds codes to the work of a change set that is visible already; who hears of it stays as it was. */
  async planAlso(codeSet: CodeSet, changeSet: string, since: ReadonlyMap<string, IsoDate>): Promise<void> {
    const sweep = await this.get(codeSet, changeSet);
    await this.plan(codeSet, changeSet, sweep?.notify ?? false, since);
  }

  /** The same without a word to anybody; what was to be told of a code all the same is told. */
  async planQuietly(codeSet: CodeSet, changeSet: string, since: ReadonlyMap<string, IsoDate>): Promise<void> {
    const due = new Map((await this.pending(codeSet, changeSet)).map((pending) => [pending.code, pending]));
    const rows = [...since].map(([code, day]) => {
      const former = due.get(code);
      const key = accountKeys.pending(codeSet, changeSet, code);
      if (former) return { ...former, ...key, since: day < former.since ? day : former.since };
      return { ...key, codeSet, changeSet, code, since: day, quiet: true };
    });
    await this.table.writeAll(rows);
    const sweep = await this.get(codeSet, changeSet);
    await this.begin(codeSet, changeSet, sweep?.notify ?? false, since.size);
  }

  /** Notes codes of lines that are about to be stored while nothing of their code set is held. */
  async noteUnheld(codes: ReadonlyMap<string, CodeSet>): Promise<void> {
    await this.table.writeAll([...codes].map(([code, codeSet]) => ({ ...accountKeys.unheld(codeSet, code), code })));
  }

  /** Puts those codes in the place of `unheldLines`: what is stored later is judged by the release itself. */
  async takeApart({ codeSet, changeSet, ...pending }: PendingCode & Key): Promise<void> {
    const { pk } = accountKeys.unheldCodes(codeSet);
    const noted = await this.table.all<{ code: string }>({ partition: ['pk', pk], consistent: true });
    await this.table.writeAll(
      noted.map(({ code }) => ({
        ...accountKeys.pending(codeSet, changeSet, code),
        codeSet,
        changeSet,
        code,
        since: beginning,
      })),
    );
    await this.table.delete(pending);
  }

  async unfinished(): Promise<readonly Sweep[]> {
    return this.table.all<Sweep>({ index: 'dueWork', partition: ['due', 'SWEEP'] });
  }

  async get(codeSet: CodeSet, changeSet: string): Promise<Sweep | undefined> {
    return this.table.get<Sweep>(accountKeys.sweep(codeSet, changeSet), true);
  }

  async pending(codeSet: CodeSet, changeSet: string): Promise<readonly (PendingCode & Key)[]> {
    const { pk, prefix } = accountKeys.pendings(codeSet, changeSet);
    return this.table.all<PendingCode>({
      partition: ['pk', pk],
      sort: { attribute: 'sk', beginsWith: prefix },
      consistent: true,
    });
  }

  /** Whether anything of the sweep is still to be done; reads one item at most. */
  async anyPending(codeSet: CodeSet, changeSet: string): Promise<boolean> {
    const { pk, prefix } = accountKeys.pendings(codeSet, changeSet);
    const sort = { attribute: 'sk', beginsWith: prefix };
    return (await this.table.all({ partition: ['pk', pk], sort, consistent: true, limit: 1 })).length > 0;
  }

  async pendingCode(codeSet: CodeSet, changeSet: string, code: string): Promise<PendingCode | undefined> {
    return this.table.get<PendingCode>(accountKeys.pending(codeSet, changeSet, code), true);
  }

  async done({ codeSet, changeSet, code }: PendingCode): Promise<void> {
    await this.table.delete(accountKeys.pending(codeSet, changeSet, code));
  }

  /** A sweep that somebody has cancelled meanwhile stays so while work of it is left. */
  async complete({ codeSet, changeSet }: Sweep): Promise<void> {
    await this.table.update(accountKeys.sweep(codeSet, changeSet), {
      set: { status: 'complete' },
      remove: ['due', 'dueSort'],
    });
  }

  /** What is left of it stays on the books, and is done when somebody resumes it; false where it is not running. */
  async cancel({ codeSet, changeSet }: Pick<Sweep, 'codeSet' | 'changeSet'>): Promise<boolean> {
    return this.table.update(accountKeys.sweep(codeSet, changeSet), {
      set: { status: 'cancelled' },
      remove: ['due', 'dueSort'],
      condition: '#status = :running',
      values: { ':running': 'running' },
    });
  }

  /** Puts a cancelled sweep back on the books: the next plan sends what is left of it. */
  async resume({ codeSet, changeSet }: Pick<Sweep, 'codeSet' | 'changeSet'>): Promise<boolean> {
    return this.table.update(accountKeys.sweep(codeSet, changeSet), {
      set: { status: 'running', ...accountIndexes.due('SWEEP', `${codeSet}#${changeSet}`) },
      condition: '#status = :cancelled',
      values: { ':cancelled': 'cancelled' },
    });
  }

  /**
   * Whether any account has stored lines. Asked after a release has become visible, a no is final: an account says so
   * before its first line is stored, and whoever stores later judges by the new release himself.
   */
  async anyClaims(): Promise<boolean> {
    for await (const _ of this.accountsWithLines()) return true;
    return false;
  }

  async *accountsWithLines(): AsyncGenerator<string> {
    const { pk } = accountKeys.accounts();
    for await (const { sk, holdsClaims, holdsLists } of this.table.query({ partition: ['pk', pk], consistent: true }))
      if (holdsClaims === true || holdsLists === true) yield sk;
  }

  /** Closes a sweep that has nothing to sweep. */
  async dismiss(sweep: Sweep, pending: readonly Key[]): Promise<void> {
    await this.table.deleteAll(pending);
    await this.complete(sweep);
  }

  private async begin(codeSet: CodeSet, changeSet: string, notify: boolean, codes: number): Promise<void> {
    await this.table.put({
      ...accountKeys.sweep(codeSet, changeSet),
      ...accountIndexes.due('SWEEP', `${codeSet}#${changeSet}`),
      codeSet,
      changeSet,
      status: 'running',
      notify,
      codes,
      correlationId: correlationId(),
    });
  }

  /** Takes back a sweep whose change set never became visible, or no longer is. */
  async withdraw(codeSet: CodeSet, changeSet: string): Promise<void> {
    await this.table.deleteAll(await this.pending(codeSet, changeSet));
    await this.table.delete(accountKeys.sweep(codeSet, changeSet));
  }
}
