import { type CodeSetState, emptyState } from '../../shared/codebook/code-set-state.ts';
import { readCptYear } from '../../shared/cpt/read-year.ts';
import { BadInput } from '../../shared/errors.ts';
import type { Handed, LicensedDrop, LicensedDrops } from '../adapters/licensed-drops.ts';
import { sourceOf } from './ingest-cpt.ts';
import { advanced, keptOut, type Replayed, type ReplayPorts, rulingWords } from './replay-archive.ts';

export interface VaultReplayPorts extends Pick<ReplayPorts, 'archive' | 'decisions' | 'quarantine'> {
  readonly drops: LicensedDrops;
}

interface Arrival {
  readonly drop: LicensedDrop;
  readonly handed: Handed;
}

/**
 * Reads the vault's drops again, in the order in which they were handed in. Where the published state can still be
 * read, exactly the drops behind it count.
 */
export async function replayVault(
  ports: VaultReplayPorts,
  held: Pick<CodeSetState, 'codeSet' | 'sources'>,
  progress: (done: number, total: number, file: string) => void,
): Promise<Replayed> {
  const published = new Set(held.sources.map(({ sha256, given }) => `${sha256} ${given.published}`));
  const rulings = await ports.decisions.inForce('release');
  const refused: { file: string; reason: string }[] = [];
  let state = emptyState(held.codeSet);
  const arrivals = await arrivalsIn(ports.drops);
  for (const [at, { drop, handed }] of arrivals.entries()) {
    progress(at, arrivals.length, drop.folder);
    const ruling = rulings.get(drop.sha256);
    const unheld = published.size > 0 && !published.has(`${drop.sha256} ${handed.published}`);
    if (unheld && ruling?.decision !== 'withdraw') continue;
    const out = ruling?.decision !== 'approve' && (await keptOut(ports, drop.sha256, ruling));
    if (out) refused.push({ file: drop.folder, reason: ruling ? rulingWords[ruling.decision] : 'is quarantined' });
    if (out || unheld) continue;
    try {
      const year = readCptYear(drop.folder, drop.files);
      state = advanced(state, [sourceOf({ ...drop, published: handed.published }, year)]);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      refused.push({ file: drop.folder, reason: error.message });
    }
  }
  const { sources, feed, sequence } = state;
  return { sources, feed, sequence, files: arrivals.length, refused };
}

async function arrivalsIn(drops: LicensedDrops): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  for await (const { year, sha256 } of drops.all()) {
    const drop = (await drops.get(year, sha256))!;
    for (const handed of drop.handed) arrivals.push({ drop, handed });
  }
  return arrivals.sort((a, b) => (a.handed.archivedAt < b.handed.archivedAt ? -1 : 1));
}
