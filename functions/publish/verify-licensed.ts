import { isDeepStrictEqual } from 'node:util';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import { vaultKeys } from '../../shared/cpt/text-vault.ts';
import { hashOfDrop, type LicensedDrops } from '../adapters/licensed-drops.ts';
import type { LicensedTexts } from '../adapters/licensed-texts.ts';
import type { CptYears } from './cpt-years.ts';
import type { Problem } from './verify-store.ts';

export interface LicensedPorts {
  readonly drops: LicensedDrops;
  readonly texts: LicensedTexts;
}

/** Hashes of the drops that can be opened, and are what they are called. */
export async function soundDrops({ drops }: LicensedPorts, problems: Problem[]): Promise<ReadonlySet<string>> {
  const sound = new Set<string>();
  for await (const { year, sha256 } of drops.all()) {
    const where = vaultKeys.manifest(year, sha256);
    try {
      const drop = await drops.get(year, sha256);
      if (drop && hashOfDrop(drop.files) === sha256) sound.add(sha256);
      else problems.push({ where, text: 'the files are others than were handed in; hand them in again' });
    } catch (error) {
      problems.push({ where, text: `${(error as Error).message}; hand the files in again` });
    }
  }
  return sound;
}

/** Whether the vault has of a release what its drop says. */
export async function hasTexts(
  { texts }: LicensedPorts,
  years: CptYears,
  release: HeldRelease,
  slot: Slot,
): Promise<boolean> {
  const { descriptors, changes } = await years.textsOf(slot);
  return (
    isDeepStrictEqual(await texts.descriptors(release), JSON.parse(JSON.stringify(descriptors))) &&
    isDeepStrictEqual(await texts.changes(release), JSON.parse(JSON.stringify(changes)))
  );
}
