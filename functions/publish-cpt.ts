import { createHash } from 'node:crypto';
import type { CodeChange } from '../shared/changes/change.ts';
import { writeCodeBook } from '../shared/codebook/book-file.ts';
import { type CodeSetState, type HeldRelease, heldReleases } from '../shared/codebook/code-set-state.ts';
import { type FileSource, sourceId, withSources } from '../shared/codebook/source.ts';
import type { Slot } from '../shared/codebook/timeline.ts';
import { compileYears } from '../shared/cpt/book-of-years.ts';
import type { CptYear } from '../shared/cpt/cpt-record.ts';
import { judgeYear } from '../shared/cpt/gate.ts';
import { readCptYear } from '../shared/cpt/read-year.ts';
import { openChange, type YearState, yearStates } from '../shared/cpt/year-states.ts';
import { CodesetError } from '../shared/errors.ts';
import { objectKeys } from '../shared/keys.ts';
import type { ReleasePublished } from '../shared/pipeline.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import type { LicensedDrops } from './adapters/licensed-drops.ts';
import type { SweepStore } from './adapters/sweep-store.ts';
import { clearLeftovers } from './publish/leftovers.ts';
import { type Publication, planPublication } from './publish/plan-publication.ts';
import { writeOpenYear } from './publish/write-open-year.ts';

export interface PublishCptPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly drops: LicensedDrops;
}

/** A year as read, ready to be judged. */
export interface ReadyYear {
  readonly source: FileSource;
  readonly year: CptYear;
  /** Puts the files into the vault, once they are believed and before anything is derived from them. */
  readonly archive: () => Promise<unknown>;
  readonly notify: boolean;
}

export interface PublishedYear {
  readonly outcome: 'published' | 'unchanged';
  readonly release: HeldRelease;
  readonly baseline: boolean;
  /** Code, kind and dates: no text. */
  readonly changes: readonly CodeChange[];
  readonly event: ReleasePublished | null;
}

const codeSet = 'CPT';

/**
 * Compares a year with its neighbours and flips its codes, kinds and dates visible at once. The texts stay in the vault,
 * out of which neighbouring years are read again: only with them can it be said what was reworded.
 */
export const publishCpt =
  (ports: PublishCptPorts) =>
  async ({ source, year, archive, notify }: ReadyYear): Promise<PublishedYear> => {
    const { codeSets } = ports;
    const state = await codeSets.state(codeSet);
    await clearLeftovers(ports, state);
    const sources = withSources(state.sources, [source]);
    const publication = planPublication(state, sources);
    const at = publication.steps.findIndex(({ slot }) => sourceId(slot.source) === sourceId(source));
    if (at < 0 || sources.length === state.sources.length) return unchanged(codeSets, state, source);
    assertDated(state, source);

    const slots = publication.steps.map(({ slot }) => named(slot));
    const years = await yearsOf(ports.drops, slots, source, year);
    judgeYear(year, years[at - 1] ?? null);
    await archive();
    const states = yearStates(
      slots.map(({ release, source: { knownSince } }, index) => ({ year: years[index]!, release, knownSince })),
    );
    const releases = heldReleases(slots, (slot) => states[slots.indexOf(slot)]!.records.length);
    const former = (
      await Promise.all(publication.superseded.map((changeSet) => codeSets.changes(codeSet, changeSet)))
    ).flat();
    for (const step of publication.fresh) {
      const index = publication.steps.indexOf(step);
      const told = step.earlier !== null && (notify || publication.news.has(step.changeSet));
      await writeOpenYear(ports, releases[index]!, states[index]!, { baseline: index === 0, notify: told, former });
    }
    for (const changeSet of publication.superseded) await codeSets.announce(codeSet, changeSet);
    await flip(codeSets, state, publication, releases, states);
    const visible = await codeSets.state(codeSet);
    await clearLeftovers(ports, visible);
    return {
      outcome: 'published',
      release: releases[at]!,
      baseline: at === 0,
      changes: states[at]!.changes.map(openChange),
      event: { type: 'ReleasePublished', codeSet, changeSets: publication.fresh.map(({ changeSet }) => changeSet) },
    };
  };

/** Two drops of one year follow each other by the day on which AMA published them: nothing in them says it. */
function assertDated({ sources }: CodeSetState, source: FileSource): void {
  const other = sources.find(({ date, meaning }) => date === source.date && meaning !== source.meaning);
  if (!other || source.knownSinceSource === 'given') return;
  const year = source.date.slice(0, 4);
  throw new CodesetError(
    'CPT_YEAR_HELD',
    `CPT ${year} is held already, with another content (${other.file}); say with --published when AMA published this one`,
  );
}

/** A year of CPT is called by its number; a second drop of it is its revision: `2026`, `2026.r2`. */
function named(slot: Slot): Slot {
  return { ...slot, release: slot.release.replace(/^(\d{4})-01/, '$1') };
}

async function yearsOf(
  drops: LicensedDrops,
  slots: readonly Slot[],
  fresh: FileSource,
  year: CptYear,
): Promise<readonly CptYear[]> {
  const years: CptYear[] = [];
  for (const { source } of slots) {
    const drop = sourceId(source) === sourceId(fresh) ? null : await dropOf(drops, source.date, source.sha256);
    years.push(drop ? readCptYear(drop.folder, drop.files) : year);
  }
  return years;
}

async function dropOf(drops: LicensedDrops, date: string, sha256: string) {
  const drop = await drops.get(Number(date.slice(0, 4)), sha256);
  if (!drop) throw new CodesetError('VAULT', `the licensed files of CPT ${date.slice(0, 4)} are not in the vault`);
  return drop;
}

async function unchanged(codeSets: CodeSetStore, state: CodeSetState, source: FileSource): Promise<PublishedYear> {
  const release = state.releases.find(({ content }) => content === source.content)!;
  const changes = await codeSets.changes(codeSet, release.changeSet);
  return { outcome: 'unchanged', release, baseline: state.releases[0] === release, changes, event: null };
}

async function flip(
  codeSets: CodeSetStore,
  { form, sequence: before, feed }: CodeSetState,
  { sources, fresh, superseded }: Publication,
  releases: readonly HeldRelease[],
  states: readonly YearState[],
): Promise<void> {
  const book = writeCodeBook(compileYears(states, releases));
  const codeBook = objectKeys.codeBook(codeSet, hashOf(book));
  await codeSets.putObject(codeBook, book);
  const sequence = before + 1;
  const entry = { sequence, changeSets: fresh.map(({ changeSet }) => changeSet), supersedes: superseded };
  const text = JSON.stringify({ form, codeSet, sequence, sources, releases, feed: [...feed, entry], codeBook });
  const key = objectKeys.state(codeSet, hashOf(text));
  await codeSets.putObject(key, text);
  if (await codeSets.flip(codeSet, before, { sequence, key })) return;
  throw new CodesetError('STATE_MOVED', 'another year was published meanwhile; hand this one in again');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
