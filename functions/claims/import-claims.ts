import { createHash } from 'node:crypto';
import type { Claim, RefusedClaim } from '../../shared/claims/claim.ts';
import { numbersOf } from '../../shared/claims/claim-numbers.ts';
import type { ClaimStatus } from '../../shared/claims/status/claim-status.ts';
import { type CodeSet, codeSetOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Key } from '../../shared/keys/key.ts';
import { type ClaimRow, type ClaimStore, claimRulesOf, keyOf, type UseRow } from '../adapters/claim-store.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { Occasion } from '../adapters/finding-row.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { NumberStore } from '../adapters/number-store.ts';
import type { StatusStore } from '../adapters/status-store.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';
import { atOnce } from '../at-once.ts';
import { type HeldCodeSets, heldCodeSets, isSame } from '../judge/held-code-sets.ts';
import type { Judge, Judges } from '../judge/judge-use.ts';
import { rejudge } from '../judge/rejudge.ts';
import type { Rechecked } from '../recheck/recheck-code.ts';
import { StatusIntake, type StatusReport } from './apply-statuses.ts';
import { linkClaims } from './link-numbers.ts';
import { changeSetBehind, type KnownClaim, knownClaim, replaceUses, usesIn } from './settle-claim.ts';
import { settleStatuses } from './settle-statuses.ts';

export interface ImportPorts {
  readonly codeSets: CodeSetStore;
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly statuses: StatusStore;
  readonly numbers: NumberStore;
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
  /** Only where the files said where claims stand. */
  statuses?: StatusReport;
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
  /** Findings that its claims raised. */
  raised = 0;
  private batch = new Map<string, Claim>();
  private readonly noted = new Set<string>();
  private readonly statuses: StatusIntake;

  constructor(
    private readonly ports: ImportPorts,
    private readonly account: string,
    /** Names the import, so that its alerts form one digest of their own. */
    private readonly window: string,
    /** Day of the import: what was said of a claim before it was replaced is about the older one. */
    private readonly today: IsoDate,
  ) {
    this.statuses = new StatusIntake(ports, account, window, today);
  }

  async add(claim: Claim): Promise<void> {
    this.report.read++;
    this.report.lines += claim.lines.length;
    if (this.batch.has(keyOf(claim))) await this.flushClaims();
    this.batch.set(keyOf(claim), claim);
    if (this.batch.size >= batchSize) await this.flushClaims();
  }

  /** What a payer or clearing house says of a claim, in whatever order claim and status come. */
  async say(status: ClaimStatus): Promise<void> {
    this.report.statuses = this.statuses.report;
    await this.statuses.add(status);
  }

  refuse(refused: RefusedClaim): void {
    this.report.refused.push(refused);
  }

  async flush(): Promise<void> {
    await this.flushClaims();
    await this.statuses.flush();
  }

  private async flushClaims(): Promise<void> {
    const claims = [...this.batch.values()];
    this.batch = new Map();
    if (claims.length === 0) return;
    await this.ports.claims.register(this.account);
    const stored = await this.ports.claims.held(this.account, claims);
    const fresh = claims
      .map((claim) => rowOf(this.account, claim, stored.get(keyOf(claim)), this.today))
      .filter((row) => !isHeld(row, stored.get(keyOf(row.claim))));
    this.report.duplicates += claims.length - fresh.length;
    if (fresh.length > 0) await this.store(fresh, stored);
  }

  private async store(rows: readonly ClaimRow[], stored: ReadonlyMap<string, ClaimRow>): Promise<void> {
    const { codeSets, claims, judges, statuses } = this.ports;
    await claims.putClaims(rows.map((row) => ({ ...row, arriving: true as const })));
    const claimIds = rows.map(({ claim }) => claim.claimId);
    const said = await statuses.ofAll(this.account, claimIds);
    const bills = await this.billsOf(said.keys());
    const known = rows.map((row) => knownClaim(row, said.get(row.claim.claimId), bills.get(row.claim.claimId)));
    let held = await heldCodeSets(codeSets);
    await this.noteUnheld(rows, held);
    let judge = await judges.of(this.account, held.books);
    const isNew = ({ row }: KnownClaim) => !stored.has(keyOf(row.claim));
    const { asks } = await judges.ofClaims(this.account, held.books);
    const whole = known.filter((each) => isNew(each) && each.row.status !== 'void' && asks(each.row.claim));
    let uses = known.filter(isNew).flatMap((each) => usesIn(each, judge));
    await claims.putUses([...uses, ...whole.map((each) => this.claimRules(each))]);
    const quiet: Occasion = { changeSet: null, window: this.window };
    for (const each of known) if (!isNew(each)) uses.push(...(await replaceUses(this.ports, each, judge, quiet)));
    for (;;) {
      await this.judge(uses, judge, held);
      await this.judgeClaims(known, isNew, held);
      const now = await heldCodeSets(codeSets);
      if (isSame(now, held) && !(await judges.outdated())) break;
      held = now;
      judge = await judges.of(this.account, held.books);
      uses = await claims.usesNow(uses);
    }
    // What was said of a claim meanwhile was said before its uses stood.
    const saidNow = await statuses.ofAll(this.account, claimIds);
    for (const [claimId, { revision }] of saidNow)
      if (revision !== said.get(claimId)?.revision || (bills.get(claimId)?.length ?? 0) > 1)
        await settleStatuses(this.ports, this.account, claimId, this.window);
    await linkClaims(this.ports, rows, this.window, this.today);
    const saidLast = await statuses.ofAll(this.account, claimIds);
    await atOnce(writersAtOnce, rows, async (row) => {
      const { claimId } = row.claim;
      const { row: settled } = knownClaim(row, saidLast.get(claimId), bills.get(claimId));
      // Somebody else stores it as well: the bill that was put last stands, and no line of another beside it.
      if (!(await claims.arrived(settled))) await settleStatuses(this.ports, this.account, claimId, this.window);
    });
  }

