import { accountKeys } from '../../shared/keys/account-keys.ts';
import { type PayerLoad, type Signoff, unsigned } from '../../shared/signoff/signoff.ts';
import type { Item, Table } from './table.ts';

interface SignoffRow extends Item, Signoff {
  readonly revision: number;
}

/** How far an account has come with each release, and which payers have not loaded it. */
export class SignoffStore {
  constructor(private readonly table: Table) {}

  async get(account: string, release: string): Promise<Signoff> {
    return (await this.table.get<SignoffRow>(accountKeys.signoff(account, release), true)) ?? unsigned;
  }

  /** Reads, decides and writes, until nobody has written in between. */
  async change(account: string, release: string, decide: (before: Signoff) => Signoff | null): Promise<void> {
    const key = accountKeys.signoff(account, release);
    for (;;) {
      const row = await this.table.get<SignoffRow>(key, true);
      const next = decide(row ?? unsigned);
      if (!next) return;
      const { revision = 0 } = row ?? {};
      const written = { ...key, release, ...next, revision: revision + 1 };
      if (await (row ? this.table.putOver(written, { revision }) : this.table.putIfAbsent(written))) return;
    }
  }

  async loads(account: string, release?: string): Promise<readonly PayerLoad[]> {
    const { pk, prefix } = accountKeys.payerLoads(account, release);
    return this.table.all<Item & PayerLoad>({ partition: ['pk', pk], sort: { attribute: 'sk', beginsWith: prefix } });
  }

  async putLoad(account: string, load: PayerLoad): Promise<void> {
    await this.table.put({ ...accountKeys.payerLoad(account, load.release, load.payer), ...load });
  }

  async removeLoad(account: string, { release, payer }: Pick<PayerLoad, 'release' | 'payer'>): Promise<void> {
    await this.table.delete(accountKeys.payerLoad(account, release, payer));
  }
}
