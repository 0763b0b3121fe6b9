import type { CodeAnswer, CodeStatus } from '../../shared/api/code-set-forms.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import { compileCodeBook } from '../../shared/codebook/compile.ts';
import { coveredPeriods } from '../../shared/codebook/coverage.ts';
import type { CodeHistory } from '../../shared/codebook/history.ts';
import { traceIn } from '../../shared/codebook/trace.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import { pairSubject } from '../../shared/decision.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import { historyAsKnown, type KnownHistory, versionRows } from './code-history.ts';
import { listedChanges, tellingOf } from './listed-change.ts';
import { type AskedCode, askedCode, bookHolding, type CodeSetReader } from './question.ts';
import { replacedBy } from './replaced-by.ts';
import { replacementsAsKnown } from './replacements-as-known.ts';

export interface CodeQuestion {
  readonly code: string;
  /** Date of service. */
  readonly on: IsoDate;
  /** Only what was published by this day counts; null: everything that is held. */
  readonly asKnown?: IsoDate | null;
}

/** What holds of a code on a date of service, as far as it was known on a day. */
export const codeAt =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ code: written, on, asKnown = null }: CodeQuestion): Promise<CodeAnswer> => {
    const asked = askedCode(written);
    const nothing = nothingKnown(asked, on, asKnown);
    const held = await bookHolding(codeSets, asked);
    if (!held) return nothing;
    const { codeSet, state, book } = held;
    const rows = await versionRows(codeSets, state, book, asked.code);
    const known = historyAsKnown(state, rows, asked.code, asKnown);
    const status = statusIn(known, codeSet, asked.code, on);
    const telling = await tellingOf(codeSets, asKnown === null ? state : { ...state, decisions: [] });
    const changes = known.rows.flatMap((row) => listedChanges(releaseOf(state, row.changeSet), row.changes, telling));
    const answer = { ...nothing, codeSet, status, valid: validityOf(status), changes };
    if (!known.history) return answer;
    return {
      ...answer,
      ...livesOf(state, known, known.history),
      record: recordOn(known.history, on),
      replacements: await replacementsIn(codeSets, state, book, known, asKnown),
      replaces: asKnown === null ? replacedBy(book, asked.code) : [],
    };
  };

/** Not judged is not invalid. */
export function validityOf(status: CodeStatus): boolean | null {
  if (status === 'valid') return true;
  return status === 'unproven' || status === 'outside-coverage' || status === 'no-code-set' ? null : false;
}

function nothingKnown({ code, codeType, codeSet }: AskedCode, on: IsoDate, asKnown: IsoDate | null): CodeAnswer {
  return {
    code,
    codeSet,
    codeType,
    on,
    asKnown,
    status: 'no-code-set',
    valid: null,
    record: null,
    lives: [],
    unproven: null,
    versions: [],
    changes: [],
    replacements: [],
    replaces: [],
  };
}

/** A code book of one code, so that this answer and every check follow the same rules. */
function statusIn({ releases, history }: KnownHistory, codeSet: CodeSet, code: string, on: IsoDate): CodeStatus {
  if (releases.length === 0) return 'outside-coverage';
  const histories = new Map(history ? [[code, history]] : []);
  const coverage = coveredPeriods(releases);
  const book = compileCodeBook({ codeSet, releases, coverage, histories, replacements: new Map() });
  return book.status(code, toDayNumber(on));
}

function livesOf(state: CodeSetState, { releases }: KnownHistory, { lives, unproven, versions }: CodeHistory) {
  const traceOf = traceIn(state);
  return {
    lives: lives.map(({ from, to, withdrawn, startKnownIn, endKnownIn }) => ({
      from,
      to,
      withdrawn,
      startShownIn: releases[startKnownIn]!.release,
      endShownIn: endKnownIn === null ? null : releases[endKnownIn]!.release,
    })),
    unproven,
    versions: versions.map(({ effective, release, record }) => ({
      effective,
      release: releases[release]!.release,
      record,
      readFrom: traceOf(releases[release]!, record),
    })),
  };
}

/** The record in force on the day; before the first, the first. */
function recordOn({ versions }: CodeHistory, on: IsoDate): CodeRecord | null {
  return (versions.findLast(({ effective }) => effective <= on) ?? versions[0])?.record ?? null;
}

async function replacementsIn(
  codeSets: CodeSetReader,
  state: CodeSetState,
  book: CodeBook,
  known: KnownHistory,
  asKnown: IsoDate | null,
): Promise<readonly Replacement[]> {
  const { code } = known.history!;
  const ofNow = book.entry(code)?.replacements ?? [];
  const decidedLater = state.decisions.some(
    ({ subject, at }) => asKnown !== null && subject.startsWith(pairSubject(code, '')) && at.slice(0, 10) > asKnown,
  );
  const sameAsNow = known.releases.length === state.releases.length && !decidedLater;
  return sameAsNow ? ofNow : replacementsAsKnown(codeSets, state, known, ofNow);
}

function releaseOf({ releases }: CodeSetState, changeSet: string) {
  return releases.find((release) => release.changeSet === changeSet)!;
}
