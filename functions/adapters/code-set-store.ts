import type { CodeChange } from '../../shared/changes/change.ts';
import type { Reported } from '../../shared/changes/told.ts';
import type { CodeSet } from '../../shared/code.ts';
import { readCodeBook } from '../../shared/codebook/book-file.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { type CodeSetState, emptyState, type HeldRelease, readState } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import type { Corrections, Quarantined } from '../../shared/release/corrections/operation.ts';
import type { CodeRecord, Note } from '../../shared/release/record.ts';
import type { ReportedAction } from '../../shared/release/transaction-report.ts';
import type { Item, Table } from './table.ts';

/** One code as one release shows it, and what changed with it. Written only where something changed. */
export interface VersionRow extends Item {
  readonly code: string;
  readonly changeSet: string;
  /** Of the release that shows it. */
  readonly content: string;
  readonly record: CodeRecord | null;
  readonly changes: readonly CodeChange[];
}

/** What was found while reading a release, or while applying a correction: counts, notes. */
export interface ReleaseRow extends Item {
  readonly date: IsoDate;
  readonly content: string;
  readonly sha256: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
}

/** An instruction of a correction, in its exact words, that nobody could follow: a person has to rule on it. */
export interface InstructionRow extends Item, Quarantined {
  /** Release that the correction makes. */
  readonly release: string;
  readonly changeSet: string;
}

/** Stands for the code where a row belongs to a change set, but to no code of it. */
export const noCode = '(none)';

interface Pointer extends Item {
  readonly sequence: number;
  readonly state: string;
}

/** Public facts about codes: objects hold whole releases, the table holds what changed, one pointer makes it visible. */
export class CodeSetStore {
  private readonly states = new Map<string, CodeSetState>();
  private readonly changeSets = new Map<string, readonly CodeChange[]>();
  private readonly reports = new Map<string, Reported>();
  private readonly books = new Map<string, CodeBook>();
  /** How often a state became visible through this store. */
  flips = 0;

  constructor(
    private readonly table: Table,
    private readonly objects: ObjectStore,
  ) {}

  /** Which state is visible, even where it cannot be read. */
  async pointer(codeSet: CodeSet): Promise<{ readonly sequence: number; readonly state: string } | undefined> {
    return this.table.get<Pointer>(codeSetKeys.pointer(codeSet), true);
  }

  /** The published state. Read strongly: who stored a line needs to know whether a release came in between. */
  async state(codeSet: CodeSet): Promise<CodeSetState> {
    const pointer = await this.pointer(codeSet);
    if (!pointer) return emptyState(codeSet);
    const known = this.states.get(pointer.state);
    if (known) return known;
    const state = readState(await this.text(pointer.state));
    this.states.set(pointer.state, state);
    return state;
  }

  /** The code book of a state; undefined while no release is held. */
  async codeBook(state: CodeSetState): Promise<CodeBook | undefined> {
    if (state.codeBook === '') return undefined;
    const known = this.books.get(state.codeBook);
    if (known) return known;
    const book = readCodeBook(await this.text(state.codeBook));
    for (const [key, former] of this.books) if (former.codeSet === book.codeSet) this.books.delete(key);
    this.books.set(state.codeBook, book);
    return book;
  }

