import type { IsoDate } from '../dates.ts';
import type { Replacement, ReplacementRelation, UnitFactor } from './replacement.ts';

/** A replacement that a person looked up, with the document that says so. */
interface CuratedFact {
  readonly old: readonly string[];
  readonly code: string;
  readonly relation: ReplacementRelation;
  readonly units: UnitFactor | null;
  readonly effective: IsoDate;
  /** Payer classes; null for all. */
  readonly payers: readonly string[] | null;
  /** Under which condition this one is meant, where there is a choice. */
  readonly condition: string | null;
  readonly source: string;
}

const sameUnit: UnitFactor = { numerator: 1, denominator: 1, rounding: 'up' };

/** Medicare fee-for-service takes neither S0013 nor J0013 (coverage I in CMS's records): it pays one bundled visit. */
const othersThanMedicare = ['medicare-advantage', 'medicaid', 'tricare', 'commercial', 'other', 'unknown'];

const esketamineVisit = 'one visit with the drug and two hours of observation, one unit, no separate drug or E/M line';
const manufacturers2018 =
  'CMS HCPCS file, releases of 2018: Q5102 and the modifiers ZB and ZC end 2018-03-31; Q5103 and Q5104 begin 2018-04-01';

const facts: readonly CuratedFact[] = [
  {
    old: ['S0013'],
    code: 'J0013',
    relation: 'same',
    units: sameUnit,
    effective: '2026-01-01',
    payers: othersThanMedicare,
    condition: null,
    source:
      'CMS HCPCS file, January 2026: S0013 discontinued after 2025-12-31, J0013 added 2026-01-01, both "Esketamine, nasal spray, 1 mg"; no cross reference is given',
  },
  {
    old: ['S0013', 'J0013'],
    code: 'G2082',
    relation: 'restructure',
    units: null,
    effective: '2020-01-01',
    payers: ['medicare'],
    condition: `up to 56 mg on the day: ${esketamineVisit}`,
    source: 'CMS HCPCS file, January 2020: descriptor of G2082, "provision of up to 56 mg of esketamine"',
  },
  {
    old: ['S0013', 'J0013'],
    code: 'G2083',
    relation: 'restructure',
    units: null,
    effective: '2020-01-01',
    payers: ['medicare'],
    condition: `more than 56 mg on the day: ${esketamineVisit}`,
    source: 'CMS HCPCS file, January 2020: descriptor of G2083, "provision of greater than 56 mg esketamine"',
  },
  {
    old: ['Q5102'],
    code: 'Q5103',
    relation: 'one-of',
    units: sameUnit,
    effective: '2018-04-01',
    payers: null,
    condition: 'infliximab-dyyb (Inflectra), billed with modifier ZB until then; the modifier comes off',
    source: manufacturers2018,
  },
  {
    old: ['Q5102'],
    code: 'Q5104',
    relation: 'one-of',
    units: sameUnit,
    effective: '2018-04-01',
    payers: null,
    condition: 'infliximab-abda (Renflexis), billed with modifier ZC until then; the modifier comes off',
    source: manufacturers2018,
  },
];

/** Sourced replacements of a code, none where nobody has looked it up. Release files are not consulted. */
export function curatedReplacements(code: string): readonly Replacement[] {
  return facts
    .filter((fact) => fact.old.includes(code))
    .map((fact) => ({
      code: fact.code,
      source: 'curated',
      status: 'confirmed',
      score: 1,
      reasons: fact.condition ? [fact.condition, fact.source] : [fact.source],
      relation: fact.relation,
      units: fact.units,
      effective: fact.effective,
      payers: fact.payers,
    }));
}

/** What some payers take in another way: the codes to bill instead, by payer class and code, with the documents. */
export function curatedForPayers() {
  const own = facts.filter(({ payers, relation }) => payers !== null && relation === 'restructure');
  const payers = new Set(own.flatMap((fact) => fact.payers ?? []));
  return [...payers].flatMap((payer) => {
    const ofPayer = own.filter((fact) => fact.payers!.includes(payer));
    return [...new Set(ofPayer.flatMap(({ old }) => old))].map((code) => {
      const named = ofPayer.filter(({ old }) => old.includes(code));
      return {
        payer,
        code,
        from: named.map(({ effective }) => effective).sort()[0]!,
        instead: named.map((fact) => fact.code),
        document: named.map(({ source }) => source).join('; '),
      };
    });
  });
}

/** Milligrams of esketamine on one day up to which Medicare's visit is G2082; above it is G2083 (their descriptors). */
const smallVisitMilligrams = 56;

/** The one visit that Medicare pays instead of esketamine by the milligram, or null for another code. */
export function medicareVisitFor(code: string, milligrams: number): 'G2082' | 'G2083' | null {
  if (code !== 'S0013' && code !== 'J0013') return null;
  return milligrams > smallVisitMilligrams ? 'G2083' : 'G2082';
}
