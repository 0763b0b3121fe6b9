import * as z from 'zod';
import { type TextVault, vaultKeys } from '../../shared/cpt/text-vault.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';

const manifestForm = z.object({ folder: z.string(), files: z.array(z.string()) });

/** A folder of AMA's files as a licensee handed it in. */
export interface LicensedDrop {
  readonly year: number;
  readonly folder: string;
  /** Of the names and contents of its files. */
  readonly sha256: string;
  readonly files: readonly Pick<SourceFile, 'name' | 'bytes'>[];
}

/** The licensed files as they came, for ever, in the vault. */
export class LicensedDrops {
  constructor(private readonly vault: TextVault) {}

  /** The manifest comes last: a drop without one was not written to its end, and is none. */
  async put({ year, folder, sha256, files }: LicensedDrop): Promise<void> {
    for (const [index, { bytes }] of files.entries())
      await this.vault.put(vaultKeys.file(year, sha256, index + 1), bytes);
    const manifest = JSON.stringify({ folder, files: files.map(({ name }) => name) });
    await this.vault.put(vaultKeys.manifest(year, sha256), Buffer.from(manifest));
  }

  async get(year: number, sha256: string): Promise<LicensedDrop | undefined> {
    const bytes = await this.vault.get(vaultKeys.manifest(year, sha256));
    if (!bytes) return undefined;
    const manifest = manifestForm.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    const files: Pick<SourceFile, 'name' | 'bytes'>[] = [];
    for (const [index, name] of manifest.files.entries()) {
      const content = await this.vault.get(vaultKeys.file(year, sha256, index + 1));
      if (!content) throw new Error(`the vault lacks file ${index + 1} of the CPT drop ${sha256}`);
      files.push({ name, bytes: content });
    }
    return { year, folder: manifest.folder, sha256, files };
  }
}
