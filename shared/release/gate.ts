import type { CodeChange } from '../changes/change.ts';
import { compareReleases, endOf, startOf } from '../changes/compare.ts';
import { daysBetween, type IsoDate } from '../dates.ts';
import { BadInput } from '../errors.ts';
import { knownCodes } from './known-codes.ts';
import type { NocCode } from './noc-list.ts';
import type { ReadRelease } from './read-release.ts';
import type { CodeRecord, Note } from './record.ts';
import { agreement } from './report-agreement.ts';
import type { ReportedAction } from './transaction-report.ts';

/** Why a release that could be read is not believed without a person's word. */
export interface Concern {
  readonly rule: string;
  /** Line of the code file at which it shows; null where it shows nowhere. */
  readonly line: number | null;
  readonly text: string;
}

/** A state of the code set beside the one that is judged. */
export interface Neighbour {
  readonly date: IsoDate;
  readonly records: readonly CodeRecord[];
}

/** What else a zip holds that its code file can be held against. */
export interface Evidence {
  readonly workbook: readonly CodeRecord[] | null;
  readonly report: ReadonlyMap<string, ReportedAction> | null;
  readonly reportModifiedOn: IsoDate | null;
  /** CMS's list of not-otherwise-classified codes. */
  readonly noc: readonly NocCode[] | null;
  /** Files beside the code file that were meant as evidence and cannot be read. */
  readonly notes: readonly Note[];
}

export interface GateCase {
  readonly date: IsoDate;
  readonly records: readonly CodeRecord[];
  readonly before: Neighbour | null;
  readonly after: Neighbour | null;
  /** Our own difference from the state before. */
  readonly changes: readonly CodeChange[];
  /** Codes that a correction of the state before names. */
  readonly corrected: ReadonlySet<string>;
  readonly evidence: Evidence;
}

/**
 * Limits beyond which a release waits for a person: a share of what is compared, and a floor for small files. Real
 * releases stay far below: they withdraw a handful among thousands, and a year adds some four in a hundred.
 */
const gateLimits = {
  'records-missing': { share: 0.02, floor: 5 },
  'record-count': { share: 0.3, floor: 500 },
  // The third of a real file has over 2,000 records: what lists so many of its codes in fewer was put together by hand.
  'part-of-a-file': { share: 0.3, floor: 1000 },
  'text-against-workbook': { share: 0.02, floor: 10 },
  // In 2017 and 2018 both list the same codes, to the last.
  'workbook-has-more': { share: 0.001, floor: 3 },
  'report-disagrees': { share: 0.05, floor: 5 },
  'action-codes-disagree': { share: 0.1, floor: 10 },
} as const;

type GateRule = keyof typeof gateLimits;

/** A file with lines that cannot be read is damaged: nothing of it is stored. Names file, line, rule and remedy. */
export function refuseDamaged(file: string, { refused, codeFile }: Pick<ReadRelease, 'refused' | 'codeFile'>): void {
  const [first] = refused;
  if (!first) return;
  const more = refused.length > 1 ? `, and ${refused.length - 1} more lines are refused` : '';
  throw new BadInput(
    codeFile === file ? file : `${file}/${codeFile}`,
    first.line,
    first.rule,
    `${first.reason}${more}; nothing was stored, download the file again`,
  );
}

const checks: readonly ((gateCase: GateCase) => readonly Concern[])[] = [
  missingSince,
  missingForLater,
  otherSize,
  partOfFile,
  otherThanWorkbook,
  lessThanWorkbook,
  otherThanReport,
  otherThanActionCodes,
];

/** All that speaks against believing a release; nothing where it may become visible. */
export function concernsAbout(gateCase: GateCase): readonly Concern[] {
  return checks.flatMap((check) => check(gateCase));
}

/** Codes may vanish while they live, but few do. */
function missingSince({ date, records, before }: GateCase): readonly Concern[] {
  if (!before) return [];
  const present = codesOf(records);
  const vanished = before.records.filter((record) => endOf(record) === null && !present.has(record.code));
  if (!exceeds('records-missing', vanished.length, before.records.length, yearsBetween(before.date, date))) return [];
  const text = `lacks ${vanished.length} of ${before.records.length} codes that the release before it lists as living (${sample(vanished)})`;
  return [{ rule: 'records-missing', line: lineOfGap(records, vanished), text }];
}

/** A release that is handed in late: what the one behind it holds since long must be in it as well. */
function missingForLater({ date, records, after }: GateCase): readonly Concern[] {
  if (!after) return [];
  const present = codesOf(records);
  const older = after.records.filter((record) => (startOf(record) ?? '9999') < date);
  const lacking = older.filter(({ code }) => !present.has(code));
  if (!exceeds('records-missing', lacking.length, older.length, yearsBetween(date, after.date))) return [];
  const text = `lacks ${lacking.length} of ${older.length} codes that began before it and stand in the release behind it (${sample(lacking)})`;
  return [{ rule: 'records-missing', line: lineOfGap(records, lacking), text }];
}

