import { type CodeForm, formOf } from '../code.ts';
import { addDays, type IsoDate, laterOf } from '../dates.ts';
import type { CodeRecord } from '../release/record.ts';
import { endOf, startOf } from './compare.ts';
import { sharedWords } from './inference/words.ts';
import type { Replacement } from './replacement.ts';
import { unitFactor } from './units.ts';

/** A code of the newer release, or of any other code set that is held. */
export type CodeLookup = (code: string) => CodeRecord | undefined;

/** Coverage of a record that Medicare fee-for-service does not pay: I not payable, M non-covered, S by statute. */
const notPayable = new Set<string | null>(['I', 'M', 'S']);

/** Before any code of the sets that are followed. */
const beginning: IsoDate = '1900-01-01';

/** What a cross reference may name, by the kind of code that carries it. The literal `CPT` is neither. */
const namable: Readonly<Record<CodeRecord['codeType'], readonly CodeForm[]>> = {
  procedure: ['hcpcs', 'cpt-i', 'cpt-ii', 'cpt-iii', 'cpt-pla', 'cpt-maaa', 'cpt-vaccine-administration'],
  modifier: ['hcpcs-modifier', 'cpt-modifier'],
};

/** Share of a descriptor's words that a code of nearly the same spelling has to have for a typing error to be presumed. */
const sameSubject = 0.75;

/**
 * CMS's cross references of one record as replacements. A target is kept where it can be billed after the old code
 * ends. One that was dead by then is a station: what its own record names stands in for it, if anything does. One that
 * points back from a living code to the one before it is history and no replacement. A living code's cross reference says "not valid for Medicare, use", and only where that is so.
 */
export function crossReferenced(record: CodeRecord, lookup: CodeLookup): readonly Replacement[] {
  const targets = targetsOf(record, lookup);
  if (record.terminatedOn === null) return targets.flatMap((target) => medicareUse(record, target) ?? []);
  const relation = targets.length > 1 ? 'one-of' : 'same';
  return targets.map((target) => ({
    code: target.code,
    source: 'cms-xref',
    status: target.misspelt ? 'proposed' : 'confirmed',
    score: target.misspelt ? sameSubject : 1,
    reasons: [reasonOf(record, target)],
    relation,
    units: target.record ? unitFactor(record.longDescription, target.record.longDescription) : null,
    effective: firstDay(record, target.record),
    payers: null,
  }));
}

/**
 * The codes at the far ends of a terminated record's cross references: dead stations (C9487, then Q9989) are followed
 * to what lives (J3358). A code outside the sets that are held ends a chain too.
 */
export function chainEnds(record: CodeRecord, lookup: CodeLookup): readonly string[] {
  const ends = new Set<string>();
  const seen = new Set([record.code]);
  const follow = (from: CodeRecord): void => {
    for (const { code, record: next } of targetsOf(from, lookup)) {
      if (seen.has(code)) continue;
      seen.add(code);
      if (next?.terminatedOn) follow(next);
      else ends.add(code);
    }
  };
  if (record.terminatedOn !== null) follow(record);
  return [...ends];
}

interface Target {
  readonly code: string;
  /** Undefined where the code belongs to a set that is not held. */
  readonly record: CodeRecord | undefined;
  /** What CMS wrote, where it names no code and the target is what was meant. */
  readonly misspelt: string | null;
  /** Codes between that were dead already when the old code ended, in order. */
  readonly stations: readonly CodeRecord[];
}

function targetsOf(record: CodeRecord, lookup: CodeLookup): readonly Target[] {
  const targets = new Map<string, Target>();
  const seen = new Set([record.code]);
  const follow = (from: CodeRecord, stations: readonly CodeRecord[], misspeltBefore: string | null): void => {
    const named = from.crossReferences
      .filter((code) => namable[record.codeType].includes(formOf(code)))
      .flatMap((code) => targetNamed(code, from, lookup) ?? [])
      .filter(({ code }) => !seen.has(code));
    const dead: Omit<Target, 'stations'>[] = [];
    for (const target of named) {
      seen.add(target.code);
      const whole = { ...target, misspelt: misspeltBefore ?? target.misspelt };
      if (outlives(target.record, record)) targets.set(target.code, { ...whole, stations });
      else dead.push(whole);
    }
    if (record.terminatedOn === null) return;
    for (const { record: station, misspelt } of dead) if (station) follow(station, [...stations, station], misspelt);
  };
  follow(record, [], null);
  return [...targets.values()];
}

function targetNamed(code: string, record: CodeRecord, lookup: CodeLookup): Omit<Target, 'stations'> | undefined {
  const found = lookup(code);
  if (found) return { code, record: found, misspelt: null };
  if (formOf(code).startsWith('cpt')) return { code, record: undefined, misspelt: null };
  const meant = swappings(code)
    .map(lookup)
    .filter((candidate) => candidate?.terminatedOn === null && sharedWords(record, candidate) >= sameSubject);
  return meant.length === 1 ? { code: meant[0]!.code, record: meant[0], misspelt: code } : undefined;
}

/** The codes that differ in two neighbouring digits changed about, the typing error seen (J7023 for J7203). */
function swappings(code: string): readonly string[] {
  return [1, 2, 3].map((at) => code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2));
}

function outlives(target: CodeRecord | undefined, record: CodeRecord): boolean {
  if (!target?.terminatedOn) return true;
  return record.terminatedOn !== null && target.terminatedOn > record.terminatedOn;
}

function medicareUse(record: CodeRecord, { code, record: target, misspelt }: Target): Replacement | undefined {
  if (!target || misspelt || !notPayable.has(record.coverage) || notPayable.has(target.coverage)) return undefined;
  return {
    code,
    source: 'cms-xref',
    status: 'confirmed',
    score: 1,
    reasons: [
      `CMS's record of ${record.code} is not payable by Medicare (coverage ${record.coverage}) and names ${code}`,
    ],
    relation: 'not-valid-for-medicare-use',
    units: unitFactor(record.longDescription, target.longDescription),
    effective: laterOf(startOf(record) ?? beginning, startOf(target) ?? beginning),
    payers: ['medicare', 'medicare-dme'],
  };
}

/** The day after the old code's last, or the target's first where that comes later; dates that cannot be count as none. */
function firstDay(record: CodeRecord, target: CodeRecord | undefined): IsoDate {
  const end = endOf(record);
  return laterOf(end === null ? beginning : addDays(end, 1), (target && startOf(target)) ?? beginning);
}

function reasonOf(record: CodeRecord, { code, misspelt, stations }: Target): string {
  if (stations.length > 0) {
    const way = stations.map((station) => `${station.code}, which ended on ${station.terminatedOn},`).join(' then ');
    return `CMS's cross references lead from ${record.code} by way of ${way} to ${code}${misspelt ? `, taking ${misspelt} for a typing error` : ''}`;
  }
  return misspelt
    ? `CMS's cross reference of ${record.code} names ${misspelt}, which is no code; ${code} differs in two digits changed about and describes the same`
    : `CMS's cross reference of ${record.code} names ${code}`;
}
