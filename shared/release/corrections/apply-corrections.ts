import { addDays, type IsoDate } from '../../dates.ts';
import { blankRecord } from '../blank-record.ts';
import type { CodeRecord, Note } from '../record.ts';
import { hasLifeAction, revisionAction, sameTexts } from './corrected-record.ts';
import { NotUnderstood } from './corrected-values.ts';
import type { CorrectedValues, Intent, Operation, Quarantined } from './operation.ts';

/** An earlier year's records, to which "revert back to 2017" points. */
export interface EarlierRelease {
  readonly year: number;
  readonly records: readonly CodeRecord[];
}

export interface CorrectedRelease {
  /** The base in its own order, then the added codes. */
  readonly records: readonly CodeRecord[];
  /** No-ops ("the base already holds it") and whatever else a reader should know. */
  readonly notes: readonly Note[];
  readonly quarantined: readonly Quarantined[];
}

/** What an operation makes of a code: its new record, `null` for none; `note` where there is something to say. */
interface Outcome {
  readonly record: CodeRecord | null;
  readonly note?: readonly [rule: string, text: string];
}

interface Situation {
  readonly operation: Operation;
  readonly held: CodeRecord | undefined;
  readonly earlier: readonly EarlierRelease[];
}

/**
 * Applies one version of a corrections document to its base release. Vn replaces V(n-1), so each version is applied to
 * the base itself. What the base holds already is noted and left alone; what cannot be applied is quarantined.
 */
export function applyCorrections(
  base: readonly CodeRecord[],
  operations: readonly Operation[],
  { earlier = [] }: { readonly earlier?: readonly EarlierRelease[] } = {},
): CorrectedRelease {
  const records = new Map(base.map((record) => [record.code, record]));
  const notes: Note[] = [];
  const quarantined: Quarantined[] = [];
  for (const operation of operations) {
    const { code, line, text } = operation;
    try {
      const { record, note } = outcomeOf({ operation, held: records.get(code), earlier });
      if (record) records.set(code, record);
      else records.delete(code);
      if (note) notes.push({ code, rule: note[0], text: `row ${line} "${text}": ${note[1]}` });
    } catch (cause) {
      if (!(cause instanceof NotUnderstood)) throw cause;
      quarantined.push({ code, line, text, rule: cause.rule, reason: cause.reason });
    }
  }
  return { records: [...records.values()], notes, quarantined };
}

function outcomeOf(situation: Situation): Outcome {
  const { intent } = situation.operation;
  switch (intent.kind) {
    case 'add':
      return added(situation, intent.effectiveOn, intent.values);
    case 'terminate':
      return terminated(situation, intent.terminatedOn);
    case 'delete':
      return deleted(situation, intent.effectiveOn);
    case 'withhold':
      return withheld(situation);
    case 'reactivate':
      return reactivated(situation, intent.effectiveOn);
    case 'revise':
      return revised(situation, intent.effectiveOn, intent.values);
    case 'revert':
      return reverted(situation, intent);
    case 'edit-list':
      return listEdited(situation, intent);
    default:
      return intent satisfies never;
  }
}

function added({ operation, held }: Situation, effectiveOn: IsoDate, values: CorrectedValues): Outcome {
  const record: CodeRecord = {
    ...blankRecord(operation),
    ...values,
    addedOn: effectiveOn,
    actionEffectiveOn: effectiveOn,
    actionCode: 'A',
  };
  if (!held) return { record };
  if (held.terminatedOn !== null && held.terminatedOn < effectiveOn)
    return { record, note: ['reused-code', `ended on ${held.terminatedOn} and begins a new life on ${effectiveOn}`] };
  if (held.addedOn === effectiveOn && sameTexts(held, values)) return alreadyHeld(held);
  return {
    record: { ...held, ...values, addedOn: effectiveOn, line: operation.line },
    note: ['added-over-existing', `the base already holds the code, added on ${held.addedOn ?? 'no date'}`],
  };
}

