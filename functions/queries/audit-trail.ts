import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AuditEvent } from '../../shared/access/audit.ts';
import type { AuditAnswer } from '../../shared/api/access-forms.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { AuditLog } from '../adapters/audit-log.ts';
import { readCursor, writeCursor } from './cursor.ts';

export interface AuditAsked {
  readonly account: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** As an event names it, or a claim's id as it is written. */
  readonly object?: string;
  /** Id of the key or user, or name of whoever used a command. */
  readonly by?: string;
  readonly effect?: AuditEvent['effect'];
  readonly limit: number;
  readonly cursor?: string;
}

const placeForm = z.tuple([z.string().regex(/^\d{4}-\d{2}$/), z.string().max(400)]);

/** Under which name a claim stands in the log: the same for the same claim, and not to be read back. */
export function claimInAudit(account: string, claimId: string): string {
  return `claim:${createHash('sha256').update(`${account} ${claimId}`).digest('hex').slice(0, 24)}`;
}

/** The audit log of an account between two days, both included, the latest first. */
export const auditTrail =
  ({ audit }: { readonly audit: AuditLog }) =>
  async ({ account, from, to, object, by, effect, limit, cursor }: AuditAsked): Promise<AuditAnswer> => {
    const [startMonth, after] = cursor === undefined ? [null, undefined] : readCursor('audit', placeForm, cursor);
    const wanted = object === undefined ? null : [object, claimInAudit(account, object)];
    const isWanted = (event: AuditEvent) =>
      (wanted === null || wanted.includes(event.object ?? '')) &&
      (by === undefined || event.by.id === by) &&
      (effect === undefined || event.effect === effect);
    const events: AuditEvent[] = [];
    for (const month of monthsBack(from, to)) {
      if (startMonth !== null && month > startMonth) continue;
      const question = { account, month, ...(month === startMonth && after ? { after } : {}) };
      for await (const { place, ...event } of audit.events(question)) {
        const day = event.at.slice(0, 10);
        if (day < from) return { events, next: null };
        if (day > to || !isWanted(event)) continue;
        events.push(event);
        if (events.length === limit) return { events, next: writeCursor('audit', [month, place]) };
      }
    }
    return { events, next: null };
  };

function monthsBack(from: IsoDate, to: IsoDate): readonly string[] {
  const months: string[] = [];
  let [year, month] = to.slice(0, 7).split('-').map(Number) as [number, number];
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name < from.slice(0, 7)) return months;
    months.push(name);
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  }
}
