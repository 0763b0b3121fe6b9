import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Descriptors } from '../../shared/cpt/cpt-record.ts';
import { type TextVault, vaultKeys } from '../../shared/cpt/text-vault.ts';

/** Which release a text is asked of. */
type Asked = Pick<HeldRelease, 'date' | 'content' | 'changeSet'>;

/** All texts of a year: descriptors by code, and the changes since the year before. */
export interface YearTexts {
  readonly descriptors: Readonly<Record<string, Descriptors>>;
  readonly changes: readonly CodeChange[];
}

/** AMA's texts code by code, in the vault: for callers with a licence alone. */
export class LicensedTexts {
  private readonly known = new Map<string, Promise<unknown>>();

  constructor(private readonly vault: TextVault) {}

  async put(release: Asked, { descriptors, changes }: YearTexts): Promise<void> {
    await this.vault.put(vaultKeys.descriptors(yearOf(release), release.content), bytesOf(descriptors));
    await this.vault.put(vaultKeys.changes(yearOf(release), release.changeSet), bytesOf(changes));
    this.known.clear();
  }

  /** By code; undefined where the vault has none of the release. */
  descriptors(release: Asked): Promise<Readonly<Record<string, Descriptors>> | undefined> {
    return this.read(vaultKeys.descriptors(yearOf(release), release.content));
  }

  changes(release: Asked): Promise<readonly CodeChange[] | undefined> {
    return this.read(vaultKeys.changes(yearOf(release), release.changeSet));
  }

  private read<Form>(key: string): Promise<Form | undefined> {
    const known = this.known.get(key) ?? this.open(key);
    this.known.set(key, known);
    return known as Promise<Form | undefined>;
  }

  private async open(key: string): Promise<unknown> {
    const bytes = await this.vault.get(key);
    return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'));
  }
}

function yearOf({ date }: Asked): number {
  return Number(date.slice(0, 4));
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
