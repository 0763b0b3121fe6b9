import { createHash } from 'node:crypto';
import type { Claim, RefusedClaim } from '../shared/claims/claim.ts';
import type { CodeBook } from '../shared/codebook/code-book.ts';
import type { CodeSetState } from '../shared/codebook/code-set-state.ts';
import { toDayNumber } from '../shared/dates.ts';
import type { Key } from '../shared/keys.ts';
import { awaitingOf, type ClaimRow, type ClaimStore, type UseRow, usesOf } from './adapters/claim-store.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import type { FindingStore, Occasion } from './adapters/finding-store.ts';
import type { Judge, Judges } from './judge-use.ts';
import { rejudge } from './recheck-code.ts';

export interface ImportPorts {
  readonly codeSets: CodeSetStore;
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly judges: Judges;
}

/** What an import did; the form is part of the contract (docs/FORMS.md). */
export interface ImportReport {
  /** Claims read, refused ones not counted. */
  read: number;
  lines: number;
  refused: RefusedClaim[];
  /** Claims that were stored already, to the letter. */
  duplicates: number;
}

interface Held {
  readonly book: CodeBook | undefined;
  readonly state: CodeSetState;
}

/** So many claims are written at a time. */
const batchSize = 100;
const writersAtOnce = 16;

/**
 * Stores claims as they are read and judges each line. A line that is stored while a release is published is seen by
 * one of the two: it is put first, then the published state is read strongly, and judged again if it has moved.
 */
export class ClaimImport {
  readonly report: ImportReport = { read: 0, lines: 0, refused: [], duplicates: 0 };
  private batch = new Map<string, Claim>();

  constructor(
    private readonly ports: ImportPorts,
    private readonly account: string,
    /** Names the import, so that its alerts form one digest of their own. */
    private readonly window: string,
  ) {}

  async add(claim: Claim): Promise<void> {
    this.report.read++;
    this.report.lines += claim.lines.length;
    if (this.batch.has(claim.claimId)) await this.flush();
    this.batch.set(claim.claimId, claim);
    if (this.batch.size >= batchSize) await this.flush();
  }

  refuse(refused: RefusedClaim): void {
    this.report.refused.push(refused);
  }

  async flush(): Promise<void> {
    const claims = [...this.batch.values()];
    this.batch = new Map();
    if (claims.length === 0) return;
    await this.ports.claims.register(this.account);
    const stored = await this.ports.claims.claims(this.account, [...claims.map(({ claimId }) => claimId)]);
    const rows = claims.map((claim) => rowOf(this.account, claim));
    const changed = rows.filter((row) => stored.get(row.claim.claimId)?.content !== row.content);
    this.report.duplicates += rows.length - changed.length;
    await this.store(changed, stored);
  }

  private async store(rows: readonly ClaimRow[], stored: ReadonlyMap<string, ClaimRow>): Promise<void> {
    const { codeSets, claims, judges } = this.ports;
    let state = await codeSets.state('HCPCS');
    let book = await codeSets.codeBook(state);
    let judge = await judges.of(this.account, book);
    const uses: (Key & UseRow)[] = [];
    for (const row of rows) uses.push(...(await this.inherit(row, stored.has(row.claim.claimId))));
    await claims.putUses(uses.map((use) => ({ ...use, ...(judge(use).awaits ? awaitingOf(use) : {}) })));
    for (;;) {
      await this.judge(uses, judge, { book, state });
      const now = await codeSets.state('HCPCS');
      if (now.sequence === state.sequence) break;
      state = now;
      book = await codeSets.codeBook(state);
      judge = await judges.of(this.account, book);
    }
    await claims.putClaims(rows);
  }

  /** Uses of a claim; one that is stored already hands on its findings, and loses the uses that it no longer has. */
  private async inherit(row: ClaimRow, isStored: boolean): Promise<readonly (Key & UseRow)[]> {
    const { claim, content, status } = row;
    const uses = status === 'open' ? usesOf(this.account, claim, content) : [];
    if (!isStored) return uses;
    const older = new Map((await this.ports.claims.uses(this.account, claim.claimId)).map((use) => [use.sk, use]));
    const gone = [...older.values()].filter(({ sk }) => !uses.some((use) => use.sk === sk));
    const quiet: Occasion = { changeSet: null, window: this.window };
    for (const { findings } of gone)
      for (const sortKey of findings) await this.ports.findings.clear(this.account, claim.claimId, sortKey, quiet);
    await this.ports.claims.removeUses(gone);
    return uses.map((use) => ({ ...use, findings: older.get(use.sk)?.findings ?? [] }));
  }

  private async judge(uses: readonly (Key & UseRow)[], judge: Judge, { book, state }: Held): Promise<void> {
    const suspects = uses.filter((use) => use.findings.length > 0 || judge(use).findings.length > 0);
    for (let at = 0; at < suspects.length; at += writersAtOnce)
      await Promise.all(
        suspects.slice(at, at + writersAtOnce).map((use) => {
          const changeSet = book ? changeSetBehind(use, book, state) : null;
          return rejudge(this.ports, use, judge, { changeSet, window: this.window });
        }),
      );
  }
}

/** The change set that broke or mended a line, or null where a first release shows it already: no alert is due then. */
function changeSetBehind({ code, line }: UseRow, book: CodeBook, state: CodeSetState): string | null {
  const entry = book.entry(code);
  if (!entry || line.dateOfService === null) return null;
  const life = book.lifeAt(entry, toDayNumber(line.dateOfService)) ?? entry.lives[0];
  return life && life.release > 0 ? state.releases[life.release]!.changeSet : null;
}

/** Frequency 8 voids a claim, 7 replaces it; both say so under the number of the claim itself. */
function rowOf(account: string, claim: Claim): ClaimRow {
  const content = createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 20);
  const status = claim.frequency === '8' ? 'void' : 'open';
  return { account, claim, content, status };
}
