import { toDayNumber } from '../../dates.ts';
import type { AcceptanceWindow } from '../acceptance-window.ts';
import type { Claim, ClaimLine, PayerClass } from '../claim.ts';
import type { Finding, UncheckedReason } from '../finding.ts';
import { noPayers, type PayerMap, type PayerProfile, payerClassOf, profileOf } from '../payers.ts';
import { claimTypeBit, payerBit } from '../rules/asked.ts';
import { compileRules } from '../rules/compile-rules.ts';
import { noLists, type RuleLists, rowsOf, type TableRows } from '../rules/lists.ts';
import { matchOf } from '../rules/match-rule.ts';
import { builtInRules, type RuleSet } from '../rules/rule-set.ts';
import { type CodeGroup, CodeGroups } from '../rules/triggers.ts';
import { type CheckName, checks } from './checks.ts';
import { type ClaimHead, ClaimInHand, noDay } from './claim-in-hand.ts';
import { type CodeBooks, type CodeFacts, factsOf } from './code-facts.ts';
import { judgeCode, judgeModifier, uncheckedModifier } from './judge-use.ts';
import { acceptanceOf } from './payer-window.ts';
import { ruleFinding } from './rule-finding.ts';
import type { JudgingRules, Use, Verdict } from './verdict.ts';

/** Everything that decides what is found: code sets held, and what an account keeps. */
export interface CheckerConfig {
  readonly codeBooks: CodeBooks;
  readonly payers?: PayerMap;
  readonly rules?: RuleSet;
  readonly lists?: RuleLists;
  readonly windows?: readonly AcceptanceWindow[];
}

export type Unchecked = Record<UncheckedReason, number>;
export type Emit = (finding: Finding) => void;

/** What came out of judging a stored line again. */
export interface LineAssessment {
  readonly findings: readonly Finding[];
  /** Why the code (or the one use that was asked about) was not judged; null where it was. */
  readonly unchecked: UncheckedReason | null;
}

/** A void takes a claim back as it was billed: nothing in it is to be corrected. */
const voidClaim = '8';
/** A file uses some thousand codes; beyond this somebody sends noise, and the memory of it is not kept. */
const mostRemembered = 50_000;

interface Known {
  readonly facts: CodeFacts;
  readonly rows: TableRows;
  readonly group: CodeGroup;
  /** A procedure code of which nothing has to be asked but its days: the inner loop's short way. */
  readonly plain: boolean;
}

interface KnownPayer {
  readonly class: PayerClass;
  readonly profile: PayerProfile | null;
}

/** Prepared once, it checks any number of claims: the pre-bill check and the re-check of stored lines are the same. */
export class Checker {
  /** Lines whose code was not judged, so far. */
  readonly unchecked: Unchecked = { 'no-code-set': 0, 'outside-coverage': 0 };
  private readonly known = new Map<string, Known>();
  private readonly lists: RuleLists;
  private readonly groups: CodeGroups;
  private readonly payers: PayerMap;
  private readonly judging: JudgingRules;
  private readonly claim: ClaimInHand;
  /** Of each line's code, beside the columns of the claim. */
  private readonly knownAt: Known[] = [];
  private readonly payersKnown = new Map<string | null, Map<string | null, KnownPayer>>();
  private profile: PayerProfile | null = null;
  private refusesS: boolean | null = null;

  constructor(private readonly config: CheckerConfig) {
    const { rules = builtInRules(), lists = noLists, payers = noPayers, codeBooks } = config;
    const compiled = compileRules(rules.rules, lists);
    this.lists = lists;
    this.groups = new CodeGroups(compiled);
    this.claim = new ClaimInHand(compiled.roles.words);
    this.payers = payers;
    this.judging = { books: codeBooks, windows: config.windows ?? [], severityOf: (check) => severityIn(rules, check) };
  }

  /** Finds what is wrong with a claim, line by line. */
  check(claim: Claim, emit: Emit): void {
    if (claim.frequency === voidClaim) return;
    const asked = this.takeInHand(claim, claim.lines);
    for (let at = 0; at < claim.lines.length; at++) {
      const reason = this.judgeLine(at, undefined, emit);
      if (reason !== null) this.unchecked[reason]++;
      if (asked) this.applyRules(at, emit, 'all');
    }
  }

