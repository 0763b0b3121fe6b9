import type { ClaimInHand } from '../check/claim-in-hand.ts';
import type { CodeFacts } from '../check/code-facts.ts';
import { doseOf, unitsForDose } from '../check/line-dose.ts';
import { codeTest } from './code-pattern.ts';
import type { RuleLists } from './lists.ts';
import type { Selector } from './rule.ts';

type LineTest = (claim: ClaimInHand, at: number) => boolean;

/** A selector in two halves: what the code alone decides, asked once a code, and what each line decides. */
export interface CompiledSelector {
  /** Bit of the code's roles; -1 where every line may be meant. */
  readonly role: number;
  readonly tests: readonly LineTest[];
  /** It asks what the code's record says: a release may turn it. */
  readonly readsRecord: boolean;
}

/** Hands out one bit for each different set of codes that some rule speaks of. */
export class Roles {
  private readonly bits = new Map<string, number>();
  private readonly codeTests: ((facts: CodeFacts) => boolean)[] = [];

  constructor(private readonly lists: RuleLists) {}

  /** Undefined where the selector asks for a list that is not loaded. */
  compile(selector: Selector): CompiledSelector | undefined {
    if (selector.list !== undefined && !this.lists.codes[selector.list]) return undefined;
    const { coverage, pricing, lessThanOneUnit } = selector;
    const readsRecord = coverage !== undefined || pricing !== undefined || lessThanOneUnit !== undefined;
    return { role: this.roleOf(selector), tests: lineTests(selector), readsRecord };
  }

  /** The roles of a code, 31 to a word. */
  of(facts: CodeFacts): readonly number[] {
    const words = new Array<number>(Math.ceil(this.codeTests.length / 31)).fill(0);
    this.codeTests.forEach((test, bit) => {
      if (test(facts)) words[Math.floor(bit / 31)]! |= 1 << (bit % 31);
    });
    return words;
  }

  get words(): number {
    return Math.ceil(this.codeTests.length / 31);
  }

  private roleOf({ codes, except, list, coverage, pricing }: Selector): number {
    if (!codes && !except && !list && !coverage && !pricing) return -1;
    const key = JSON.stringify([codes, except, list, coverage, pricing]);
    const known = this.bits.get(key);
    if (known !== undefined) return known;
    const included = codes && codeTest(codes);
    const excluded = except && codeTest(except);
    const listed = list && this.lists.codes[list]!.codes;
    const bit = this.codeTests.push(
      (facts) =>
        (!included || included(facts.code)) &&
        !excluded?.(facts.code) &&
        (!listed || listed.has(facts.code)) &&
        (!coverage ||
          everHas(facts, (version) => version.coverage !== null && coverage.includes(version.coverage as 'C'))) &&
        (!pricing || everHas(facts, (version) => version.pricingIndicators.some((each) => pricing.includes(each)))),
    );
    this.bits.set(key, bit - 1);
    return bit - 1;
  }
}

export function hasRole(words: readonly number[], role: number): boolean {
  return role < 0 || (words[Math.floor(role / 31)]! & (1 << (role % 31))) !== 0;
}

export function selects({ role, tests }: CompiledSelector, claim: ClaimInHand, at: number): boolean {
  return hasRole(claim.roles[at]!, role) && tests.every((test) => test(claim, at));
}

type Version = NonNullable<CodeFacts['entry']>['versions'][number];

function everHas({ entry }: CodeFacts, holds: (version: Version) => boolean): boolean {
  return entry?.versions.some(holds) ?? false;
}

/** What the record says on the line's date, where the code is valid then: an ended code is another finding. */
function versionOn({ facts, days }: ClaimInHand, at: number): Version | undefined {
  const { book, entry } = facts[at]!;
  if (!book || !entry || book.statusOf(entry, days[at]!) !== 'valid') return undefined;
  return book.versionAt(entry, days[at]!);
}

function lineTests({ coverage, pricing, revenueCodes, carriesNdc, modifiers, units, ...rest }: Selector): LineTest[] {
  const tests: LineTest[] = [];
  if (modifiers) tests.push(...modifierTests(modifiers));
  if (units !== undefined) tests.push(({ lines }, at) => lines[at]!.units === units);
  if (revenueCodes) tests.push(({ lines }, at) => startsWithOne(lines[at]!.revenueCode, revenueCodes));
  if (carriesNdc) tests.push(({ lines }, at) => lines[at]!.drug !== null);
  if (coverage)
    tests.push((claim, at) => {
      const on = versionOn(claim, at)?.coverage;
      return on !== undefined && on !== null && coverage.includes(on as 'C');
    });
  if (pricing)
    tests.push((claim, at) => versionOn(claim, at)?.pricingIndicators.some((each) => pricing.includes(each)) ?? false);
  if (rest.lessThanOneUnit) tests.push(drugBelowOneUnit);
  return tests;
}

/** Exactly one unit is a whole one: only what rounds down to nothing is less. */
function drugBelowOneUnit(claim: ClaimInHand, at: number): boolean {
  const dose = doseOf(claim.lines[at]!);
  const size = versionOn(claim, at)?.dose;
  const units = dose && size && unitsForDose(dose, size);
  return units !== null && units !== undefined && units.down === 0;
}

function modifierTests({ any, all, none }: NonNullable<Selector['modifiers']>): LineTest[] {
  const tests: LineTest[] = [];
  const [anyOf, noneOf] = [new Set(any), new Set(none)];
  if (any) tests.push(({ lines }, at) => lines[at]!.modifiers.some((modifier) => anyOf.has(modifier)));
  if (all) tests.push(({ lines }, at) => all.every((modifier) => lines[at]!.modifiers.includes(modifier)));
  if (none) tests.push(({ lines }, at) => !lines[at]!.modifiers.some((modifier) => noneOf.has(modifier)));
  return tests;
}

function startsWithOne(text: string | null, beginnings: readonly string[]): boolean {
  const code = text?.padStart(4, '0');
  return code !== undefined && beginnings.some((beginning) => code.startsWith(beginning));
}
