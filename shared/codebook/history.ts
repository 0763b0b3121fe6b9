import { endOf, foldsCase, sameRecord, startOf } from '../changes/compare.ts';
import type { CodeType } from '../code.ts';
import { addDays, type IsoDate, isIsoDate } from '../dates.ts';
import type { CodeRecord } from '../release/record.ts';

/** One release, or one revision of it, in the order in which releases are in force. */
export interface ReleaseState {
  /** `2026-01`, or `2018-01.v2` for a revision. */
  readonly release: string;
  readonly date: IsoDate;
  /** Last day that the release speaks for. */
  readonly coveredThrough: IsoDate;
  /** When the publisher published it. */
  readonly knownSince: IsoDate;
  readonly records: readonly CodeRecord[];
  /** Codes whose texts come from a correction. */
  readonly corrected?: ReadonlySet<string>;
}

/** Dates of service on which a code may be billed, ends inclusive; `to` is null while it lives. */
export interface Life {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  /** Index of the release that first showed the life, and of the one that showed its end. */
  readonly startKnownIn: number;
  readonly endKnownIn: number | null;
  /** It left the files without a termination date. */
  readonly withdrawn: boolean;
}

/** What a code meant from a date of service on. */
export interface Version {
  readonly effective: IsoDate;
  readonly release: number;
  readonly record: CodeRecord;
}

/** Everything the releases held say of one code. A reused or reactivated code has several lives. */
export interface CodeHistory {
  readonly code: string;
  readonly codeType: CodeType;
  readonly lives: readonly Life[];
  /** Days before the first life that no held release can prove either way (before a reactivation). */
  readonly unproven: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly versions: readonly Version[];
}

interface Draft {
  readonly code: string;
  readonly codeType: CodeType;
  readonly lives: Life[];
  unproven: CodeHistory['unproven'];
  readonly versions: Version[];
  /** As the last release that lists the code has it. */
  last: { readonly record: CodeRecord; readonly state: ReleaseState };
}

const beginning: IsoDate = '1900-01-01';

/** Folds releases, given in order of time, into each code's history. Order of ingestion plays no part. */
export function foldReleases(states: readonly ReleaseState[]): ReadonlyMap<string, CodeHistory> {
  const histories = new Map<string, Draft>();
  let before: ReadonlySet<string> = new Set();
  states.forEach((state, index) => {
    const present = new Set<string>();
    for (const record of state.records) {
      present.add(record.code);
      const draft = histories.get(record.code);
      if (draft) goOn(draft, record, state, index, states[index - 1]);
      else histories.set(record.code, begin(record, state, index));
    }
    for (const code of before) if (!present.has(code)) leave(histories.get(code)!, state, index);
    before = present;
  });
  return histories;
}

function begin(record: CodeRecord, state: ReleaseState, index: number): Draft {
  const start = startOf(record);
  const from = start ?? state.date;
  const end = endOf(record);
  const earliest = start === null ? beginning : isIsoDate(record.addedOn ?? '') ? record.addedOn! : from;
  return {
    code: record.code,
    codeType: record.codeType,
    lives: [{ from, to: end, startKnownIn: index, endKnownIn: end === null ? null : index, withdrawn: false }],
    unproven: earliest < from ? { from: earliest, to: addDays(from, -1) } : null,
    versions: [{ effective: from, release: index, record }],
    last: { record, state },
  };
}

function goOn(
  draft: Draft,
  record: CodeRecord,
  state: ReleaseState,
  index: number,
  previous: ReleaseState | undefined,
): void {
  const { record: known, state: shownIn } = draft.last;
  draft.last = { record, state };
  const life = draft.lives.at(-1);
  const start = startOf(record) ?? state.date;
  const end = endOf(record);
  const otherStart = record.addedOn !== known.addedOn;
  const restarts = !life || (life.to !== null && start > life.to && (otherStart || record.actionCode === 'R'));
  if (restarts) {
    draft.lives.push({
      from: start,
      to: end,
      startKnownIn: index,
      endKnownIn: end === null ? null : index,
      withdrawn: false,
    });
  } else {
    // An end before the start that was believed: the record's own start is the right one.
    const movedStart = otherStart || (end !== null && end < life.from);
    const from = movedStart ? start : life.from;
    const sameEnd = life.to === end;
    draft.lives[draft.lives.length - 1] = {
      ...life,
      from,
      to: end,
      startKnownIn: movedStart ? index : life.startKnownIn,
      endKnownIn: sameEnd ? life.endKnownIn : index,
      withdrawn: sameEnd && life.withdrawn,
    };
  }
  clipEarlierLives(draft.lives);
  if (restarts) draft.versions.push({ effective: start, release: index, record });
  else if (!sameRecord(known, record, foldsCase(shownIn, state, record.code))) {
    const acted = record.actionEffectiveOn;
    const effective = acted !== null && isIsoDate(acted) && previous && acted > previous.date ? acted : state.date;
    draft.versions.push({ effective, release: index, record });
  }
}

/** An added date that moves back into an earlier life takes its days over. */
function clipEarlierLives(lives: Life[]): void {
  const last = lives.pop()!;
  while (lives.length > 0 && lives.at(-1)!.from >= last.from) lives.pop();
  const earlier = lives.at(-1);
  if (earlier && (earlier.to === null || earlier.to >= last.from))
    lives[lives.length - 1] = { ...earlier, to: addDays(last.from, -1), endKnownIn: last.startKnownIn };
  lives.push(last);
}

/**
 * A code that is gone: withdrawn if it never had a last day, which else stands, come or to come. One that never came into
 * force never was.
 */
function leave(draft: Draft, state: ReleaseState, index: number): void {
  const life = draft.lives.at(-1);
  if (!life || life.to !== null) return;
  const to = addDays(state.date, -1);
  draft.lives.pop();
  if (to >= life.from) draft.lives.push({ ...life, to, endKnownIn: index, withdrawn: true });
}
