import type { CodeChange } from '../changes/change.ts';
import type { Comparison } from '../changes/compare.ts';
import type { CodeType } from '../code.ts';
import { addDays, type IsoDate } from '../dates.ts';
import type { Note } from '../release/record.ts';
import { describedBy, descriptorChange } from './compare-descriptors.ts';
import type { CptRecord, CptYear, Listing } from './cpt-record.ts';
import { instructedReplacements } from './instruction.ts';

interface Sides {
  readonly older: CptYear;
  readonly newer: CptYear;
  readonly before: ReadonlyMap<string, CptRecord>;
  readonly after: ReadonlyMap<string, CptRecord>;
  readonly notes: Note[];
}

/**
 * What happened to each code between two years of CPT, one change a code. AMA deletes by leaving out: a code that is
 * not in the lists of the newer year has ended, on the day that AMA's list of the deleted gives, else with the year.
 */
export function compareYears(older: CptYear, newer: CptYear): Comparison {
  const before = new Map(older.records.map((record) => [record.code, record]));
  const after = new Map(newer.records.map((record) => [record.code, record]));
  const sides: Sides = { older, newer, before, after, notes: [] };
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = codes.flatMap((code) => changeOf(code, sides) ?? []);
  noteWhatIsNotCompared(sides);
  sides.notes.sort((a, b) => compareText(a.code ?? '', b.code ?? '') || compareText(a.rule, b.rule));
  return { changes, notes: sides.notes };
}

function changeOf(code: string, sides: Sides): CodeChange | undefined {
  const { older, newer } = sides;
  const was = sides.before.get(code);
  const is = sides.after.get(code);
  const lived = was && !endedBefore(was, older.date) ? was : undefined;
  const lives = is && !endedBefore(is, newer.date) ? is : undefined;
  if (lived && lives) return changeOfSurvivor(lived, lives, sides);
  if (lives) return changeOfNewcomer(lives, sides);
  return lived ? changeOfAbsentee(lived, sides) : undefined;
}

function changeOfSurvivor(was: CptRecord, is: CptRecord, sides: Sides): CodeChange | undefined {
  if (is.terminatedOn !== null && is.terminatedOn !== was.terminatedOn)
    return deleted(was, addDays(is.terminatedOn, 1), sides);
  const { fields, others, missing } = descriptorChange(was, is, sides.older, sides.newer);
  const note = (rule: string, text: string) => sides.notes.push({ code: is.code, rule, text });
  if (missing.length > 0) note('not-compared', `only one year has its ${missing.join(', ')} descriptor`);
  if (fields.length === 0) return undefined;
  if (others.length > 0) note('other-descriptors', `${others.join(', ')} descriptor differs`);
  return { ...changed(is, 'revised', laterThanOlder(is.revisedOn, sides), sides), fields };
}

function changeOfNewcomer(is: CptRecord, sides: Sides): CodeChange | undefined {
  const { older, notes } = sides;
  const { code, addedOn } = is;
  if (inDoubt(code, is.codeType, older)) {
    notes.push({
      code,
      rule: 'refused-line',
      text: 'may stand on a refused line of the earlier year; not called added',
    });
    return undefined;
  }
  const since = laterThanOlder(addedOn, sides);
  if (since === null && !isEnumerated(is.listings, older)) return undefined;
  const kind = older.ends.has(code) ? 'reactivated' : 'added';
  return { ...changed(is, kind, since, sides), fields: describedBy(is, 'new') };
}

function changeOfAbsentee(was: CptRecord, sides: Sides): CodeChange | undefined {
  const { newer, notes } = sides;
  const { code } = was;
  if (was.terminatedOn !== null && was.terminatedOn < newer.date) {
    notes.push({ code, rule: 'aged-off', text: `ended on ${was.terminatedOn}, as the earlier year had announced` });
    return undefined;
  }
  const end = newer.ends.get(code);
  if (!end && inDoubt(code, was.codeType, newer)) {
    notes.push({
      code,
      rule: 'refused-line',
      text: 'may stand on a refused line of the later year; not called deleted',
    });
    return undefined;
  }
  if (!end && !isEnumerated(was.listings, newer)) return undefined;
  return deleted(was, laterThanOlder(end?.deletedOn ?? null, sides, was.addedOn), sides);
}

function deleted(was: CptRecord, on: IsoDate | null, sides: Sides): CodeChange {
  const change = { ...changed(was, 'deleted', on, sides), fields: describedBy(was, 'old') };
  const instruction = sides.newer.ends.get(was.code)?.instruction;
  if (!instruction) return change;
  const isListed = (code: string) => sides.after.get(code)?.terminatedOn === null;
  const { effective } = change;
  return { ...change, replacements: instructedReplacements({ code: was.code, instruction, effective, isListed }) };
}

function changed(
  { code, codeType }: CptRecord,
  kind: CodeChange['kind'],
  effective: IsoDate | null,
  { newer }: Sides,
): CodeChange {
  return {
    code,
    codeType,
    kind,
    effective: effective ?? newer.date,
    effectiveSource: effective === null ? 'release' : 'record',
    cmsAction: null,
    withdrawn: false,
    retroactive: (effective ?? newer.date) < newer.date,
    bornAndDied: false,
    fields: [],
    replacements: [],
  };
}

function endedBefore({ terminatedOn }: CptRecord, date: IsoDate): boolean {
  return terminatedOn !== null && terminatedOn < date;
}

/** A date tells of this change only if it lies after the older year's; `not` is another day that it might be. */
function laterThanOlder(date: IsoDate | null, { older }: Sides, not: IsoDate | null = null): IsoDate | null {
  return date !== null && date > older.date && date !== not ? date : null;
}

/** Whether the year has a file of the kind that lists such a code: only then does its absence say anything. */
function isEnumerated(listings: readonly Listing[], year: CptYear): boolean {
  return listings.some((listing) => year.listings.has(listing));
}

/** A refused line may be the code's: it says so, or stands where the code would. */
function inDoubt(code: string, codeType: CodeType, { refused }: CptYear): boolean {
  return refused.some(({ listing, code: said, after, before }) => {
    if (listing === null) return false;
    if (said !== null) return said === code;
    if ((listing === 'modifiers') !== (codeType === 'modifier')) return false;
    return (after === null || after < code) && (before === null || code < before);
  });
}

function noteWhatIsNotCompared({ older, newer, notes }: Sides): void {
  const say = (rule: string, text: string) => notes.push({ code: null, rule, text });
  for (const [year, other] of [
    [older, newer],
    [newer, older],
  ] as const) {
    for (const listing of year.listings)
      if (!other.listings.has(listing))
        say('not-compared', `${other.folder} has no list of ${names[listing]}; ${year.folder} has`);
    for (const kind of year.held)
      if (!other.held.has(kind)) say('not-compared', `${other.folder} has no ${kind} descriptors; ${year.folder} has`);
  }
  if (older.modifierForm && newer.modifierForm && older.modifierForm !== newer.modifierForm)
    say('not-compared', 'the two years describe modifiers in different forms; their wording is not compared');
}

const names = { codes: 'codes', pla: 'PLA codes of its own', modifiers: 'modifiers' } as const;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
