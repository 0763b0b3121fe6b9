import { addDays, daysBetween, earlierOf, type IsoDate, isIsoDate } from '../dates.ts';
import { type CodeRecord, type Note, type Refusal, revisableFields } from '../release/record.ts';
import type { CodeChange, FieldChange, FieldValue } from './change.ts';

/** What a comparison needs of a release: its date and what it says of each code. */
export interface ReleaseContent {
  /** The day from which the release is in force. */
  readonly date: IsoDate;
  readonly records: readonly CodeRecord[];
  /** Lines that could not be read: their codes are in the file, only not known. */
  readonly refused?: readonly Refusal[];
  /** Codes whose texts come from a correction: CMS's next file folds their letter case, which is then no change. */
  readonly corrected?: ReadonlySet<string>;
}

export interface Comparison {
  /** Sorted by code, then kind. `replacements` are empty: finding them is the next stage. */
  readonly changes: readonly CodeChange[];
  readonly notes: readonly Note[];
}

interface Sides {
  readonly older: ReleaseContent;
  readonly newer: ReleaseContent;
  readonly notes: Note[];
}

/**
 * What happened to each code between two releases, from dates and fields; CMS's action code stands beside it as
 * evidence. Never rests on action code, action effective date, sequence number or white space alone.
 */
export function compareReleases(older: ReleaseContent, newer: ReleaseContent): Comparison {
  const before = new Map(older.records.map((record) => [record.code, record]));
  const after = new Map(newer.records.map((record) => [record.code, record]));
  const refusedBefore = new Set(older.refused?.map((refusal) => refusal.code));
  const refusedAfter = new Set(newer.refused?.map((refusal) => refusal.code));
  const sides: Sides = { older, newer, notes: [] };
  const changes: CodeChange[] = [];

  for (const record of newer.records) {
    const earlier = before.get(record.code);
    if (earlier) changes.push(...changesOfSurvivor(earlier, record, sides));
    else if (refusedBefore.has(record.code)) noteRefused(sides, record.code, 'earlier');
    else changes.push(...changesOfNewcomer(record, sides));
  }
  for (const record of older.records) {
    if (after.has(record.code)) continue;
    if (refusedAfter.has(record.code)) noteRefused(sides, record.code, 'later');
    else changes.push(...changesOfAbsentee(record, sides));
  }
  changes.sort((a, b) => compareText(a.code, b.code) || compareText(a.kind, b.kind));
  sides.notes.sort((a, b) => compareText(a.code ?? '', b.code ?? '') || compareText(a.rule, b.rule));
  return { changes, notes: sides.notes };
}

/** Over more than a year a code may be terminated, told of in a file that is not held, and dropped from the list. */
export function liesFarApart(older: IsoDate, newer: IsoDate): boolean {
  return daysBetween(older, newer) > 366;
}

/** Last date of service, or null while the code lives; a date that no calendar has ends nothing. */
export function endOf(record: CodeRecord): IsoDate | null {
  return record.terminatedOn !== null && isIsoDate(record.terminatedOn) ? record.terminatedOn : null;
}

/** First date of service: the added date, or after a reactivation its action effective date. Null where none is given. */
export function startOf(record: CodeRecord): IsoDate | null {
  const start = record.actionCode === 'R' ? record.actionEffectiveOn : record.addedOn;
  return start !== null && isIsoDate(start) ? start : null;
}

function changesOfNewcomer(record: CodeRecord, sides: Sides): CodeChange[] {
  const { older, newer } = sides;
  const end = endOf(record);
  const start = startOf(record);
  if (record.actionCode === 'R' && end === null) return [changeOf(record, 'reactivated', start, sides, {})];
  const acted = record.actionCode === 'A' || record.actionCode === 'D' || record.actionCode === 'R';
  if (end !== null && end < older.date && !acted) {
    sides.notes.push({
      code: record.code,
      rule: 'reappeared-terminated',
      text: `is in the newer file alone, but ended on ${end}, before the older release (${older.date}); no date of service between the two is affected`,
    });
    return [];
  }
  const bornAndDied = end !== null && end < newer.date;
  const added = changeOf(record, 'added', start, sides, { bornAndDied });
  if (end === null) return [added];
  return [
    added,
    deletedOn(record, end, sides, { bornAndDied, fields: [{ name: 'terminatedOn', old: null, new: end }] }),
  ];
}

function changesOfAbsentee(record: CodeRecord, sides: Sides): CodeChange[] {
  const { newer } = sides;
  const end = endOf(record);
  // Withdrawn is what never had a last day. One that was announced stands, whenever the file drops the code.
  if (end !== null) {
    const early = `is no longer listed, before its announced end on ${end}, which stands`;
    sides.notes.push({
      code: record.code,
      rule: end < newer.date ? 'aged-off' : 'left-before-end',
      text: end < newer.date ? `is no longer listed; it ended on ${end} and was announced then` : early,
    });
    return [];
  }
  if (liesFarApart(sides.older.date, newer.date))
    sides.notes.push({
      code: record.code,
      rule: 'withdrawn-far-apart',
      text: `vanished alive between files of ${sides.older.date} and ${newer.date}: it may have been terminated and dropped from the list in between, with a last day that neither tells`,
    });
  return [
    {
      ...changeOf(record, 'deleted', null, sides, { withdrawn: true }),
      cmsAction: null,
      retroactive: false,
    },
  ];
}

