import { auditTrail } from '../../../functions/queries/audit-trail.ts';
import type { AuditEvent } from '../../../shared/access/audit.ts';
import { addDays, type IsoDate } from '../../../shared/dates.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { textTable } from './table.ts';

export interface AuditLogOptions extends Common {
  readonly account: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly object?: string;
  readonly limit: number;
}

/** `codeset audit-log`: who changed what, and who read claims or licensed texts. */
export async function auditLog(context: Context, app: LocalApp, options: AuditLogOptions): Promise<void> {
  const { account, object, limit } = options;
  // Events bear the real moment, whatever day is taken for today.
  const to = options.to ?? new Date().toISOString().slice(0, 10);
  const from = options.from ?? addDays(to, -30);
  const page = await auditTrail(app)({ account, from, to, limit, ...(object === undefined ? {} : { object }) });
  answer(context, options, page, () =>
    page.events.length > 0
      ? eventsText(page.events) + (page.next === null ? '' : `Only the latest ${limit}; --limit shows more.\n`)
      : `Nothing was written down from ${from} to ${to}.\n`,
  );
}

function eventsText(events: readonly AuditEvent[]): string {
  const headings = ['WHEN (UTC)', 'WHO', 'WHAT', 'EFFECT', 'OBJECT'];
  return textTable(
    headings.map((heading) => ({ heading })),
    events.map(({ at, by, action, effect, object }) => [
      at.replace('T', ' ').slice(0, 19),
      `${by.kind} ${by.id}`,
      action,
      effect,
      object ?? '',
    ]),
  );
}
