import { fractionOf } from '../../changes/fraction.ts';
import type { BookEntry, BookVersion } from '../../codebook/code-book.ts';
import { bookOf } from '../../codebook/compile.ts';
import { addDays, type IsoDate } from '../../dates.ts';
import { createChecker } from '../check/checker.ts';
import type { Claim, ClaimLine, DrugQuantity } from '../claim.ts';
import { payerMapOf } from '../payers.ts';
import { noLists, ruleListsOf } from './lists.ts';
import type { Rule, RuleExample } from './rule.ts';

/** An example that does not come out as it says. */
export interface ExampleFailure {
  readonly rule: string;
  readonly says: string;
  readonly expected: readonly number[];
  readonly found: readonly number[];
}

/** Runs the examples of a rule: they are its tests, those of an account's own rules when it saves them. */
export function failuresOf(rule: Rule): readonly ExampleFailure[] {
  return rule.examples.flatMap((example) => {
    const found = linesFound(rule, example);
    const same = JSON.stringify(found) === JSON.stringify(example.finds);
    return same ? [] : [{ rule: rule.name, says: example.says, expected: example.finds, found }];
  });
}

function linesFound(rule: Rule, example: RuleExample): readonly number[] {
  const checker = createChecker({
    codeBooks: { HCPCS: bookOfExample(example) },
    payers: payerMapOf({ EXAMPLE: example.payer }),
    rules: { version: 'example', rules: [rule], switched: {} },
    lists: example.given?.lists ? ruleListsOf(example.given.lists) : noLists,
  });
  const found: number[] = [];
  checker.check(claimOfExample(example), (finding) => {
    if (finding.rule === rule.name) found.push(finding.line);
  });
  return found;
}

function claimOfExample({ claimType, place, date, lines }: RuleExample): Claim {
  return {
    claimId: 'EXAMPLE',
    claimType,
    frequency: '1',
    payerClaimNumber: null,
    payer: 'EXAMPLE',
    filingIndicator: null,
    provider: null,
    place,
    lines: lines.map((text, index) => lineOfExample(text, index + 1, date)),
  };
}

const lineForm =
  /^(?<code>none|[0-9A-Z]{5})(?<modifiers>(?:-[0-9A-Z]{2})*)(?: x(?<units>\d+))?(?: @(?<from>[\d-]{10})(?:\.\.(?<to>[\d-]{10}))?)?(?: rev=(?<revenue>\d{4}))?(?: ndc=(?<ndc>\d{11})(?:\/(?<quantity>[\d.]+)(?<unit>[A-Z0-9]{2}))?)?$/;

/** `J0013-JZ x84 @2026-01-05..2026-01-06 rev=0636 ndc=50458002803/84ME`; `none` is a line without a code. */
export function lineOfExample(text: string, number: number, date: IsoDate): ClaimLine {
  const parts = lineForm.exec(text)?.groups;
  if (!parts) throw new RangeError(`"${text}" is no line of an example`);
  const dateOfService = parts.from ?? date;
  return {
    line: number,
    code: parts.code === 'none' ? '' : parts.code!,
    modifiers: parts.modifiers!.split('-').slice(1),
    units: Number(parts.units ?? 1),
    unitOfMeasure: 'UN',
    amount: 10_000,
    dateOfService,
    throughDate: parts.to ?? dateOfService,
    placeOfService: null,
    revenueCode: parts.revenue ?? null,
    drug: drugOf(parts),
  };
}

function drugOf({ ndc, quantity, unit }: Record<string, string | undefined>): DrugQuantity | null {
  return ndc === undefined ? null : { ndc, quantity: quantity ? Number(quantity) : null, unit: unit ?? null };
}

/** A code book in which the codes of the example live for ever, with what the example says of them. */
function bookOfExample({ given, date }: RuleExample) {
  const { coverage = {}, pricing = {}, dose = {} } = given ?? {};
  const codes = new Set([...Object.keys(coverage), ...Object.keys(pricing), ...Object.keys(dose)]);
  const entries = [...codes].map((code): [string, BookEntry] => [
    code,
    {
      code,
      codeType: 'procedure',
      lives: [{ from: 19_900_101, to: 99_981_231, release: 0, withdrawn: false }],
      versions: [
        {
          from: 19_900_101,
          release: 0,
          coverage: coverage[code] ?? 'C',
          pricingIndicators: pricing[code]?.split(' ') ?? [],
          shortDescription: code,
          dose: doseOf(dose[code]),
        },
      ],
      unproven: null,
      replacements: [],
    },
  ]);
  const release = { release: 'example', file: 'example', sha256: '', date, knownSince: date };
  return bookOf('HCPCS', [release], [{ from: addDays(date, 1), to: addDays(date, 1) }], new Map(entries));
}

function doseOf(written: string | undefined): BookVersion['dose'] {
  const [amount = '', unit] = written?.split(' ') ?? [];
  const value = fractionOf(amount);
  return value && unit ? { ...value, unit } : null;
}
