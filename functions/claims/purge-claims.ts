import type { PurgeAnswer } from '../../shared/api/purge-form.ts';
import { addDays, type IsoDate } from '../../shared/dates.ts';
import { isClosedBefore, type PurgeStore } from '../adapters/purge-store.ts';

export interface PurgePorts {
  readonly purges: PurgeStore;
  /** What lies outside the tables: mails in an outbox, files on their way in. Answers how many there were. */
  readonly clearTraces: (account: string, dryRun: boolean) => Promise<number>;
}

export interface PurgeOrder {
  readonly account: string;
  /** Claims of which nothing has been open since before this day; null: everything that the account holds. */
  readonly closedBefore: IsoDate | null;
  /** Counts what would be deleted, and deletes nothing. */
  readonly dryRun: boolean;
}

/**
 * Deletes claims for good, with uses, findings and answers, out of every index; doing it again finds nothing. Who the
 * account is, who may come in, and the audit log stay.
 */
export const purgeClaims =
  ({ purges, clearTraces }: PurgePorts) =>
  async ({ account, closedBefore, dryRun }: PurgeOrder): Promise<PurgeAnswer> => {
    const deleted = { claims: 0, items: 0, files: 0 };
    for await (const place of purges.partitions(account, closedBefore)) {
      const items = await purges.itemsOf(account, place);
      if (closedBefore !== null && !isClosedBefore(items, closedBefore)) continue;
      deleted.claims++;
      deleted.items += items.length;
      // The bills last: they are what a purge that was stopped finds its claims by.
      const isBill = ({ sk }: { sk: string }) => sk.startsWith('CLAIM#') || sk === 'STATUSES';
      if (!dryRun) await purges.delete(items.filter((item) => !isBill(item)));
      if (!dryRun) await purges.delete(items.filter(isBill));
    }
    if (closedBefore === null) {
      for await (const key of purges.itemsBeside(account)) {
        deleted.items++;
        if (!dryRun) await purges.delete([key]);
      }
      deleted.files = await clearTraces(account, dryRun);
      if (!dryRun) await purges.forget(account);
    }
    return { account, closedBefore, dryRun, ...deleted };
  };

/** What the schedule does: every account's closed claims go once they are older than it keeps them. */
export const purgeDue =
  (ports: PurgePorts) =>
  async (today: IsoDate): Promise<readonly PurgeAnswer[]> => {
    const done: PurgeAnswer[] = [];
    for (const account of await ports.purges.accounts()) {
      const days = await ports.purges.retention(account);
      if (days === null) continue;
      const closedBefore = addDays(today, -days);
      done.push(await purgeClaims(ports)({ account, closedBefore, dryRun: false }));
    }
    return done;
  };