function otherSize({ date, records, before }: GateCase): readonly Concern[] {
  if (!before) return [];
  const difference = Math.abs(records.length - before.records.length);
  if (!exceeds('record-count', difference, before.records.length, yearsBetween(before.date, date))) return [];
  const text = `holds ${records.length} records where the release before it holds ${before.records.length}`;
  return [{ rule: 'record-count', line: null, text }];
}

/** With nothing beside it to compare, a file must at least not be the half of one. */
function partOfFile({ records, before, after }: GateCase): readonly Concern[] {
  if (before || after) return [];
  const present = codesOf(records);
  const lacking = knownCodes.filter((code) => !present.has(code));
  const share = lacking.length / knownCodes.length;
  const { share: limit, floor } = gateLimits['part-of-a-file'];
  if (records.length < floor || share < limit || share > 1 - limit) return [];
  const text = `lacks ${lacking.length} of ${knownCodes.length} codes that every HCPCS file lists (${lacking.slice(0, 3).join(', ')} …)`;
  return [{ rule: 'part-of-a-file', line: null, text }];
}

function otherThanWorkbook({ date, records, evidence: { workbook } }: GateCase): readonly Concern[] {
  if (!workbook) return [];
  const { changes } = compareReleases({ date, records: workbook }, { date, records });
  const codes = [...new Set(changes.map(({ code }) => code))];
  if (!exceeds('text-against-workbook', codes.length, records.length)) return [];
  const text = `text and workbook of the zip differ on ${codes.length} of ${records.length} codes (${codes.slice(0, 3).join(', ')} …)`;
  return [{ rule: 'text-against-workbook', line: null, text }];
}

/** Lines that the text has lost stand in the workbook still. */
function lessThanWorkbook({ records, evidence: { workbook } }: GateCase): readonly Concern[] {
  if (!workbook) return [];
  const present = codesOf(records);
  const lacking = workbook.filter(({ code }) => !present.has(code));
  if (!exceeds('workbook-has-more', lacking.length, records.length)) return [];
  const text = `lacks ${lacking.length} codes that the workbook beside it lists (${sample(lacking)})`;
  return [{ rule: 'workbook-has-more', line: lineOfGap(records, lacking), text }];
}

function otherThanReport(gateCase: GateCase): readonly Concern[] {
  const { report } = gateCase.evidence;
  return report ? disagreement(gateCase, 'report-disagrees', report, "CMS's transaction report") : [];
}

function otherThanActionCodes(gateCase: GateCase): readonly Concern[] {
  const actions = new Map(
    gateCase.records.map(({ code, actionCode }) => [code, { action: actionCode, words: actionCode ?? '' }]),
  );
  return disagreement(gateCase, 'action-codes-disagree', actions, "the file's own action codes");
}

function disagreement(
  { date, records, before, changes, corrected, evidence }: GateCase,
  rule: GateRule,
  actions: ReadonlyMap<string, ReportedAction>,
  whose: string,
): readonly Concern[] {
  if (!before) return [];
  const { agreeing, disagreements } = agreement(
    changes,
    { actions },
    {
      older: before,
      newer: { date, records },
      reportModifiedOn: evidence.reportModifiedOn,
      corrected,
    },
  );
  const open = disagreements.filter((each) => each.rule === 'unexplained');
  const stated = agreeing.added + agreeing.deleted + agreeing.reactivated + disagreements.length;
  if (!exceeds(rule, open.length, stated)) return [];
  const codes = open.slice(0, 3).map(({ code }) => code);
  const text = `our difference and ${whose} disagree without a reason on ${open.length} of ${stated} codes (${codes.join(', ')} …)`;
  return [{ rule, line: null, text }];
}

/** `spans`: how many times the share may be used up, where years lie between two files. */
function exceeds(rule: GateRule, count: number, of: number, spans = 1): boolean {
  const { share, floor } = gateLimits[rule];
  return count > Math.max(floor, of * share * spans);
}

/** Years from one release to another, a begun one counted whole. */
function yearsBetween(from: IsoDate, to: IsoDate): number {
  return Math.max(1, Math.ceil(daysBetween(from, to) / 366));
}

function codesOf(records: readonly CodeRecord[]): ReadonlySet<string> {
  return new Set(records.map(({ code }) => code));
}

function sample(records: readonly CodeRecord[]): string {
  const shown = records.slice(0, 3).map(({ code }) => code);
  return records.length > shown.length ? `${shown.join(', ')} …` : shown.join(', ');
}

/** Line of the first record that stands behind the first code that is missing. */
function lineOfGap(records: readonly CodeRecord[], missing: readonly CodeRecord[]): number | null {
  const [first] = missing;
  const behind = first && records.find(({ code, codeType }) => codeType === first.codeType && code > first.code);
  return behind?.line ?? records.at(-1)?.line ?? null;
}
