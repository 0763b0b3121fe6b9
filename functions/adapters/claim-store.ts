import type { Claim, ClaimLine } from '../../shared/claims/claim.ts';
import type { Numbering } from '../../shared/claims/claim-numbers.ts';
import { isOpenLine, type LineState, type LineStates } from '../../shared/claims/status/line-states.ts';
import { type CodeSet, codeSetOf } from '../../shared/code.ts';
import { addDays, type IsoDate } from '../../shared/dates.ts';
import { accountIndexes, openUseShards } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { ClaimIdentity } from '../../shared/keys/claim-identity.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { HoldingRow } from './holding-row.ts';
import type { Item, Table } from './table.ts';

/** A claim without its lines: what every line of it needs to be judged. */
export type ClaimHead = Omit<Claim, 'lines'>;

export interface ClaimRow extends Item {
  readonly account: string;
  readonly claim: Claim;
  /** Tells a repeated import from a changed claim. */
  readonly content: string;
  readonly status: 'open' | 'void';
  /** Contents that a replacement or a void has superseded: the older claim, imported once more, changes nothing. */
  readonly superseded: readonly string[];
  /** Numbers of the contents that it took the place of: a purge finds them by this. */
  readonly superseding?: readonly Numbering[];
  /** Day on which it took the place of an older one: what was said before is about that one. */
  readonly since?: IsoDate;
  /** Day since which none of its lines is open; null while one is. */
  readonly closedOn: IsoDate | null;
  /** Its uses and findings are still being written; still there after a crash, it says to do it again. */
  readonly arriving?: true;
}

/** What is judged by itself, and the findings that stand because of it: whoever judges it knows what to take back. */
export interface StandingRow extends Item {
  readonly account: string;
  readonly head: ClaimHead;
  /** Of the claim it belongs to: a row of an older state of the claim is not written over a newer one. */
  readonly content: string;
  /** Sort keys of the findings that stand, a line each: one text, as a condition compares it. */
  readonly standing: string;
}

/** A claim for the rules that look at all of its lines. Stored only where one of them may find something. */
export interface ClaimRulesRow extends StandingRow {
  readonly lines: readonly ClaimLine[];
  /** Numbers of the lines that need nothing more: nothing is found on them, and they are still billed with the rest. */
  readonly closed: readonly number[];
}

/**
 * One code or modifier on one open line. It carries all that judging it needs, so that a re-check reads one item a
 * hit, and the findings that it has raised, so that it knows what to take back.
 */
export interface UseRow extends StandingRow {
  readonly line: ClaimLine;
  /** The code or modifier used. */
  readonly code: string;
  /** What the payer said of the line for the last time; absent where nothing was said. */
  readonly state?: LineState;
}

/** What the index from a code to its open uses holds: lines of claims, and of lists that are held beside them. */
export type OpenUse = UseRow | HoldingRow;

export function standingOf({ standing }: StandingRow): readonly string[] {
  return standing === '' ? [] : standing.split('\n');
}

/** In days: lines of more are not billed. */
const longestSpan = 92;

/** Stored claims, and the index from a code to the open lines that use it. */
export class ClaimStore {
  constructor(private readonly table: Table) {}

  /** The claims that are stored already, by their sort key and partition (`keyOf`). */
  async held(account: string, claims: readonly ClaimIdentity[]): Promise<ReadonlyMap<string, ClaimRow>> {
    const rows = await this.table.getAll<ClaimRow>(claims.map((claim) => accountKeys.claim(account, claim)));
    return new Map(rows.map((row) => [keyOf(row.claim), row]));
  }

  /** Every bill of the account under one claim id: one as a rule, more where several payers were billed. */
  async claims(account: string, claimId: string): Promise<readonly ClaimRow[]> {
    const { pk, prefix } = accountKeys.claimsOf(account, claimId);
    return this.table.all<ClaimRow>({
      partition: ['pk', pk],
      sort: { attribute: 'sk', beginsWith: prefix },
      consistent: true,
    });
  }

