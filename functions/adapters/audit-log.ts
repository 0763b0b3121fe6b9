import type { AuditEvent } from '../../shared/access/audit.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Item, Table } from './table.ts';

export interface AuditQuestion {
  readonly account: string;
  /** `2026-11`. */
  readonly month: string;
  /** Behind this place of the month; a place is what `placeOf` says of an event read. */
  readonly after?: string;
}

export type PlacedEvent = AuditEvent & { readonly place: string };

/** For so long, in milliseconds, events wait for others to be written with them. */
const gathering = 5;
/** Later instants sort first. */
const latest = 9_999_999_999_999;

/** Who did what. Events are written together; each is told when its own batch is stored, so that none is only promised. */
export class AuditLog {
  private waiting: (Key & Item)[] = [];
  private batch: Promise<void> | undefined;
  private count = 0;

  constructor(private readonly table: Table) {}

  /** Resolves when the event is stored. */
  record(event: AuditEvent): Promise<void> {
    const { account, at } = event;
    const order = String(latest - Date.parse(at)).padStart(13, '0');
    this.count = (this.count + 1) % 1_000_000;
    const place = `${order}#${event.requestId ?? ''}#${String(this.count).padStart(6, '0')}`;
    this.waiting.push({ ...accountKeys.auditEvent(account, at.slice(0, 7), place), ...event });
    this.batch ??= new Promise((resolve, reject) => {
      setTimeout(() => {
        const events = this.waiting;
        this.waiting = [];
        this.batch = undefined;
        this.table.writeAll(events).then(resolve, reject);
      }, gathering);
    });
    return this.batch;
  }

  /** The events of a month, the latest first. */
  async *events({ account, month, after }: AuditQuestion): AsyncGenerator<PlacedEvent> {
    const { pk } = accountKeys.auditEvents(account, month);
    // A place sorts before itself with anything behind it.
    const sort = after === undefined ? {} : { sort: { attribute: 'sk', from: `${after}~` } };
    const query = { partition: ['pk', pk], consistent: true, ...sort } as const;
    for await (const { pk: _pk, sk, ...event } of this.table.query<Item & AuditEvent>(query))
      yield { ...(event as unknown as AuditEvent), place: sk };
  }
}
