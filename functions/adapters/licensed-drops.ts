import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type TextVault, vaultKeys } from '../../shared/cpt/text-vault.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';
import { hashOf } from './hash.ts';

const handedForm = z.object({
  /** When AMA published it, where a person said so. */
  published: z.string().nullable(),
  archivedAt: z.string(),
});

/** One time that a drop was handed in, and what was said of it. */
export type Handed = Readonly<z.infer<typeof handedForm>>;

const manifestForm = z.object({ folder: z.string(), files: z.array(z.string()), handed: z.array(handedForm) });

/** A folder of AMA's files as a licensee handed it in. */
export interface LicensedDrop {
  readonly year: number;
  readonly folder: string;
  /** Of the names and contents of its files. */
  readonly sha256: string;
  readonly files: readonly Pick<SourceFile, 'name' | 'bytes'>[];
  /** Each word that a person said of it, in order of time. */
  readonly handed: readonly Handed[];
}

/** The same for the same files, wherever they lie. */
export function hashOfDrop(files: LicensedDrop['files']): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${hashOf(bytes)}  ${name}\n`);
  return hash.digest('hex');
}

/** The licensed files as they came, for ever, in the vault. */
export class LicensedDrops {
  constructor(private readonly vault: TextVault) {}

  /** The manifest comes last: a drop without one was not written to its end, and is none. */
  async put({ year, folder, sha256, files }: Omit<LicensedDrop, 'handed'>, handed: Handed): Promise<void> {
    const before = (await this.manifest(year, sha256))?.handed ?? [];
    for (const [index, { bytes }] of files.entries())
      await this.vault.put(vaultKeys.file(year, sha256, index + 1), bytes);
    const known = before.some(({ published }) => published === handed.published);
    const said = { folder, files: files.map(({ name }) => name), handed: known ? before : [...before, handed] };
    await this.vault.put(vaultKeys.manifest(year, sha256), Buffer.from(JSON.stringify(said)));
  }

  async get(year: number, sha256: string): Promise<LicensedDrop | undefined> {
    const manifest = await this.manifest(year, sha256);
    if (!manifest) return undefined;
    const files: Pick<SourceFile, 'name' | 'bytes'>[] = [];
    for (const [index, name] of manifest.files.entries()) {
      const content = await this.vault.get(vaultKeys.file(year, sha256, index + 1));
      if (!content) throw new Error(`the vault lacks file ${index + 1} of the CPT drop ${sha256}`);
      files.push({ name, bytes: content });
    }
    return { year, folder: manifest.folder, sha256, files, handed: manifest.handed };
  }

  /** Years and hashes of the drops that are whole. */
  async *all(): AsyncIterable<Pick<LicensedDrop, 'year' | 'sha256'>> {
    for await (const key of this.vault.keys(vaultKeys.root)) {
      const [, year, sha256] = /\/(\d{4})\/([0-9a-f]{64})\/manifest$/.exec(key) ?? [];
      if (year && sha256) yield { year: Number(year), sha256 };
    }
  }

  private async manifest(year: number, sha256: string): Promise<z.infer<typeof manifestForm> | undefined> {
    const bytes = await this.vault.get(vaultKeys.manifest(year, sha256));
    return bytes && manifestForm.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  }
}
