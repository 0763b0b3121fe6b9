import type { ChangeKind, CodeChange } from '../changes/change.ts';
import { addDays, type IsoDate } from '../dates.ts';
import type { CodeRecord } from './record.ts';
import type { TransactionReport } from './transaction-report.ts';

/** The kinds on which CMS and we must agree code by code. What is *revised* CMS flags too loosely to be counted. */
export type ReportedKind = Exclude<ChangeKind, 'revised'>;

/** CMS's action code for each kind. */
const actionOfKind: Readonly<Record<ReportedKind, string>> = { added: 'A', deleted: 'D', reactivated: 'R' };
const reportedKinds = Object.keys(actionOfKind) as readonly ReportedKind[];

export interface ComparedFile {
  /** The day from which the release is in force. */
  readonly date: IsoDate;
  readonly records: readonly CodeRecord[];
}

export interface AgreementContext {
  readonly older: ComparedFile;
  readonly newer: ComparedFile;
  /** Dates of the zip entries of the newer code file and of the report; null where they are not known. */
  readonly fileModifiedOn?: IsoDate | null;
  readonly reportModifiedOn?: IsoDate | null;
  /** Codes that the corrections of either release name. */
  readonly corrected?: ReadonlySet<string>;
  /** Codes whose line in either file was refused, so that the comparison says nothing of them. */
  readonly refused?: ReadonlySet<string>;
}

export interface Disagreement {
  readonly code: string;
  readonly kind: ReportedKind;
  /** True where we report the change, false where only CMS does. */
  readonly ours: boolean;
  /** CMS's words; null where its report does not name the code. */
  readonly cms: string | null;
  readonly rule: DisagreementRule;
}

export interface Agreement {
  readonly agreeing: Readonly<Record<ReportedKind, number>>;
  readonly disagreements: readonly Disagreement[];
}

interface Question {
  readonly code: string;
  readonly kind: ReportedKind;
  readonly ours: boolean;
  readonly action: string | null;
  readonly reported: boolean;
  readonly older: CodeRecord | undefined;
  readonly newer: CodeRecord | undefined;
  readonly context: AgreementContext;
}

/**
 * Why CMS's report and the difference of two files may differ on a code, in general terms; first match wins.
 * A report tells one release against the one before; the files compared may lie further apart, or be re-posted.
 */
const rules = [
  ['line-refused', ({ code, context }) => context.refused?.has(code) ?? false],
  ['named-in-correction', ({ code, context }) => context.corrected?.has(code) ?? false],
  [
    'aged-off-and-back',
    ({ kind, ours, action, older }) =>
      !older && ((kind === 'added' && ours && action === 'R') || (kind === 'reactivated' && !ours)),
  ],
  [
    'born-between-files',
    ({ kind, ours, older, newer, context }) =>
      kind === 'added' && ours && !older && dated(newer?.addedOn, context.older.date, context.newer.date),
  ],
  [
    'left-out-of-older-file',
    ({ kind, ours, older, newer, context }) =>
      kind === 'added' && ours && !older && (newer?.addedOn ?? '9999') < context.older.date,
  ],
  [
    'terminated-between-files',
    ({ kind, ours, newer, context }) =>
      kind === 'deleted' && ours && !!newer?.terminatedOn && addDays(newer.terminatedOn, 1) < context.newer.date,
  ],
  [
    'reactivated-between-files',
    ({ kind, ours, newer, context }) =>
      kind === 'reactivated' && ours && dated(newer?.actionEffectiveOn, context.older.date, context.newer.date),
  ],
  ['withdrawn-without-notice', ({ kind, ours, newer, reported }) => kind === 'deleted' && ours && !newer && !reported],
  ['already-in-older-file', (question) => !question.ours && alreadyInOlder(question)],
  ['report-older-than-file', (question) => reportIsOlder(question.context) && reportLags(question)],
  [
    'unflagged-by-cms',
    ({ ours, action, newer }) => ours && newer !== undefined && action !== null && action === newer.actionCode,
  ],
] as const satisfies readonly (readonly [string, (question: Question) => boolean])[];

export type DisagreementRule = (typeof rules)[number][0] | 'unexplained';

/** Holds our difference of two files against CMS's own report on the newer one, each way round. */
export function agreement(
  changes: readonly CodeChange[],
  report: Pick<TransactionReport, 'actions'>,
  context: AgreementContext,
): Agreement {
  const olderByCode = byCode(context.older.records);
  const newerByCode = byCode(context.newer.records);
  const agreeing: Record<ReportedKind, number> = { added: 0, deleted: 0, reactivated: 0 };
  const disagreements: Disagreement[] = [];
  for (const kind of reportedKinds) {
    const ours = new Set(changes.filter((change) => change.kind === kind).map(({ code }) => code));
    const theirs = [...report.actions].filter(([, { action }]) => action === actionOfKind[kind]).map(([code]) => code);
    for (const code of [...new Set([...ours, ...theirs])].sort()) {
      const stated = report.actions.get(code);
      if (ours.has(code) && stated?.action === actionOfKind[kind]) {
        agreeing[kind]++;
        continue;
      }
      const question: Question = {
        code,
        kind,
        ours: ours.has(code),
        action: stated?.action ?? null,
        reported: stated !== undefined,
        older: olderByCode.get(code),
        newer: newerByCode.get(code),
        context,
      };
      disagreements.push({ code, kind, ours: question.ours, cms: stated?.words ?? null, rule: ruleFor(question) });
    }
  }
  return { agreeing, disagreements };
}

function ruleFor(question: Question): DisagreementRule {
  return rules.find(([, explains]) => explains(question))?.[0] ?? 'unexplained';
}

/** Within what happened after the older file's day and before the newer one's. */
function dated(day: IsoDate | null | undefined, from: IsoDate, before: IsoDate): boolean {
  return !!day && day >= from && day < before;
}

function alreadyInOlder({ kind, older, newer }: Question): boolean {
  if (!older) return false;
  if (kind === 'deleted') return older.terminatedOn !== null && newer?.terminatedOn !== null;
  if (!newer) return false;
  if (kind === 'added') return older.addedOn === newer.addedOn;
  return older.terminatedOn === null && newer.terminatedOn === null;
}

function reportIsOlder({ fileModifiedOn, reportModifiedOn }: AgreementContext): boolean {
  return !!fileModifiedOn && !!reportModifiedOn && reportModifiedOn < fileModifiedOn;
}

/** The report does not name the code yet, or tells what the file no longer shows. */
function reportLags({ ours, reported, newer, action }: Question): boolean {
  return ours ? !reported : !newer || newer.actionCode !== action;
}

function byCode(records: readonly CodeRecord[]): ReadonlyMap<string, CodeRecord> {
  return new Map(records.map((record) => [record.code, record]));
}
