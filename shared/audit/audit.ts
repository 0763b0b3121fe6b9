import type { Finding } from '../claims/finding.ts';
import type { IsoDate } from '../dates.ts';
import { type Cause, causeOf, causes } from './causes.ts';
import { issueSentence } from './issue-sentence.ts';
import { Tally } from './tally.ts';

/** What patterns are looked for by. */
export const dimensions = ['clinic', 'payer', 'code', 'rule', 'month'] as const;
export type Dimension = (typeof dimensions)[number];

/** A finding with what its bill says of who billed whom. */
export interface AuditedFinding {
  readonly finding: Finding;
  readonly provider: string | null;
  readonly payer: string | null;
}

export interface AuditGroup {
  readonly key: string;
  readonly findings: number;
  /** A line counts once, however many findings it has. */
  readonly lines: number;
  /** Charges of the lines, in dollars. */
  readonly amount: number;
  /** Of all the money, 0 to 1. */
  readonly share: number;
}

export interface AuditIssue {
  readonly code: string;
  readonly rule: string;
  readonly cause: Cause;
  /** It comes again and again: what makes the claims has to change, not the claims alone. */
  readonly systemic: boolean;
  readonly lines: number;
  readonly amount: number;
  readonly share: number;
  readonly clinics: number;
  readonly payers: number;
  readonly firstDateOfService: IsoDate;
  readonly lastDateOfService: IsoDate;
  readonly fix: readonly string[];
  /** What it is, where it comes from, and what to do. */
  readonly sentence: string;
}

export interface AuditReport {
  readonly findings: number;
  readonly lines: number;
  readonly amount: number;
  readonly by: Readonly<Record<Dimension, readonly AuditGroup[]>>;
  readonly causes: readonly (AuditGroup & { readonly key: Cause; readonly title: string })[];
  readonly issues: readonly AuditIssue[];
}

/** So many lines with the same fault are no accident. */
const systemicFrom = 3;
const toldIssues = 100;
/** Beyond this somebody sends noise: what is over goes into one group. */
const mostGroups = 5_000;
const rest = '(others)';
const unnamed = '(not named)';

interface Issue {
  readonly code: string;
  readonly rule: string;
  readonly all: Tally;
  readonly clinics: Map<string, Tally>;
  readonly payers: Map<string, Tally>;
  readonly fix: Set<string>;
  first: IsoDate;
  last: IsoDate;
}

/**
 * Adds findings up as they are read; its memory grows with the number of different keys, never with the findings. They
 * come in the order of a worklist: those of one line stand behind each other, so that its money counts once.
 */
export class Audit {
  private readonly all = new Tally();
  private readonly groups = new Map<Dimension, Map<string, Tally>>(dimensions.map((name) => [name, new Map()]));
  private readonly byCause = new Map<Cause, Tally>();
  private readonly issues = new Map<string, Issue>();

  add({ finding, provider, payer }: AuditedFinding): void {
    const keys: Readonly<Record<Dimension, string>> = {
      clinic: provider ?? unnamed,
      payer: payer ?? unnamed,
      code: finding.code,
      rule: finding.rule,
      month: finding.dateOfService.slice(0, 7),
    };
    this.all.add(finding);
    for (const name of dimensions) tallyIn(this.groups.get(name)!, keys[name]).add(finding);
    tallyIn(this.byCause, causeOf(finding.rule)).add(finding);
    this.addIssue(finding, keys);
  }

  /** Groups by money; issues that come again and again before all others. */
  report(): AuditReport {
    const { cents, findings, lines } = this.all;
    const groupsOf = (map: ReadonlyMap<string, Tally>) =>
      [...map].map(([key, tally]) => ({ key, ...tally.figures(cents) })).sort(byMoney);
    const groupsBy = (name: Dimension) => groupsOf(this.groups.get(name)!);
    const by = {
      clinic: groupsBy('clinic'),
      payer: groupsBy('payer'),
      code: groupsBy('code'),
      rule: groupsBy('rule'),
      month: groupsBy('month'),
    };
    return {
      findings,
      lines,
      amount: cents / 100,
      by,
      causes: groupsOf(this.byCause).map((group) => {
        const key = group.key as Cause;
        return { ...group, key, title: causes[key].title };
      }),
      issues: [...this.issues.values()]
        .map((issue) => this.issueOf(issue))
        .sort(bySystem)
        .slice(0, toldIssues),
    };
  }

  private addIssue(finding: Finding, keys: Readonly<Record<Dimension, string>>): void {
    const { code, rule, dateOfService } = finding;
    const known = this.issues.get(`${code} ${rule}`);
    if (!known && this.issues.size >= mostGroups) return;
    const issue: Issue = known ?? {
      code,
      rule,
      all: new Tally(),
      clinics: new Map(),
      payers: new Map(),
      fix: new Set(),
      first: dateOfService,
      last: dateOfService,
    };
    this.issues.set(`${code} ${rule}`, issue);
    issue.all.add(finding);
    tallyIn(issue.clinics, keys.clinic).add(finding);
    tallyIn(issue.payers, keys.payer).add(finding);
    for (const fix of finding.fix) issue.fix.add(fix.code);
    if (dateOfService < issue.first) issue.first = dateOfService;
    if (dateOfService > issue.last) issue.last = dateOfService;
  }

  private issueOf({ code, rule, all, clinics, payers, fix, first, last }: Issue): AuditIssue {
    const { lines, amount, share } = all.figures(this.all.cents);
    const cause = causeOf(rule);
    const sentence = issueSentence({
      code,
      cause,
      lines,
      amount,
      days: [first, last],
      fix: [...fix],
      clinics: { here: clinics, everywhere: this.groups.get('clinic')!.size },
      payers: { here: payers, everywhere: this.groups.get('payer')!.size },
    });
    return {
      code,
      rule,
      cause,
      systemic: lines >= systemicFrom,
      lines,
      amount,
      share,
      clinics: clinics.size,
      payers: payers.size,
      firstDateOfService: first,
      lastDateOfService: last,
      fix: [...fix],
      sentence,
    };
  }
}

function tallyIn<Key extends string>(map: Map<Key, Tally>, key: Key): Tally {
  const place = map.has(key) || map.size < mostGroups ? key : (rest as Key);
  const known = map.get(place) ?? new Tally();
  map.set(place, known);
  return known;
}

function byMoney(a: { amount: number; key: string }, b: { amount: number; key: string }): number {
  return b.amount - a.amount || (a.key < b.key ? -1 : 1);
}

function bySystem(a: AuditIssue, b: AuditIssue): number {
  return Number(b.systemic) - Number(a.systemic) || b.amount - a.amount || (a.code < b.code ? -1 : 1);
}