  /**
   * Every stored claim of an account, one read for each and one for the index. One that closes meanwhile may be passed
   * over: nothing of it is open then. One that is opened again moves on in the index, and is met there.
   */
  async *claimsOf(account: string): AsyncGenerator<ClaimRow> {
    for (let shard = 0; shard < openUseShards; shard++) {
      const { kept } = accountIndexes.kept(account, shard, '', null);
      let keys: Key[] = [];
      for await (const { pk, sk } of this.table.query({ index: 'claimsKept', partition: ['kept', kept] })) {
        // What was said of claims lies there too.
        if (!sk.startsWith('CLAIM#')) continue;
        if (keys.push({ pk, sk }) < 100) continue;
        yield* await this.table.getAll<ClaimRow>(keys);
        keys = [];
      }
      yield* await this.table.getAll<ClaimRow>(keys);
    }
  }

  /** Written `arriving` before the uses and findings of the claims, which are `arrived` after them. */
  async putClaims(rows: readonly ClaimRow[]): Promise<void> {
    await this.table.writeAll(
      rows.map((row) => ({
        ...accountKeys.claim(row.account, row.claim),
        ...row,
        ...keptOf(row),
      })),
    );
  }

  /** Since when nothing of a claim is open, unless the claim has changed meanwhile. */
  async noteClosing(row: ClaimRow): Promise<void> {
    await this.table.update(accountKeys.claim(row.account, row.claim), {
      set: { closedOn: row.closedOn, ...keptOf(row) },
      condition: '#content = :content',
      values: { ':content': row.content },
    });
  }

  /** Ends an arrival; false where another bill of the claim has come in its place meanwhile. */
  async arrived(row: ClaimRow): Promise<boolean> {
    return this.table.update(accountKeys.claim(row.account, row.claim), {
      set: { closedOn: row.closedOn, ...keptOf(row) },
      remove: ['arriving'],
      condition: '#content = :content',
      values: { ':content': row.content },
    });
  }

  /** An account is on the list of those that alerts are looked for as soon as it holds claims. */
  async register(account: string): Promise<void> {
    await this.table.put({ ...accountKeys.account(account), account, holdsClaims: true });
  }

  async holdsLinesOf(account: string): Promise<boolean> {
    const row = await this.table.get(accountKeys.account(account), true);
    return row?.holdsClaims === true || row?.holdsLists === true;
  }

  async putUses(uses: readonly (Key & StandingRow)[]): Promise<void> {
    await this.table.writeAll(uses);
  }

  async uses(account: string, claim: ClaimIdentity): Promise<readonly (Key & UseRow)[]> {
    const { pk, prefix } = accountKeys.usesOfClaim(account, claim);
    const sort = { attribute: 'sk', beginsWith: prefix };
    return this.table.all<UseRow>({ partition: ['pk', pk], sort, consistent: true });
  }

  async claimRules(account: string, claim: ClaimIdentity): Promise<(Key & ClaimRulesRow) | undefined> {
    const [row] = await this.usesNow<ClaimRulesRow>([accountKeys.claimRules(account, claim)]);
    return row;
  }

  /** The rows as they are now; those that are gone are left out. */
  async usesNow<Row extends StandingRow = UseRow>(uses: readonly Key[]): Promise<(Key & Row)[]> {
    return [...(await this.table.getAll<Row>(uses.map(({ pk, sk }) => ({ pk, sk }))))];
  }

  /** Writes a use over the one that was read, or where none was; false where somebody has judged it meanwhile. */
  async replaceUse(use: Key & StandingRow, read: StandingRow | undefined): Promise<boolean> {
    return read ? this.table.putOver(use, { standing: read.standing }) : this.table.putIfAbsent(use);
  }

  /** Removes a use as it was read; false where somebody has judged it meanwhile. */
  async removeUse(read: Key & StandingRow): Promise<boolean> {
    return this.table.deleteWhile(read, { standing: read.standing });
  }

  /** Open uses of a code from a date of service on: one item read for each, however many are stored. */
  async *openUses(codeSet: CodeSet, code: string, since: IsoDate, pageSize?: number): AsyncGenerator<Key & OpenUse> {
    for (let shard = 0; shard < openUseShards; shard++) {
      const { openCode } = accountIndexes.openUse(codeSet, code, shard);
      const sort = { attribute: 'openSort', from: since };
      yield* this.table.query<OpenUse>({
        index: 'openUsesByCode',
        partition: ['openCode', openCode],
        sort,
        ...(pageSize === undefined ? {} : { pageSize }),
      });
    }
  }

