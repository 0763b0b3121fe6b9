import { isDeepStrictEqual } from 'node:util';
import { unexplainedBy } from '../../shared/changes/apply-changes.ts';
import type { ReleaseContent } from '../../shared/changes/compare.ts';
import type { CodeSet } from '../../shared/code.ts';
import { readCodeBook } from '../../shared/codebook/book-file.ts';
import { type CodeSetState, type HeldRelease, heldReleases } from '../../shared/codebook/code-set-state.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import { vaultKeys } from '../../shared/cpt/text-vault.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { hashesOf } from '../../shared/release/read-release.ts';
import type { Archive } from '../adapters/archive.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { hashOf } from '../adapters/hash.ts';
import type { QuarantineStore } from '../adapters/quarantine-store.ts';
import { changeSetRows } from './change-set-rows.ts';
import { correctedCodes } from './comparisons.ts';
import { CptYears } from './cpt-years.ts';
import type { Records } from './material.ts';
import { planPublication, type Step } from './plan-publication.ts';
import { SlotRecords } from './slot-records.ts';
import { hasTexts, type LicensedPorts, soundDrops } from './verify-licensed.ts';

export interface VerifyPorts extends LicensedPorts {
  readonly archive: Archive;
  readonly codeSets: CodeSetStore;
  readonly quarantine: QuarantineStore;
  readonly objects: ObjectStore;
}

export interface Problem {
  /** Key of the object or row, or name of the release. */
  readonly where: string;
  readonly text: string;
}

export interface Verified {
  readonly archived: number;
  readonly releases: number;
  readonly rows: number;
  readonly problems: readonly Problem[];
}

const nothingNew = { files: new Map(), documents: new Map() };

/**
 * Proves that the archive matches its hashes, that every object behind the published state is there and says what its
 * name promises, and that the rows are those of the objects. Changes nothing.
 */
export const verifyStore =
  (ports: VerifyPorts) =>
  async (progress: (done: number, total: number, what: string) => void = () => {}): Promise<Verified> => {
    const problems: Problem[] = [];
    const archives = { HCPCS: await verifyArchive(ports, problems), CPT: await soundDrops(ports, problems) };
    const found = { releases: 0, rows: 0 };
    for (const codeSet of ['HCPCS', 'CPT'] as const) {
      const state = await stateOf(ports, codeSet, problems);
      if (!state) continue;
      await verifySources(ports, state, archives[codeSet], problems);
      found.rows += await verifyReleases(ports, state, problems, progress);
      found.releases += state.releases.length;
    }
    return { archived: archives.HCPCS.size + archives.CPT.size, ...found, problems };
  };

/** Hashes of the bytes that are what they are called. */
async function verifyArchive({ archive }: VerifyPorts, problems: Problem[]): Promise<ReadonlySet<string>> {
  const sound = new Set<string>();
  for await (const sha256 of archive.hashes()) {
    const held = await archive.get(sha256);
    const where = objectKeys.archived(sha256);
    if (!held) problems.push({ where, text: 'bytes or origin are missing; hand the file in again' });
    else if (hashOf(held.bytes) !== sha256)
      problems.push({ where, text: 'the bytes are others than were archived; restore them from a copy' });
    else sound.add(sha256);
  }
  return sound;
}

async function stateOf(
  { codeSets, objects }: VerifyPorts,
  codeSet: CodeSet,
  problems: Problem[],
): Promise<CodeSetState | undefined> {
  const pointer = await codeSets.pointer(codeSet);
  const bytes = pointer && (await objects.get(pointer.state));
  if (pointer && bytes && !pointer.state.includes(hashOf(bytes).slice(0, 32)))
    problems.push({ where: pointer.state, text: rebuild('has another hash') });
  try {
    return await codeSets.state(codeSet);
  } catch (error) {
    problems.push({ where: pointer?.state ?? 'pointer', text: rebuild((error as Error).message) });
    return undefined;
  }
}

async function verifySources(
  { codeSets, quarantine }: VerifyPorts,
  { codeSet, sources }: CodeSetState,
  archived: ReadonlySet<string>,
  problems: Problem[],
): Promise<void> {
  for (const { sha256, file } of [...sources, ...(await quarantine.all(codeSet))])
    if (!archived.has(sha256))
      problems.push({ where: file, text: `its bytes (${sha256}) are not sound in the archive` });
  for (const { kind, content } of sources) {
    if (kind !== 'corrections') continue;
    const found = await codeSets.corrections(codeSet, content).catch(() => undefined);
    if (!found) problems.push({ where: objectKeys.corrections(codeSet, content), text: rebuild('is missing') });
  }
}