  /** The records of a release, by the hash of their content. */
  async records(codeSet: CodeSet, content: string): Promise<readonly CodeRecord[]> {
    const text = await this.text(objectKeys.records(codeSet, content));
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as CodeRecord]));
  }

  async putRecords(codeSet: CodeSet, content: string, records: readonly CodeRecord[]): Promise<void> {
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    await this.objects.put(objectKeys.records(codeSet, content), Buffer.from(text));
  }

  async corrections(codeSet: CodeSet, content: string): Promise<Corrections> {
    return JSON.parse(await this.text(objectKeys.corrections(codeSet, content))) as Corrections;
  }

  async putCorrections(codeSet: CodeSet, content: string, corrections: Corrections): Promise<void> {
    await this.putObject(objectKeys.corrections(codeSet, content), JSON.stringify(corrections));
  }

  /** What CMS's transaction report says of each code of a release; null where none came with it. */
  async report({ codeSet, sha256, release }: HeldRelease): Promise<Reported> {
    if (codeSet === 'CPT' || isCorrected(release)) return null;
    const key = objectKeys.report(codeSet, sha256);
    const known = this.reports.get(key);
    if (known !== undefined) return known;
    const bytes = await this.objects.get(key);
    const entries = bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as [string, ReportedAction][] | null);
    const report = entries ? new Map(entries) : null;
    this.reports.set(key, report);
    return report;
  }

  async putReport(codeSet: CodeSet, sha256: string, report: Reported): Promise<void> {
    await this.putObject(objectKeys.report(codeSet, sha256), JSON.stringify(report && [...report]));
  }

  async putObject(key: string, text: string): Promise<void> {
    await this.objects.put(key, Buffer.from(text));
  }

  /** Announces that rows of a change set are about to be written, so that a crash leaves a trace. */
  async announce(codeSet: CodeSet, changeSet: string): Promise<void> {
    await this.table.put({ ...codeSetKeys.intent(codeSet, changeSet), changeSetId: changeSet });
  }

  async announced(codeSet: CodeSet): Promise<readonly string[]> {
    const { pk, prefix } = codeSetKeys.intents(codeSet);
    const query = { partition: ['pk', pk], sort: { attribute: 'sk', beginsWith: prefix }, consistent: true } as const;
    return (await this.table.all<{ changeSetId: string }>(query)).map(({ changeSetId }) => changeSetId);
  }

  async settled(codeSet: CodeSet, changeSet: string): Promise<void> {
    await this.table.delete(codeSetKeys.intent(codeSet, changeSet));
  }

  async putVersions(codeSet: CodeSet, release: HeldRelease, rows: readonly VersionRow[]): Promise<void> {
    await this.table.writeAll(
      rows.map((row) => ({ ...codeSetKeys.version(codeSet, row.code, release.date, release.changeSet), ...row })),
    );
  }

  /** Writes rows that belong to a change set. */
  async putRows(rows: readonly (Key & Item)[]): Promise<void> {
    await this.table.writeAll(rows);
  }

  /** Every row that belongs to a change set. */
  async rowsOf(changeSet: string): Promise<readonly (Key & Item)[]> {
    return this.table.all<Item>({ index: 'changesByRelease', partition: ['changeSet', changeSet] });
  }

  async removeRows(rows: readonly Key[]): Promise<void> {
    await this.table.deleteAll(rows);
  }

  /** Removes every row of a change set that no state holds. */
  async removeChangeSet(changeSet: string): Promise<void> {
    await this.removeRows(await this.rowsOf(changeSet));
  }

  async putRelease(codeSet: CodeSet, row: ReleaseRow): Promise<void> {
    await this.table.put({ ...codeSetKeys.release(codeSet, row.date, row.content, row.sha256), ...row });
  }

  /** Instructions of the published corrections that wait for a person, in order of release and line. */
  async instructions(state: CodeSetState): Promise<readonly InstructionRow[]> {
    const { pk, prefix } = codeSetKeys.quarantinedInstructions(state.codeSet);
    const rows = await this.table.all<InstructionRow>({
      partition: ['pk', pk],
      sort: { attribute: 'sk', beginsWith: prefix },
    });
    const order = new Map(state.releases.map(({ changeSet }, index) => [changeSet, index]));
    return rows
      .filter(({ changeSet }) => order.has(changeSet))
      .map((row) => ({ ...row, code: row.code === noCode ? null : row.code }))
      .sort((a, b) => order.get(a.changeSet)! - order.get(b.changeSet)! || a.line - b.line);
  }

  async releaseRows(codeSet: CodeSet): Promise<readonly ReleaseRow[]> {
    return this.table.all<ReleaseRow>({ partition: ['pk', codeSetKeys.releases(codeSet).pk] });
  }

  /** Makes a state visible, unless another one became visible meanwhile; says whether it did. */
  async flip(codeSet: CodeSet, from: number, state: { sequence: number; key: string }): Promise<boolean> {
    const pointer = { sequence: state.sequence, state: state.key };
    const key = codeSetKeys.pointer(codeSet);
    const flipped =
      from === 0
        ? await this.table.putIfAbsent({ ...key, ...pointer })
        : await this.table.update(key, { set: pointer, condition: '#sequence = :from', values: { ':from': from } });
    this.flips++;
    return flipped;
  }

  /** Every version of one code that belongs to the state, in order of release. */
  async versions(state: CodeSetState, code: string): Promise<readonly VersionRow[]> {
    const { pk, prefix } = codeSetKeys.versions(state.codeSet, code);
    const rows = await this.table.all<VersionRow>({
      partition: ['pk', pk],
      sort: { attribute: 'sk', beginsWith: prefix },
    });
    const order = new Map(state.releases.map(({ changeSet }, index) => [changeSet, index]));
    return rows
      .filter(({ changeSet }) => order.has(changeSet))
      .sort((a, b) => order.get(a.changeSet)! - order.get(b.changeSet)!);
  }

  /** The changes of one change set, sorted by code, then kind. */
  async changes(codeSet: CodeSet, changeSet: string): Promise<readonly CodeChange[]> {
    const known = this.changeSets.get(changeSet);
    if (known) return known;
    const changes = JSON.parse(await this.text(objectKeys.changeSet(codeSet, changeSet))) as readonly CodeChange[];
    this.changeSets.set(changeSet, changes);
    return changes;
  }

  private async text(key: string): Promise<string> {
    const bytes = await this.objects.get(key);
    if (!bytes) throw new Error(`object ${key} is named by the published state, but is not in the object store`);
    return Buffer.from(bytes).toString('utf8');
  }
}

/** No report tells what a correction does: CMS writes them for releases. */
function isCorrected(release: string): boolean {
  return /\.v\d+/.test(release);
}
