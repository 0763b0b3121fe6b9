import { type CodeSetState, emptyState, heldReleases } from '../../shared/codebook/code-set-state.ts';
import { type Source, withSources } from '../../shared/codebook/source.ts';
import type { Decision } from '../../shared/decision.ts';
import { BadInput } from '../../shared/errors.ts';
import type { Archive, Origin, Suspicion } from '../adapters/archive.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { type QuarantineStore, statusAfter } from '../adapters/quarantine-store.ts';
import { planPublication } from './plan-publication.ts';
import { type Ready, readReady } from './read-ready.ts';
import { storeFresh } from './store-fresh.ts';

export interface ReplayPorts {
  readonly archive: Archive;
  readonly decisions: DecisionArchive;
  readonly codeSets: CodeSetStore;
  readonly quarantine: QuarantineStore;
}

/** What the archive comes to, read from the first file to the last. */
export interface Replayed {
  readonly sources: readonly Source[];
  /** As if each file had been ingested when it was archived. */
  readonly feed: CodeSetState['feed'];
  readonly sequence: number;
  readonly files: number;
  /** Files that cannot be read, or that a person has to approve. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Reads the archive again in order of time; what is derived from each file is written anew, all of it invisible. Where
 * the published state can still be read, exactly the files behind it count; where not, all that nobody suspected, and
 * those that a person approved.
 */
export async function replayArchive(
  ports: ReplayPorts,
  held: Pick<CodeSetState, 'codeSet' | 'sources'>,
  progress: (done: number, total: number, file: string) => void,
): Promise<Replayed> {
  const published = new Set(held.sources.map(({ sha256, file }) => `${sha256} ${file}`));
  const refused: { file: string; reason: string }[] = [];
  let state = emptyState(held.codeSet);
  const arrivals = await arrivalsIn(ports);
  for (const [at, arrival] of arrivals.entries()) {
    const { sha256, origin, suspicion, ruling } = arrival;
    progress(at, arrivals.length, origin.name);
    const takenBack = suspicion && ruling?.decision === 'withdraw';
    if (!takenBack && published.size > 0 && !published.has(`${sha256} ${origin.name}`)) continue;
    if (suspicion && ruling?.decision !== 'approve') {
      await keptOut(ports, sha256, ruling);
      refused.push({ file: origin.name, reason: ruling ? rulingWords[ruling.decision] : 'is quarantined' });
      continue;
    }
    try {
      state = await advance(ports.codeSets, state, await readArchived(ports.archive, arrival));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      refused.push({ file: origin.name, reason: error.message });
    }
  }
  const { sources, feed, sequence } = state;
  return { sources, feed, sequence, files: arrivals.length, refused };
}

interface Archived {
  readonly sha256: string;
  readonly origin: Origin;
  readonly suspicion: Suspicion | undefined;
  readonly ruling: Decision<'release'> | undefined;
}

/** In the order in which they were published: when they came, or when a person approved them. */
async function arrivalsIn({ archive, decisions }: ReplayPorts): Promise<readonly Archived[]> {
  const rulings = await decisions.inForce('release');
  const arrivals: Archived[] = [];
  for await (const sha256 of archive.hashes()) {
    const suspicion = await archive.suspicionOf(sha256);
    const ruling = rulings.get(sha256);
    for (const origin of await archive.originsOf(sha256)) arrivals.push({ sha256, origin, suspicion, ruling });
  }
  const order = ({ sha256, origin, suspicion, ruling }: Archived) =>
    `${(suspicion && ruling?.at) ?? origin.archivedAt} ${origin.name} ${sha256}`;
  return arrivals.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Whether a file is not believed, which is noted anew where people look for it. */
export async function keptOut(
  { archive, quarantine }: Pick<ReplayPorts, 'archive' | 'quarantine'>,
  sha256: string,
  ruling: Decision<'release'> | undefined,
): Promise<boolean> {
  const suspicion = await archive.suspicionOf(sha256);
  if (!suspicion) return false;
  const { kind: _kind, ...suspected } = suspicion;
  await quarantine.put({ ...suspected, status: statusAfter(ruling) });
  return true;
}

/** Why a file is no part of what was built anew. */
export const rulingWords = { approve: 'was approved', reject: 'was rejected', withdraw: 'was withdrawn' } as const;

async function readArchived(archive: Archive, { sha256, origin: { name, given } }: Archived): Promise<Ready> {
  const archived = await archive.get(sha256);
  if (!archived) throw new BadInput(name, null, 'not-archived', `its bytes (${sha256}) are not in the archive`);
  return readReady({ name, bytes: archived.bytes, ...given });
}

/** The state after one more file; only what belongs to the file itself is written. */
async function advance(codeSets: CodeSetStore, state: CodeSetState, ready: Ready): Promise<CodeSetState> {
  const next = advanced(state, ready.sources);
  if (next !== state) await storeFresh(codeSets, ready);
  return next;
}

/** The state after one more arrival, as it follows from the sources alone; the same where it brings nothing. */
export function advanced(state: CodeSetState, added: readonly Source[]): CodeSetState {
  const sources = withSources(state.sources, added);
  if (sources.length === state.sources.length) return state;
  const { fresh, superseded, timeline } = planPublication(state, sources);
  const sequence = state.sequence + 1;
  const entry = { sequence, changeSets: fresh.map(({ changeSet }) => changeSet), supersedes: [...superseded] };
  return {
    ...state,
    sequence,
    sources: [...sources],
    releases: [...heldReleases(timeline.slots, () => 0)],
    feed: fresh.length + superseded.length > 0 ? [...state.feed, entry] : state.feed,
  };
}
