import { createHash } from 'node:crypto';
import type { Claim, RefusedClaim } from '../shared/claims/claim.ts';
import { type CodeSet, codeSetOf } from '../shared/code.ts';
import { toDayNumber } from '../shared/dates.ts';
import type { Key } from '../shared/keys.ts';
import {
  awaitingOf,
  type ClaimRow,
  type ClaimStore,
  claimRulesOf,
  keyOf,
  standingOf,
  type UseRow,
  usesOf,
} from './adapters/claim-store.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import type { Occasion } from './adapters/finding-row.ts';
import type { FindingStore } from './adapters/finding-store.ts';
import type { SweepStore } from './adapters/sweep-store.ts';
import { atOnce } from './at-once.ts';
import { type HeldCodeSets, heldCodeSets, isSame } from './held-code-sets.ts';
import type { Judge, Judges } from './judge-use.ts';
import { rejudge } from './rejudge.ts';

export interface ImportPorts {
  readonly codeSets: CodeSetStore;
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly sweeps: Pick<SweepStore, 'noteUnheld'>;
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
  private readonly noted = new Set<string>();

  constructor(
    private readonly ports: ImportPorts,
    private readonly account: string,
    /** Names the import, so that its alerts form one digest of their own. */
    private readonly window: string,
  ) {}

  async add(claim: Claim): Promise<void> {
    this.report.read++;
    this.report.lines += claim.lines.length;
    if (this.batch.has(keyOf(claim))) await this.flush();
    this.batch.set(keyOf(claim), claim);
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
    const stored = await this.ports.claims.held(this.account, claims);
    const fresh = claims
      .map((claim) => rowOf(this.account, claim, stored.get(keyOf(claim))))
      .filter((row) => !isHeld(row, stored.get(keyOf(row.claim))));
    this.report.duplicates += claims.length - fresh.length;
    if (fresh.length > 0) await this.store(fresh, stored);
  }

  private async store(rows: readonly ClaimRow[], stored: ReadonlyMap<string, ClaimRow>): Promise<void> {
    const { codeSets, claims, judges } = this.ports;
    await claims.putClaims(rows.map((row) => ({ ...row, arriving: true })));
    let held = await heldCodeSets(codeSets);
    await this.noteUnheld(rows, held);
    let judge = await judges.of(this.account, held.books);
    const isNew = (row: ClaimRow) => !stored.has(keyOf(row.claim));
    const { asks } = await judges.ofClaims(this.account, held.books);
    const whole = rows.filter((row) => isNew(row) && row.status !== 'void' && asks(row.claim));
    let uses = rows.filter(isNew).flatMap((row) => usesIn(row, judge));
    await claims.putUses([...uses, ...whole.map(({ claim, content }) => claimRulesOf(this.account, claim, content))]);
    for (const row of rows) if (!isNew(row)) uses.push(...(await this.replace(row, judge)));
    for (;;) {
      await this.judge(uses, judge, held);
      await this.judgeClaims(rows, isNew, held);
      const now = await heldCodeSets(codeSets);
      if (isSame(now, held)) break;
      held = now;
      judge = await judges.of(this.account, held.books);
      uses = await claims.usesNow(uses);
    }
    await claims.putClaims(rows);
  }

  /** Before any of their lines is stored: a first release that comes meanwhile finds the lines by their codes. */
  private async noteUnheld(rows: readonly ClaimRow[], { books }: HeldCodeSets): Promise<void> {
    const codes = new Map<string, CodeSet>();
    for (const { code, modifiers } of rows.flatMap(({ claim }) => claim.lines))
      for (const each of [code, ...modifiers]) {
        const codeSet = codeSetOf(each);
        if (codeSet && !books[codeSet] && !this.noted.has(each)) codes.set(each, codeSet);
      }
    await this.ports.sweeps.noteUnheld(codes);
    for (const code of codes.keys()) this.noted.add(code);
  }

  /** Puts the uses of a claim in the place of its older ones, until none of those was judged in between. */
  private async replace(row: ClaimRow, judge: Judge): Promise<readonly (Key & UseRow)[]> {
    const { claims } = this.ports;
    for (;;) {
      const older = new Map((await claims.uses(this.account, row.claim)).map((use) => [use.sk, use]));
      const uses = usesIn(row, judge).map((use) => ({ ...use, standing: older.get(use.sk)?.standing ?? '' }));
      const gone = [...older.values()].filter(({ sk }) => !uses.some((use) => use.sk === sk));
      let whole = true;
      for (const use of gone) whole = (await claims.removeUse(use)) && whole;
      for (const use of uses) whole = (await claims.replaceUse(use, older.get(use.sk))) && whole;
      whole = (await this.replaceClaimRules(row)) && whole;
      if (!whole) continue;
      await this.takeBack(row);
      return uses;
    }
  }

