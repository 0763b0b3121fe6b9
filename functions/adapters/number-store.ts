import type { IsoDate } from '../../shared/dates.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { ClaimNumber } from '../../shared/keys/claim-identity.ts';
import type { StatusRow } from './status-store.ts';
import type { Item, Table } from './table.ts';

/** A claim that bears a number, or replaces whichever bears it. */
export interface NumberedClaim extends Item {
  readonly claimId: string;
  readonly payer: string | null;
  /** Day on which the replacement came. */
  readonly date: IsoDate;
}

/** All that is known of a number. */
export interface Numbered {
  readonly bearers: readonly NumberedClaim[];
  readonly replacers: readonly NumberedClaim[];
  /** Answers that name the claim by this number alone, and came before anybody said whose it is. */
  readonly waiting: StatusRow | undefined;
}

/** What stands with so many claims is no number of a claim. */
const mostClaims = 50;

/** Numbers that payers and clearing houses gave to claims: by them answers and replacements find the claim. */
export class NumberStore {
  constructor(private readonly table: Table) {}

  async note(account: string, number: ClaimNumber, as: 'OF' | 'BY', claim: NumberedClaim): Promise<void> {
    await this.table.putIfAbsent({ ...accountKeys.numbered(account, number, as, claim.claimId), ...claim });
  }

  async of(account: string, number: ClaimNumber): Promise<Numbered> {
    const { pk } = accountKeys.numberedClaims(account, number);
    const rows = await this.table.all({ partition: ['pk', pk], consistent: true, limit: mostClaims });
    if (rows.length === mostClaims) return { bearers: [], replacers: [], waiting: undefined };
    const those = (prefix: string) => rows.filter(({ sk }) => sk.startsWith(prefix)) as unknown as NumberedClaim[];
    const waiting = rows.find(({ sk }) => sk === 'STATUSES') as StatusRow | undefined;
    return { bearers: those('OF#'), replacers: those('BY#'), waiting };
  }

  /** False where more was said meanwhile. */
  async given(account: string, number: ClaimNumber, { revision }: StatusRow): Promise<boolean> {
    return this.table.deleteWhile(accountKeys.numberedStatuses(account, number), { revision });
  }
}