async function verifyReleases(
  ports: VerifyPorts,
  state: CodeSetState,
  problems: Problem[],
  progress: (done: number, total: number, what: string) => void,
): Promise<number> {
  const publication = planPublication(state, state.sources);
  const { steps, timeline } = publication;
  const counts = new Map(state.releases.map(({ content, records }) => [content, records]));
  const expected = heldReleases(timeline.slots, ({ content }) => counts.get(content) ?? -1);
  if (!isDeepStrictEqual(expected, state.releases))
    problems.push({ where: 'state', text: rebuild('the releases do not follow from their sources') });
  await verifyBook(ports, state, problems);
  const years = state.codeSet === 'CPT' ? new CptYears(ports, publication, null) : null;
  const records = years ?? new SlotRecords(ports.codeSets, nothingNew);
  let rows = 0;
  for (const [at, release] of state.releases.entries()) {
    progress(at, state.releases.length, release.release);
    const step = steps.find(({ changeSet }) => changeSet === release.changeSet);
    if (!step) continue;
    rows += await verifyRelease(ports, step, release, records, problems);
    if (years) await verifyTexts(ports, years, step, release, problems);
  }
  return rows;
}

async function verifyBook(
  { objects }: VerifyPorts,
  { codeBook, releases }: CodeSetState,
  problems: Problem[],
): Promise<void> {
  if (releases.length === 0) return;
  const bytes = await objects.get(codeBook);
  const named = bytes && codeBook.includes(hashOf(bytes).slice(0, 32));
  if (!bytes || !named) problems.push({ where: codeBook, text: rebuild(bytes ? 'has another hash' : 'is missing') });
  else if (readCodeBook(Buffer.from(bytes).toString('utf8')).releases.length !== releases.length)
    problems.push({ where: codeBook, text: rebuild('holds other releases than the state') });
}

async function verifyTexts(
  ports: VerifyPorts,
  years: CptYears,
  { slot }: Step,
  release: HeldRelease,
  problems: Problem[],
): Promise<void> {
  const where = vaultKeys.descriptors(Number(release.date.slice(0, 4)), release.content);
  const sound = await hasTexts(ports, years, release, slot).catch(() => false);
  if (!sound) problems.push({ where, text: rebuild('is missing, or says another thing than the files') });
}

/** The rows of one release, counted. */
async function verifyRelease(
  { codeSets }: VerifyPorts,
  step: Step,
  release: HeldRelease,
  records: Records,
  problems: Problem[],
): Promise<number> {
  const { codeSet, changeSet, content, release: name } = release;
  try {
    const held = await codeSets.records(codeSet, content);
    const sound = records.derives(step.slot)
      ? isDeepStrictEqual(held, JSON.parse(JSON.stringify(await records.of(step.slot))))
      : hashesOf(held).content === content;
    if (!sound)
      problems.push({ where: objectKeys.records(codeSet, content), text: rebuild(`are not those of ${name}`) });
    const changes = await codeSets.changes(codeSet, changeSet);
    if (step.earlier && codeSet === 'HCPCS') {
      const [code] = unexplainedBy(
        changes,
        await contentOf(records, step.earlier),
        await contentOf(records, step.slot),
      );
      const where = objectKeys.changeSet(codeSet, changeSet);
      if (code)
        problems.push({ where, text: rebuild(`does not lead from the release before to ${name}, as with ${code}`) });
    }
    const due = new Map(
      (await changeSetRows(step, release, records, changes)).map((row) => [`${row.pk} ${row.sk}`, row]),
    );
    const found = await codeSets.rowsOf(changeSet);
    for (const row of found) {
      const key = `${row.pk} ${row.sk}`;
      const right = isDeepStrictEqual(row, JSON.parse(JSON.stringify(due.get(key) ?? null)));
      if (!right)
        problems.push({ where: key, text: rebuild(due.has(key) ? 'differs from its object' : 'belongs to nothing') });
      due.delete(key);
    }
    for (const key of due.keys()) problems.push({ where: key, text: rebuild('is missing') });
    return found.length;
  } catch (error) {
    problems.push({ where: name, text: rebuild((error as Error).message) });
    return 0;
  }
}

/** A release as it was compared. */
async function contentOf(records: Records, slot: Slot): Promise<ReleaseContent> {
  const corrected = correctedCodes(slot);
  return { date: slot.date, records: await records.of(slot), ...(corrected ? { corrected } : {}) };
}

function rebuild(what: string): string {
  return `${what}; run "codeset rebuild"`;
}