function changesOfSurvivor(older: CodeRecord, newer: CodeRecord, sides: Sides): CodeChange[] {
  const changes = lifeChanges(older, newer, sides);
  const reborn = changes.some(({ kind }) => kind === 'added');
  if (older.addedOn !== newer.addedOn && !reborn) changes.push(movedStart(older, newer, sides));
  const fields = revisedFields(older, newer, foldsCase(sides.older, sides.newer, newer.code));
  if (fields.length > 0) {
    const acted = newer.actionEffectiveOn;
    const effective = acted !== null && isIsoDate(acted) && acted > sides.older.date ? acted : null;
    changes.push(changeOf(newer, 'revised', effective, sides, { fields }));
  }
  return changes;
}

/** Deletion, reactivation and moved ends: what the termination dates say. */
function lifeChanges(older: CodeRecord, newer: CodeRecord, sides: Sides): CodeChange[] {
  const was = endOf(older);
  const is = endOf(newer);
  const restarted = startOf(newer);
  const fields: FieldChange[] = [{ name: 'terminatedOn', old: older.terminatedOn, new: newer.terminatedOn }];
  if (was !== null && older.addedOn !== newer.addedOn && restarted !== null && restarted > was)
    return reused(newer, was, is, restarted, sides);
  const again = older.actionCode === 'R' && older.actionEffectiveOn === newer.actionEffectiveOn;
  if (was !== null && newer.actionCode === 'R' && !again && restarted !== null && restarted > was) {
    const reactivated = changeOf(newer, 'reactivated', restarted, sides, { fields });
    return is === null || is < restarted ? [reactivated] : [reactivated, deletedOn(newer, is, sides, { fields })];
  }
  if (was === is) return [];
  if (was === null) return [deletedOn(newer, is!, sides, { fields })];
  if (is === null) return [changeOf(newer, 'reactivated', addDays(was, 1), sides, { fields })];
  return [changeOf(newer, 'revised', addDays(earlierOf(was, is), 1), sides, { fields })];
}

/** A dead code that is added anew has another life and, as a rule, another meaning. */
function reused(record: CodeRecord, was: IsoDate, is: IsoDate | null, start: IsoDate, sides: Sides): CodeChange[] {
  sides.notes.push({
    code: record.code,
    rule: 'reused-code',
    text: `ended on ${was} and begins a new life on ${start}`,
  });
  const added = changeOf(record, 'added', start, sides, { bornAndDied: is !== null && is < sides.newer.date });
  if (is === null) return [added];
  return [added, deletedOn(record, is, sides, { bornAndDied: added.bornAndDied })];
}

/** A changed added date opens or closes dates of service in the past: a change of its own. */
function movedStart(older: CodeRecord, newer: CodeRecord, sides: Sides): CodeChange {
  const starts = [older.addedOn, newer.addedOn].filter((date): date is IsoDate => date !== null && isIsoDate(date));
  const first = starts.length > 0 ? starts.reduce(earlierOf) : null;
  const fields: FieldChange[] = [{ name: 'addedOn', old: older.addedOn, new: newer.addedOn }];
  return { ...changeOf(newer, 'revised', first, sides, { fields }), retroactive: true };
}

function deletedOn(record: CodeRecord, end: IsoDate, sides: Sides, more: Partial<CodeChange>): CodeChange {
  return changeOf(record, 'deleted', addDays(end, 1), sides, more);
}

function changeOf(
  record: CodeRecord,
  kind: CodeChange['kind'],
  effective: IsoDate | null,
  { newer }: Sides,
  more: Partial<CodeChange>,
): CodeChange {
  return {
    code: record.code,
    codeType: record.codeType,
    kind,
    effective: effective ?? newer.date,
    effectiveSource: effective === null ? 'release' : 'record',
    cmsAction: record.actionCode,
    withdrawn: false,
    retroactive: (effective ?? newer.date) < newer.date,
    bornAndDied: false,
    fields: [],
    replacements: [],
    ...more,
  };
}

/** Whether two records say the same of a code, as far as a change could come of it. */
export function sameRecord(a: CodeRecord, b: CodeRecord, foldCase: boolean): boolean {
  if (a === b) return true;
  return a.addedOn === b.addedOn && a.terminatedOn === b.terminatedOn && revisedFields(a, b, foldCase).length === 0;
}

/** Corrections write texts as people do, CMS's files in their own letter case. */
export function foldsCase(
  older: Pick<ReleaseContent, 'corrected'>,
  newer: Pick<ReleaseContent, 'corrected'>,
  code: string,
): boolean {
  return (older.corrected?.has(code) || newer.corrected?.has(code)) ?? false;
}

function revisedFields(older: CodeRecord, newer: CodeRecord, foldCase: boolean): FieldChange[] {
  const fields: FieldChange[] = [];
  for (const name of revisableFields) {
    if (!sameValue(older[name], newer[name], foldCase)) fields.push({ name, old: older[name], new: newer[name] });
  }
  return fields;
}

function sameValue(a: FieldValue, b: FieldValue, foldCase: boolean): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') {
    const [one, other] = [withoutWhiteSpace(a), withoutWhiteSpace(b)];
    return one === other || (foldCase && one.toLowerCase() === other.toLowerCase());
  }
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((entry, index) => entry === b[index]);
}

function withoutWhiteSpace(text: string): string {
  return text.replace(/[\s\u00a0]+/g, '');
}

function noteRefused({ notes }: Sides, code: string, which: 'earlier' | 'later'): void {
  notes.push({ code, rule: 'refused-line', text: `its line in the ${which} file was refused; nothing is said of it` });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
