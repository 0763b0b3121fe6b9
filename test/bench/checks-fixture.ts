import { type Checker, createChecker } from '../../shared/claims/check/checker.ts';
import type { Claim, ClaimLine } from '../../shared/claims/claim.ts';
import { type PayerMap, payerMapOf } from '../../shared/claims/payers.ts';
import { ruleListsOf } from '../../shared/claims/rules/lists.ts';
import type { BookEntry, CodeBook } from '../../shared/codebook/code-book.ts';
import { bookOf } from '../../shared/codebook/compile.ts';
import { addDays } from '../../shared/dates.ts';
import { randomFrom } from '../support/damage.ts';

const letters = 'ABCEGHJKLPQSTV';
/** As many codes as a release of 2026 has, a tenth of them ended. */
const codesHeld = 8_500;
const hcpcs = Array.from(
  { length: codesHeld },
  (_, index) => letters[index % letters.length]! + String(Math.floor(index / letters.length) + 1000),
);
const ended = hcpcs.filter((_, index) => index % 10 === 0);
/** Codes of hospitals (C) stay away from professional claims. */
const living = hcpcs.filter((code, index) => index % 10 !== 0 && !code.startsWith('C'));
/** A procedure as the 837 reader gives it: read once a file, shared by all lines that use it. */
interface Procedure {
  readonly code: string;
  readonly modifiers: readonly string[];
}
const visits: readonly Procedure[] = [
  { code: '99213', modifiers: ['25'] },
  { code: '99214', modifiers: ['25'] },
  { code: '99203', modifiers: ['25'] },
  { code: '97110', modifiers: ['GP'] },
  { code: '11042', modifiers: ['59'] },
  ...['80053', '36415', '71046', '93000', '96360'].map((code) => ({ code, modifiers: [] })),
];
const modifiers = ['RT', 'LT', 'NU', 'KX', 'JZ', 'RH', 'P1', 'U1'];
const marked = (code: string, index: number): Procedure => ({
  code,
  modifiers: index % 3 === 0 ? [modifiers[index % modifiers.length]!] : [],
});
const livingProcedures = living.map(marked);
const endedProcedures = ended.map(marked);
const days = Array.from({ length: 80 }, (_, index) => addDays('2026-01-02', index));
const classes = ['medicare', 'medicaid', 'commercial', 'tricare', 'medicare-dme'] as const;

/** A code book of invented codes of a release's size, and of those named, which live or have ended. */
export function benchBook(alsoLiving: readonly string[] = [], alsoEnded: readonly string[] = []): CodeBook {
  const entryOf = (code: string, to: number): BookEntry => ({
    code,
    codeType: code.length === 2 ? 'modifier' : 'procedure',
    lives: [{ from: 20_100_101, to, release: 0, withdrawn: false }],
    versions: [
      { from: 20_100_101, release: 0, coverage: 'C', pricingIndicators: ['51'], shortDescription: code, dose: null },
    ],
    unproven: null,
    replacements: [],
  });
  const entries = [
    ...ended.map((code) => entryOf(code, 20_251_231)),
    ...living.map((code) => entryOf(code, 99_991_231)),
    ...['RT', 'LT', 'NU', 'KX', 'JZ', 'U1'].map((code) => entryOf(code, 99_991_231)),
    ...alsoLiving.map((code) => entryOf(code, 99_991_231)),
    ...alsoEnded.map((code) => entryOf(code, 20_251_231)),
  ];
  const release = { release: '2026-01', file: 'bench', sha256: '', date: '2026-01-01', knownSince: '2025-12-15' };
  const coverage = [{ from: '2025-01-01', to: '2026-03-31' }];
  return bookOf('HCPCS', [release], coverage, new Map(entries.map((entry) => [entry.code, entry])));
}

const benchPayers = payerMapOf(Object.fromEntries(classes.map((name) => [name.toUpperCase(), name])));

/** All rules on, with the lists and tables that rules ask for; `limits` is the size of the table of unit limits. */
export function benchChecker(book: CodeBook, payers: PayerMap = benchPayers, limits = living.length): Checker {
  return createChecker({
    codeBooks: { HCPCS: book },
    payers,
    lists: ruleListsOf({
      codes: {
        'single-dose': { source: 'bench', codes: ['J9999'] },
        unclassified: { source: 'bench', codes: ['J9998'] },
        'global-000-010': { source: 'bench', codes: ['11042'] },
        'global-090': { source: 'bench', codes: ['27447'] },
      },
      pairs: {
        source: 'bench',
        edits: living.slice(0, limits / 4).map((code, index) => ({
          programme: 'medicare',
          edition: 'practitioner',
          columnOne: code,
          columnTwo: living[index + 2_000]!,
          modifierIndicator: '0',
          from: '2020-01-01',
          to: null,
        })),
      },
      unlikely: {
        source: 'bench',
        edits: living.slice(0, limits).map((code) => ({
          programme: 'medicare',
          edition: 'practitioner',
          code,
          units: 999,
          adjudication: '3',
          from: '2020-01-01',
          to: null,
        })),
      },
      products: { source: 'bench', codes: [{ ndc: '00000000001', code: 'J1000', from: '2026-01-01', to: null }] },
    }),
  });
}

/** Claims of one to six lines, one line in twenty with a code that has ended. */
export function benchClaims(lines: number, seed: number): readonly Claim[] {
  const random = randomFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const claims: Claim[] = [];
  for (let left = lines; left > 0; ) {
    const count = Math.min(left, 1 + Math.floor(random() * 6));
    left -= count;
    const date = pick(days);
    const used = Array.from({ length: count }, (_, index): ClaimLine => {
      const usual = random() < 0.5 ? pick(visits) : pick(livingProcedures);
      const { code, modifiers } = random() < 0.05 ? pick(endedProcedures) : usual;
      return {
        line: index + 1,
        code,
        modifiers,
        units: 1,
        unitOfMeasure: 'UN',
        amount: 10_000,
        dateOfService: date,
        throughDate: date,
        placeOfService: '11',
        revenueCode: null,
        drug: null,
      };
    });
    claims.push(claimOf(`C${claims.length}`, pick(classes).toUpperCase(), used));
  }
  return claims;
}

function claimOf(claimId: string, payer: string, lines: readonly ClaimLine[]): Claim {
  return {
    claimId,
    claimType: 'professional',
    frequency: '1',
    payerClaimNumber: null,
    payer,
    filingIndicator: 'CI',
    provider: '1234567893',
    place: '11',
    lines,
  };
}