  /** Puts the claim, as its own rules see it, in the place of the older one; false where that was judged meanwhile. */
  private async replaceClaimRules(row: ClaimRow): Promise<boolean> {
    const { claims } = this.ports;
    const older = await claims.claimRules(this.account, row.claim);
    if (!older) return true;
    if (row.status === 'void') return claims.removeUse(older);
    const fresh = { ...claimRulesOf(this.account, row.claim, row.content), standing: older.standing };
    return claims.replaceUse(fresh, older);
  }

  /** The rules that look at whole claims. What they need is stored only where one of them may find something. */
  private async judgeClaims(
    rows: readonly ClaimRow[],
    isNew: (row: ClaimRow) => boolean,
    { books }: HeldCodeSets,
  ): Promise<void> {
    const { claims, judges } = this.ports;
    const { asks, judge } = await judges.ofClaims(this.account, books);
    const occasion: Occasion = { changeSet: null, window: this.window };
    const asked = rows.filter(({ status, claim }) => status !== 'void' && asks(claim));
    await atOnce(writersAtOnce, asked, async (row) => {
      const fresh = claimRulesOf(this.account, row.claim, row.content);
      if (isNew(row) && judge(fresh).findings.length === 0) return;
      let stored = await claims.claimRules(this.account, row.claim);
      if (!stored && (await claims.replaceUse(fresh, undefined))) stored = fresh;
      if (stored) await rejudge(this.ports, stored, judge, occasion);
    });
  }

  /**
   * Findings that no use answers for any more. They are read before the uses: whoever raises one notes it first, so
   * one that is read and not noted then has lost its line.
   */
  private async takeBack({ claim }: ClaimRow): Promise<void> {
    const { claims, findings } = this.ports;
    const open = (await findings.ofClaim(this.account, claim)).filter(({ status }) => status !== 'cleared');
    if (open.length === 0) return;
    const whole = await claims.claimRules(this.account, claim);
    const noted = new Set([...(await claims.uses(this.account, claim)), ...(whole ? [whole] : [])].flatMap(standingOf));
    const quiet: Occasion = { changeSet: null, window: this.window };
    for (const { sk } of open) if (!noted.has(sk)) await findings.clear(this.account, claim.claimId, sk, quiet);
  }

  private async judge(uses: readonly (Key & UseRow)[], judge: Judge, held: HeldCodeSets): Promise<void> {
    const suspects = uses.filter((use) => {
      const { findings, awaits } = judge(use);
      return use.standing !== '' || findings.length > 0 || awaits !== 'awaiting' in use;
    });
    await atOnce(writersAtOnce, suspects, async (use) => {
      await rejudge(this.ports, use, judge, { changeSet: changeSetBehind(use, held), window: this.window });
    });
  }
}

/** The change set that broke or mended a line, or null where a first release shows it already: no alert is due then. */
function changeSetBehind({ code, line }: UseRow, { states, books }: HeldCodeSets): string | null {
  const codeSet = codeSetOf(code);
  const book = codeSet && books[codeSet];
  const entry = book?.entry(code);
  if (!book || !entry || line.dateOfService === null) return null;
  const life = book.lifeAt(entry, toDayNumber(line.dateOfService)) ?? entry.lives[0];
  return life && life.release > 0 ? states[book.codeSet].releases[life.release]!.changeSet : null;
}

/** Uses of a claim as it is now; what no release held can judge is placed where the next one finds it. */
function usesIn({ account, claim, content, status }: ClaimRow, judge: Judge): (Key & UseRow)[] {
  if (status === 'void') return [];
  return usesOf(account, claim, content).map((use) => (judge(use).awaits ? { ...use, ...awaitingOf(use) } : use));
}

const replacesOrVoids: readonly string[] = ['7', '8'];

/**
 * Frequency 8 voids a claim, 7 replaces it; both say so under the number of the claim itself. What they supersede is
 * remembered, so that the file of the older claim may be imported once more.
 */
function rowOf(account: string, claim: Claim, stored: ClaimRow | undefined): ClaimRow {
  const content = createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 20);
  const before = stored?.superseded ?? [];
  const supersedes = stored && stored.content !== content && replacesOrVoids.includes(claim.frequency);
  return {
    account,
    claim,
    content,
    status: claim.frequency === '8' ? 'void' : 'open',
    superseded: supersedes ? [...before, stored.content] : before,
  };
}

/** Stored already to the letter, or superseded since by a replacement or a void. */
function isHeld({ content }: ClaimRow, stored: ClaimRow | undefined): boolean {
  if (!stored) return false;
  return stored.superseded.includes(content) || (stored.content === content && !stored.arriving);
}