  /**
   * Judges one line again without the rest of its claim: validity of its code and modifiers, or of the one `use`
   * named, and the rules that rest on the code's record alone. Counts nothing.
   */
  assessLine(head: ClaimHead, line: ClaimLine, use?: string): LineAssessment {
    if (head.frequency === voidClaim) return { findings: [], unchecked: null };
    const findings: Finding[] = [];
    const emit: Emit = (finding) => findings.push(finding);
    const asked = this.takeInHand(head, [line]);
    const unchecked = this.judgeLine(0, use, emit);
    if (asked && (use === undefined || use === line.code)) this.applyRules(0, emit, 'record');
    return { findings, unchecked };
  }

  /** The rules that look at a whole claim, on its lines; codes and modifiers, and what rests on records, are not asked. */
  assessClaim(head: ClaimHead, lines: readonly ClaimLine[]): readonly Finding[] {
    if (head.frequency === voidClaim || !this.takeInHand(head, lines)) return [];
    const findings: Finding[] = [];
    for (let at = 0; at < lines.length; at++) this.applyRules(at, (finding) => findings.push(finding), 'claim');
    return findings;
  }

  /** Whether any rule of whole claims may find something on one of these lines. */
  asksOfClaim(lines: readonly ClaimLine[]): boolean {
    return lines.some(({ code }) => this.knownOf(code).group.asksOfClaim);
  }

  /** Whether a change of the code's record may turn what the rules say of whole claims that use it. */
  claimReadsRecordOf(code: string): boolean {
    return this.knownOf(code).group.claimReadsRecord;
  }

  /** Lays the claim out; answers whether any rule has to be asked. */
  private takeInHand(head: ClaimHead, lines: readonly ClaimLine[]): boolean {
    const { claim } = this;
    claim.head = head;
    const payer = this.payerOf(head);
    claim.payerClass = payer.class;
    this.profile = payer.profile;
    claim.payerBit = payerBit(claim.payerClass);
    claim.claimTypeBit = claimTypeBit(head.claimType);
    claim.lines = lines;
    claim.allRoles.fill(0);
    let asked = false;
    for (let at = 0; at < lines.length; at++) {
      const { code, dateOfService, throughDate } = lines[at]!;
      const known = this.knownOf(code);
      const day = dateOfService === null ? noDay : toDayNumber(dateOfService);
      this.knownAt[at] = known;
      claim.facts[at] = known.facts;
      claim.rows[at] = known.rows;
      claim.roles[at] = known.group.roles;
      claim.days[at] = day;
      claim.throughDays[at] = throughDate === null || throughDate === dateOfService ? day : toDayNumber(throughDate);
      claim.take(known.group.roles);
      asked ||= known.group.triggers.length > 0;
    }
    return asked;
  }

  private judgeLine(at: number, use: string | undefined, emit: Emit): UncheckedReason | null {
    const { code, modifiers } = this.claim.lines[at]!;
    if (this.claim.days[at] === noDay) return 'outside-coverage';
    let unchecked: UncheckedReason | null = null;
    if (code !== '' && (use === undefined || use === code)) unchecked = this.judgeCodeOf(at, emit);
    for (const modifier of modifiers) {
      if (use !== undefined && use !== modifier) continue;
      const { facts } = this.knownOf(modifier);
      this.judgeModifierOf(at, facts, emit);
      if (use === modifier && !isDefinedElsewhere(modifier, code))
        unchecked = uncheckedModifier(facts, this.claim.days[at]!);
    }
    return unchecked;
  }

  private judgeModifierOf(at: number, facts: CodeFacts, emit: Emit): void {
    const { lines, days, throughDays } = this.claim;
    if (facts.entry === null || isCertain(facts, days[at]!, throughDays[at]!)) return;
    if (isDefinedElsewhere(facts.code, lines[at]!.code)) return;
    this.say(judgeModifier(this.useOf(at, facts), this.judging), emit);
  }

  private judgeCodeOf(at: number, emit: Emit): UncheckedReason | null {
    const { days, throughDays } = this.claim;
    const { facts, plain } = this.knownAt[at]!;
    if (plain && isCertain(facts, days[at]!, throughDays[at]!)) return null;
    if (plain && facts.book === null) return 'no-code-set';
    const verdict = judgeCode(this.useOf(at, facts), this.judging);
    this.say(verdict, emit);
    return verdict.unchecked;
  }

