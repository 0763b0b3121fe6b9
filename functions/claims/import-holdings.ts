import { createHash } from 'node:crypto';
import { type CodeSet, codeSetOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { CodesetError } from '../../shared/errors.ts';
import { type HeldLine, type HoldingType, holdingNames } from '../../shared/holdings/holding.ts';
import type { ReadHoldings, RefusedRow } from '../../shared/holdings/read-holdings.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { Occasion } from '../adapters/finding-row.ts';
import { closed, type HoldingRow, isOpenHolding, rowsOfLine, withVerdict } from '../adapters/holding-row.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';
import { atOnce } from '../at-once.ts';
import { type HeldCodeSets, heldCodeSets, isSame } from '../judge/held-code-sets.ts';
import type { Judges } from '../judge/judge-use.ts';
import { rejudgeHolding, verdictOn } from '../judge/rejudge-holding.ts';
import { changeSetOn } from './settle-claim.ts';

export interface HoldingPorts {
  readonly codeSets: CodeSetStore;
  readonly holdings: HoldingStore;
  readonly sweeps: Pick<SweepStore, 'noteUnheld'>;
  readonly judges: Judges;
}

export interface HoldingArrival {
  readonly account: string;
  readonly type: HoldingType;
  readonly list: string;
  /** Name of the file, as the list remembers it. */
  readonly file: string;
  readonly read: ReadHoldings;
  readonly today: IsoDate;
  /** Somebody has confirmed that most of the list is gone. */
  readonly shrinks: boolean;
}

/** Lines, each counted once however many codes it carries. */
export interface HoldingImportReport {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Lines of the version before that this one no longer has. */
  readonly closed: number;
  /** Lines of the version before that stay, because rows of this one could not be read. */
  readonly kept: number;
  readonly findings: number;
  readonly refused: readonly RefusedRow[];
}

/** A list of fewer lines may shrink as it likes. */
const guardedFrom = 50;
const writersAtOnce = 16;

/**
 * Takes in one version of a list: it replaces the version before it, line by line. As with claims, lines are written
 * first and the published state is read again after them: a release that comes in between is not missed.
 */
export const importHoldings =
  (ports: HoldingPorts) =>
  async (arrival: HoldingArrival): Promise<HoldingImportReport> => {
    const { codeSets, holdings, judges } = ports;
    const { account, type, list, file, read, today } = arrival;
    const stored = await storedRows(holdings, arrival);
    const before = open(stored);
    const rows = read.lines.flatMap((line) => standing(rowsOfLine(account, line, contentOf(line)), before, read.asOf));
    const gone = goneFrom(before, rows, read.refused);
    guard(arrival, before, gone.close);
    await holdings.register(account);
    // Before its lines: whoever is stopped leaves no line that a purge would not find.
    await holdings.putList(account, { type, list, file, importedOn: today, lines: read.lines.length });

    let held = await heldCodeSets(codeSets);
    await ports.sweeps.noteUnheld(unheldCodes(rows, held));
    const judge = await judges.of(account, held.books);
    const fresh = rows.filter((row) => before.get(row.sk)?.content !== row.content);
    const judged = (row: HoldingRow & Key, { finding, life, revision }: HoldingRow) => {
      const verdict = verdictOn(row, judge, held.books);
      // A list that mends its own line is no news.
      const occasion = verdict.finding ? occasionOf(row, held) : { ...occasionOf(row, held), changeSet: null };
      return withVerdict({ ...row, finding, life, revision }, verdict, occasion, holdings.now());
    };
    // What was done about a line's finding outlives the version of the list: such rows are not written blindly.
    const lived = fresh.filter((row) => stored.get(row.sk)?.life);
    const unlived = fresh.filter((row) => !lived.includes(row));
    await holdings.put(unlived.map((row) => judged(row, stored.get(row.sk) ?? row)));
    await atOnce(writersAtOnce, lived, (row) =>
      overwrite(holdings, stored.get(row.sk)!, (known) => judged(row, known)),
    );
    await atOnce(writersAtOnce, gone.close, (row) =>
      overwrite(holdings, row, (known) => closed(known, today, holdings.now())),
    );
    for (let now = await heldCodeSets(codeSets); !isSame(now, held); now = await heldCodeSets(codeSets)) {
      held = now;
      await judgeList(ports, arrival, held);
    }
    return reportOf(read, before, fresh, gone, open(await storedRows(holdings, arrival)));
  };

/** Codes of sets of which nothing is held: their first release finds the lines by these. */
function unheldCodes(rows: readonly HoldingRow[], { books }: HeldCodeSets): ReadonlyMap<string, CodeSet> {
  const codes = rows.map(({ code }) => [code, codeSetOf(code)!] as const);
  return new Map(codes.filter(([, codeSet]) => !books[codeSet]));
}

async function judgeList(
  { holdings, judges }: HoldingPorts,
  { account, type, list }: HoldingArrival,
  held: HeldCodeSets,
): Promise<void> {
  const { books } = held;
  const judge = await judges.of(account, books);
  await atOnce(writersAtOnce, holdings.rows(account, type, list), async (row) => {
    if (row.closedOn === null) await rejudgeHolding(holdings, row, judge, books, occasionOf(row, held));
  });
}

/** A line that stands since an earlier version, and whose own first day is not told, keeps the day it came on. */
function standing(rows: readonly (HoldingRow & Key)[], before: OpenRows, asOf: IsoDate): readonly (HoldingRow & Key)[] {
  return rows.map((row) => {
    const known = before.get(row.sk);
    if (!known || row.holding.from !== asOf || known.holding.from >= asOf) return row;
    return contentOf({ ...row.holding, from: known.holding.from }) === known.content ? known : row;
  });
}

type OpenRows = ReadonlyMap<string, HoldingRow & Key>;

async function storedRows(holdings: HoldingStore, { account, type, list }: HoldingArrival): Promise<OpenRows> {
  const rows = new Map<string, HoldingRow & Key>();
  for await (const row of holdings.rows(account, type, list)) rows.set(row.sk, row);
  return rows;
}

function open(rows: OpenRows): OpenRows {
  return new Map([...rows].filter(([, { closedOn }]) => closedOn === null));
}

/** Writes over a row as it is now, whoever has judged it or decided about it since it was read. */
async function overwrite(
  holdings: HoldingStore,
  read: HoldingRow & Key,
  next: (known: HoldingRow & Key) => HoldingRow & Key,
): Promise<void> {
  for (let known: (HoldingRow & Key) | undefined = read; known; known = await holdings.row(known))
    if (await holdings.replace(next(known), known)) return;
}

/** Under which release an alert tells of a line that came with a list: the one that shows its code's last life. */
function occasionOf({ code, holding }: HoldingRow, held: HeldCodeSets): Occasion {
  const lastDay = holding.through ?? '9999-12-31';
  return { changeSet: changeSetOn(code, lastDay, held), window: `list-${holding.type}` };
}

interface Gone {
  readonly close: readonly (HoldingRow & Key)[];
  readonly keep: readonly (HoldingRow & Key)[];
}

/** A row that cannot be read takes nothing away: its line stays, and where its number is not known, every line does. */
function goneFrom(before: OpenRows, rows: readonly Key[], refused: readonly RefusedRow[]): Gone {
  const listed = new Set(rows.map(({ sk }) => sk));
  const missing = [...before.values()].filter(({ sk }) => !listed.has(sk));
  const unknown = refused.some(({ item }) => item === null);
  const doubtful = new Set(refused.map(({ item }) => item));
  const stays = ({ holding }: HoldingRow) => unknown || doubtful.has(holding.item);
  return { close: missing.filter((row) => !stays(row)), keep: missing.filter(stays) };
}

/** Half of a file looks like a list of which half is gone: a person has to say so. */
function guard({ type, list, shrinks }: HoldingArrival, before: OpenRows, close: readonly HoldingRow[]): void {
  const [had, lost] = [linesOf(before.values()).size, linesOf(close).size];
  if (shrinks || had < guardedFrom || lost * 2 <= had) return;
  throw new CodesetError(
    'LIST_SHRINKS',
    `list "${list}" holds ${had} ${holdingNames[type][1]}, and this file would close ${lost} of them: is it whole? ` +
      'If it is, import it with --shrinks; if it is another list, name it with --list NAME',
  );
}

function reportOf(
  { lines, refused }: ReadHoldings,
  before: OpenRows,
  fresh: readonly (HoldingRow & Key)[],
  { close, keep }: Gone,
  now: OpenRows,
): HoldingImportReport {
  const known = linesOf(before.values());
  const written = [...linesOf(fresh)];
  const changed = written.filter((line) => known.has(line)).length;
  const findings = [...now.values()].filter(isOpenHolding);
  return {
    read: lines.length,
    added: written.length - changed,
    changed,
    unchanged: lines.length - written.length,
    closed: linesOf(close).size,
    kept: linesOf(keep).size,
    findings: linesOf(findings).size,
    refused,
  };
}

/** A line has a row for each code on it. */
function linesOf(rows: Iterable<HoldingRow>): ReadonlySet<string> {
  return new Set([...rows].map(({ sk, code }) => String(sk).slice(0, -code.length)));
}

function contentOf(line: HeldLine): string {
  return createHash('sha256').update(JSON.stringify(line)).digest('hex').slice(0, 20);
}