  /** Of claims of which something was said: a payer's answer is about its own bill. */
  private async billsOf(claimIds: Iterable<string>): Promise<ReadonlyMap<string, readonly ClaimRow[]>> {
    const bills = new Map<string, readonly ClaimRow[]>();
    await atOnce(writersAtOnce, [...claimIds], async (claimId) => {
      bills.set(claimId, await this.ports.claims.claims(this.account, claimId));
    });
    return bills;
  }

  private claimRules({ row, states }: KnownClaim) {
    return claimRulesOf(this.account, row.claim, row.content, states);
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

  /** The rules that look at whole claims. What they need is stored only where one of them may find something. */
  private async judgeClaims(
    known: readonly KnownClaim[],
    isNew: (claim: KnownClaim) => boolean,
    { books }: HeldCodeSets,
  ): Promise<void> {
    const { claims, judges } = this.ports;
    const { asks, judge } = await judges.ofClaims(this.account, books);
    const occasion: Occasion = { changeSet: null, window: this.window };
    const asked = known.filter(({ row }) => row.status !== 'void' && asks(row.claim));
    await atOnce(writersAtOnce, asked, async (each) => {
      const fresh = this.claimRules(each);
      if (isNew(each) && judge(fresh).findings.length === 0) return;
      let stored = await claims.claimRules(this.account, each.row.claim);
      if (!stored && (await claims.replaceUse(fresh, undefined))) stored = fresh;
      if (stored) this.count(await rejudge(this.ports, stored, judge, occasion));
    });
  }

  /** In one go: many lines are judged at the same time. */
  private count({ raised }: Rechecked): void {
    this.raised += raised;
  }

  private async judge(uses: readonly (Key & UseRow)[], judge: Judge, held: HeldCodeSets): Promise<void> {
    const suspects = uses.filter((use) => {
      const { findings, awaits } = judge(use);
      return use.standing !== '' || findings.length > 0 || awaits !== 'awaiting' in use;
    });
    await atOnce(writersAtOnce, suspects, async (use) => {
      const occasion = { changeSet: changeSetBehind(use, held), window: this.window };
      this.count(await rejudge(this.ports, use, judge, occasion));
    });
  }
}

const replacesOrVoids: readonly string[] = ['7', '8'];

/**
 * Frequency 8 voids a claim, 7 replaces it; both say so under the number of the claim itself. What they supersede is
 * remembered, so that the file of the older claim may be imported once more.
 */
function rowOf(account: string, claim: Claim, stored: ClaimRow | undefined, today: IsoDate): ClaimRow {
  const content = createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 20);
  const before = stored?.superseded ?? [];
  const former = [
    ...(stored?.superseding ?? []),
    ...(stored && stored.content !== content ? numbersOf(stored.claim) : []),
  ];
  const supersedes = stored && stored.content !== content && replacesOrVoids.includes(claim.frequency);
  return {
    account,
    claim,
    content,
    status: claim.frequency === '8' ? 'void' : 'open',
    superseded: supersedes ? [...before, stored.content] : before,
    closedOn: claim.frequency === '8' ? (sinceOf(content, stored, today).since ?? today) : null,
    ...sinceOf(content, stored, today),
    ...(former.length > 0 ? { superseding: former } : {}),
  };
}

/** A claim that comes again to the letter stands since it first came; another one takes its place today. */
function sinceOf(content: string, stored: ClaimRow | undefined, today: IsoDate): { since?: IsoDate } {
  if (!stored) return {};
  if (stored.content !== content) return { since: today };
  return stored.since ? { since: stored.since } : {};
}

/** Stored already to the letter, or superseded since by a replacement or a void. */
function isHeld({ content }: ClaimRow, stored: ClaimRow | undefined): boolean {
  if (!stored) return false;
  return stored.superseded.includes(content) || (stored.content === content && !stored.arriving);
}