function terminated({ operation, held }: Situation, terminatedOn: IsoDate): Outcome {
  const record = inBase(held);
  if (record.terminatedOn === terminatedOn) return alreadyHeld(record);
  const ended: CodeRecord = {
    ...record,
    terminatedOn,
    actionCode: 'D',
    actionEffectiveOn: addDays(terminatedOn, 1),
    line: operation.line,
  };
  if (record.terminatedOn === null) return { record: ended };
  return { record: ended, note: ['termination-moved', `the base ended it on ${record.terminatedOn}`] };
}

function deleted(situation: Situation, effectiveOn: IsoDate | null): Outcome {
  const { held } = situation;
  if (!held) return { record: null, note: ['already-absent', 'the base does not hold the code'] };
  if (effectiveOn === null || (held.addedOn !== null && held.addedOn >= effectiveOn)) return { record: null };
  return terminated(situation, addDays(effectiveOn, -1));
}

/** Only what this release itself would add can be withheld; an older code of that name is another matter. */
function withheld({ held }: Situation): Outcome {
  if (!held) return { record: null, note: ['already-absent', 'the base does not hold the code'] };
  if (held.actionCode === 'A') return { record: null, note: ['withheld', 'the base had added the code'] };
  throw new NotUnderstood('contradicts-base', `is not to be added, but the base holds it since ${held.addedOn}`);
}

function reactivated({ operation, held, earlier }: Situation, effectiveOn: IsoDate): Outcome {
  const last = earlier.toSorted((a, b) => b.year - a.year).flatMap(({ records }) => records);
  const record = inBase(held ?? last.find(({ code }) => code === operation.code));
  if (held && held.terminatedOn === null) return alreadyHeld(held);
  return {
    record: {
      ...record,
      terminatedOn: null,
      actionCode: 'R',
      actionEffectiveOn: effectiveOn,
      line: operation.line,
    },
  };
}

function revised({ operation, held }: Situation, effectiveOn: IsoDate | null, values: CorrectedValues): Outcome {
  const record = inBase(held);
  if (sameTexts(record, values)) return alreadyHeld(record);
  const corrected = { ...record, ...values, line: operation.line };
  if (hasLifeAction(record) && !('terminatedOn' in values)) return { record: corrected };
  const actionEffectiveOn = effectiveOn ?? record.actionEffectiveOn;
  return { record: { ...corrected, actionCode: revisionAction(values), actionEffectiveOn } };
}

function reverted(situation: Situation, { year, fields }: Extract<Intent, { kind: 'revert' }>): Outcome {
  const { operation, held, earlier } = situation;
  const record = inBase(held);
  const release = earlier.find((candidate) => candidate.year === year);
  if (!release) throw new NotUnderstood('earlier-release-missing', `goes back to ${year}, which is not held`);
  const before = release.records.find(({ code }) => code === operation.code);
  if (!before) throw new NotUnderstood('not-in-earlier-release', `goes back to ${year}, which does not hold the code`);
  const values = Object.fromEntries(fields.map((field) => [field, before[field]])) as CorrectedValues;
  if (sameTexts(record, values)) return alreadyHeld(record);
  const { actionEffectiveOn } = before;
  return { record: { ...record, ...values, actionCode: 'N', actionEffectiveOn, line: operation.line } };
}

function listEdited(
  situation: Situation,
  { field, add, remove, effectiveOn }: Extract<Intent, { kind: 'edit-list' }>,
): Outcome {
  const list = inBase(situation.held)[field];
  const lacking = remove.filter((entry) => !list.includes(entry));
  const kept = list.filter((entry) => !remove.includes(entry));
  const value = [...kept, ...add.filter((entry) => !kept.includes(entry))];
  const outcome = revised(situation, effectiveOn, { [field]: value });
  if (lacking.length === 0 || outcome.note) return outcome;
  return { ...outcome, note: ['entry-absent', `the base has no ${field} ${lacking.join(', ')} to remove`] };
}

function inBase(record: CodeRecord | undefined): CodeRecord {
  if (record) return record;
  throw new NotUnderstood('not-in-base', 'names a code that the base release does not hold');
}

function alreadyHeld(record: CodeRecord): Outcome {
  return { record, note: ['already-held', 'the base already holds it'] };
}