  /** Closed uses of a code with a date of service in a span: what a change that reaches back may touch. */
  async *closedUses(codeSet: CodeSet, code: string, since: IsoDate, before: IsoDate): AsyncGenerator<Key & UseRow> {
    if (since >= before) return;
    for (let shard = 0; shard < openUseShards; shard++) {
      const { openCode } = accountIndexes.closedUse(codeSet, code, shard);
      const sort = { attribute: 'openSort', from: since, to: before };
      yield* this.table.query<UseRow>({ index: 'openUsesByCode', partition: ['openCode', openCode], sort });
    }
  }

  /** Open uses that no release could judge when they were stored, up to a date of service, and spans that begin by then. */
  async *awaitingUses(codeSet: CodeSet, through: IsoDate): AsyncGenerator<Key & OpenUse> {
    for (let shard = 0; shard < openUseShards; shard++) {
      const { awaiting } = accountIndexes.awaiting(codeSet, shard);
      const sort = { attribute: 'openSort', to: `${addDays(through, longestSpan)}~` };
      yield* this.table.query<OpenUse>({ index: 'awaitingCodeSet', partition: ['awaiting', awaiting], sort });
    }
  }

  /** Notes which findings stand because of a use; false where the use is no longer as it was read. */
  async judged(use: Key & StandingRow & { code?: string }, standing: string, awaits: boolean): Promise<boolean> {
    const { code, head } = use;
    return this.table.update(use, {
      set: { standing, ...(awaits && code !== undefined ? awaitingOf({ code, head }) : {}) },
      remove: awaits ? [] : ['awaiting'],
      condition: '#content = :content AND #standing = :before',
      values: { ':content': use.content, ':before': use.standing },
    });
  }
}

/** One string for what tells claims apart. */
export function keyOf(claim: ClaimIdentity): string {
  const { pk, sk } = accountKeys.claim('', claim);
  return `${pk} ${sk}`;
}

/** The uses of a claim: each line's code and modifiers, placed where a re-check finds them. */
export function usesOf(
  account: string,
  { lines, ...head }: Claim,
  content: string,
  states: LineStates = new Map(),
): readonly (Key & UseRow)[] {
  return lines.flatMap((line) => {
    const state = states.get(line.line);
    if (state?.state === 'superseded') return [];
    const placed = isOpenLine(state) ? accountIndexes.openUse : accountIndexes.closedUse;
    return [...new Set([line.code, ...line.modifiers])].flatMap((code) => {
      const codeSet = codeSetOf(code);
      if (!codeSet || line.dateOfService === null) return [];
      return [
        {
          ...accountKeys.use(account, head, line.line, code),
          ...placed(codeSet, code, shardOf(head.claimId)),
          // By its last day: what changes within a span of days concerns the line as well.
          ...accountIndexes.openSort(line.throughDate ?? line.dateOfService, account, head.claimId, line.line),
          account,
          head,
          line,
          code,
          content: state ? `${content} ${state.state} ${state.date} ${state.carc.join()}` : content,
          standing: '',
          ...(state ? { state } : {}),
        },
      ];
    });
  });
}

/** What the rules of whole claims are judged from: its lines as billed, but for those that another claim has taken over. */
export function claimRulesOf(
  account: string,
  { lines, ...head }: Claim,
  content: string,
  states: LineStates = new Map(),
): Key & ClaimRulesRow {
  const billed = lines.filter(({ line }) => states.get(line)?.state !== 'superseded');
  const closed = billed.map(({ line }) => line).filter((line) => !isOpenLine(states.get(line)));
  const changed = closed.length > 0 || billed.length < lines.length;
  const whole = changed ? `${content} ${closed.join()} of ${billed.map(({ line }) => line).join()}` : content;
  const key = accountKeys.claimRules(account, head);
  return { ...key, account, head, lines: billed, closed, content: whole, standing: '' };
}

export function awaitingOf(use: Pick<UseRow, 'code' | 'head'>): { awaiting: string } {
  return accountIndexes.awaiting(codeSetOf(use.code)!, shardOf(use.head.claimId));
}

function keptOf({ account, claim: { claimId }, closedOn }: ClaimRow) {
  return accountIndexes.kept(account, shardOf(claimId), claimId, closedOn);
}

/** Spreads the lines of one code evenly; the same claim always falls into the same shard. */
export function shardOf(claimId: string): number {
  let hash = 0;
  for (let index = 0; index < claimId.length; index++) hash = (hash * 31 + claimId.charCodeAt(index)) >>> 0;
  return hash % openUseShards;
}
