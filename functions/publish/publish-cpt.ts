import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type FileSource, sourceId } from '../../shared/codebook/source.ts';
import { concernsAboutYear, refuseDamagedYear } from '../../shared/cpt/gate.ts';
import { isPartial } from '../../shared/cpt/partial-year.ts';
import { BadInput, CodesetError } from '../../shared/errors.ts';
import type { ReleasePublished } from '../../shared/pipeline.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { LicensedDrops } from '../adapters/licensed-drops.ts';
import type { LicensedTexts } from '../adapters/licensed-texts.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';
import { CptYears, type FreshYear } from './cpt-years.ts';
import { assertNotWithdrawn, type JudgePorts, quarantine } from './judge-arrival.ts';
import type { Publication } from './plan-publication.ts';
import type { Published } from './publish-release.ts';
import { publishSources } from './publish-sources.ts';

export interface PublishCptPorts extends JudgePorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly drops: LicensedDrops;
  readonly texts: LicensedTexts;
}

/** A year as read, ready to be judged. */
export interface ReadyYear extends FreshYear {
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
  async (ready: ReadyYear): Promise<PublishedYear> => {
    const { source, notify } = ready;
    const { state, event } = await publishSources(
      ports,
      { codeSet, sources: [source], notify },
      (publication, held) => {
        const records = new CptYears(ports, publication, ready);
        const believe = async () => {
          assertDated(held, source);
          await judgeInTime(ports, records, publication, ready);
          await ready.archive();
        };
        return { records, comparisons: records.comparisons, believe };
      },
    );
    await ports.quarantine.release(codeSet, source.sha256);
    const release = state.releases.findLast(({ date, content }) => date === source.date && content === source.content)!;
    return {
      outcome: event ? 'published' : 'unchanged',
      release,
      baseline: release === state.releases[0],
      changes: await ports.codeSets.changes(codeSet, release.changeSet),
      event,
    };
  };

/** The answer for a year, in the form of every file that is published. */
export function asPublished(
  { folder, sha256 }: { readonly folder: string; readonly sha256: string },
  { release, ...rest }: PublishedYear,
): Published {
  return { file: folder, sha256, release, releases: [release], ...rest };
}

/** Against the year before it; one that says the same as a file that is held takes no place, and is not judged. */
async function judgeInTime(
  ports: JudgePorts,
  records: CptYears,
  { steps }: Publication,
  { source, year, archive }: ReadyYear,
): Promise<void> {
  const ruling = await ports.decisions.on('release', source.sha256);
  assertNotWithdrawn(source, ruling);
  const at = steps.findIndex(({ slot }) => sourceId(slot.source) === sourceId(source));
  if (at < 0) return;
  refuseDamagedYear(year);
  if (isPartial(year)) assertAnnual(steps.slice(0, at), source);
  const years = await records.years();
  const concerns = concernsAboutYear(years[at]!, years[at - 1] ?? null);
  await quarantine(ports, { source, release: source.date.slice(0, 4), archive }, concerns, ruling);
}

/** Codes that came between annual files are nothing without those of their year: what else is valid, nothing would say. */
function assertAnnual(before: Publication['steps'], { date, file }: FileSource): void {
  if (before.some(({ slot }) => slot.source.date === date)) return;
  const year = date.slice(0, 4);
  const remedy = `hand in the annual files of ${year} first; where they are held, say with --published when AMA published them`;
  throw new BadInput(file, null, 'no-annual-files', `holds off-cycle codes alone: ${remedy}`);
}

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