  private applyRules(at: number, emit: Emit, which: 'all' | 'record' | 'claim'): void {
    const { claim, judging } = this;
    let last = -1;
    for (const trigger of this.knownAt[at]!.group.triggers) {
      if (trigger.order === last || !trigger.asked.of(claim, at)) continue;
      if (which !== 'all' && trigger.byRecord !== (which === 'record')) continue;
      if (trigger.byCoverage && this.isAcceptedByPayer(at)) continue;
      const match = matchOf(trigger.condition, claim, at, this.lists);
      if (match === null) continue;
      last = trigger.order;
      emit(ruleFinding(match, claim, at, judging.books));
    }
  }

  /** The payer's own document says that it takes the code: what the record says of its price is overridden. */
  private isAcceptedByPayer(at: number): boolean {
    const { facts } = this.knownAt[at]!;
    return facts.windows.length > 0 && acceptanceOf(this.useOf(at, facts), this.claim.days[at]!)?.accepted === true;
  }

  private useOf(at: number, facts: CodeFacts): Use {
    const { head, payerClass, lines, days, throughDays } = this.claim;
    return {
      head,
      payerClass,
      line: lines[at]!,
      code: facts.code,
      facts,
      day: days[at]!,
      throughDay: throughDays[at]!,
      profile: this.profile,
    };
  }

  private say({ finding }: Verdict, emit: Emit): void {
    if (finding) emit(finding);
  }

  private payerOf(head: ClaimHead): KnownPayer {
    const { payer, filingIndicator, payerClass } = head;
    // Few files say more of the payer than its id: those are asked claim by claim.
    if (payerClass !== undefined) return this.freshPayer(head);
    const byIndicator = this.payersKnown.get(payer) ?? new Map<string | null, KnownPayer>();
    const known = byIndicator.get(filingIndicator);
    if (known !== undefined) return known;
    if (this.payersKnown.size >= mostRemembered) this.payersKnown.clear();
    const fresh = this.freshPayer(head);
    this.payersKnown.set(payer, byIndicator.set(filingIndicator, fresh));
    return fresh;
  }

  private freshPayer(head: ClaimHead): KnownPayer {
    return { class: payerClassOf(head, this.payers), profile: profileOf(head.payer, this.payers) };
  }

  private knownOf(code: string): Known {
    const known = this.known.get(code);
    if (known) return known;
    if (this.known.size >= mostRemembered) this.known.clear();
    const facts = factsOf(code, this.config.codeBooks, this.config.windows ?? []);
    const rows = rowsOf(code, this.lists);
    const group = this.groups.of(facts, rows);
    const plain =
      facts.windows.length === 0 &&
      facts.revisions.length === 0 &&
      !facts.form.endsWith('-modifier') &&
      !this.mayBeRefused(code);
    const fresh = { facts, rows, group, plain };
    this.known.set(code, fresh);
    return fresh;
  }

  /** Some payer of the account takes no S codes. */
  private mayBeRefused(code: string): boolean {
    this.refusesS ??= [...this.payers.values()].some(({ takesSCodes }) => takesSCodes === false);
    return this.refusesS && code.startsWith('S');
  }
}

function isCertain({ validFrom, validTo }: CodeFacts, day: number, throughDay: number): boolean {
  return day >= validFrom && throughDay <= validTo;
}

/**
 * Modifiers whose meaning and dates are not the file's: physical status (P1-P6, CPT's), those that states define
 * (U1-U9, UA-UD), and the trip of an ambulance (RH, residence to hospital), which may look like one that has ended (RP).
 */
function isDefinedElsewhere(modifier: string, code: string): boolean {
  if (/^(?:P[1-6]|U[1-9A-D])$/.test(modifier)) return true;
  return /^(?:A0\d{3}|S020[789]|S0215)$/.test(code) && /^[DEGHIJNPRS][DEGHIJNPRSX]$/.test(modifier);
}

function severityIn({ switched }: RuleSet, check: CheckName) {
  const wish = switched[check];
  return wish?.enabled === false ? null : (wish?.severity ?? checks[check]);
}

export function createChecker(config: CheckerConfig): Checker {
  return new Checker(config);
}
