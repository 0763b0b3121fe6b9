import * as z from 'zod';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { hashOf } from './hash.ts';

const originForm = z.object({
  name: z.string(),
  /** Address or folder; null for a file that a person handed in. */
  address: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  archivedAt: z.string(),
  /** What a person added because the file does not say it: which release it is, when it was published. */
  given: z.object({ release: z.string().nullable(), published: z.string().nullable() }),
});

/** Where archived bytes came from. */
export type Origin = Readonly<z.infer<typeof originForm>>;

const suspicion = z.object({
  kind: z.literal('quarantine'),
  codeSet: z.enum(['HCPCS', 'CPT']),
  /** Quarter that the file claims to be of. */
  release: z.string(),
  date: z.string(),
  file: z.string(),
  sha256: z.string(),
  records: z.number(),
  concerns: z.array(z.object({ rule: z.string(), line: z.number().nullable(), text: z.string() })),
});

/** Why a file was kept out until a person decides. */
export type Suspicion = Readonly<z.infer<typeof suspicion>>;

/** The raw bytes of every source, under their hash, for ever; and why some of them were not believed. */
export class Archive {
  constructor(private readonly objects: ObjectStore) {}

  /** Each name under which they came, and each word that a person said of them, is kept once, the first time. */
  async put(bytes: Uint8Array, origin: Origin): Promise<{ sha256: string; isNew: boolean }> {
    const sha256 = hashOf(bytes);
    const said = hashOf(Buffer.from(JSON.stringify([origin.name, origin.given]))).slice(0, 16);
    const text = Buffer.from(JSON.stringify(origin));
    await this.objects.put(objectKeys.origin(sha256, said), text, { ifAbsent: true });
    const outcome = await this.objects.put(objectKeys.archived(sha256), bytes, { ifAbsent: true });
    return { sha256, isNew: outcome === 'written' };
  }

  /** The bytes, and where they first came from. */
  async get(sha256: string): Promise<{ bytes: Uint8Array; origin: Origin } | undefined> {
    const bytes = await this.objects.get(objectKeys.archived(sha256));
    const [origin] = bytes ? await this.originsOf(sha256) : [];
    return bytes && origin ? { bytes, origin } : undefined;
  }

  /** Every name under which the bytes came, in order of time. */
  async originsOf(sha256: string): Promise<readonly Origin[]> {
    const origins: Origin[] = [];
    for await (const key of this.objects.list(objectKeys.origins(sha256))) {
      const text = await this.objects.get(key);
      if (text) origins.push(readOrigin(text));
    }
    return origins.sort((a, b) => compareText(a.archivedAt, b.archivedAt) || compareText(a.name, b.name));
  }

  /** Hashes under which bytes are kept, or should be. */
  async *hashes(): AsyncIterable<string> {
    let last = '';
    for await (const key of this.objects.list(objectKeys.archive)) {
      const sha256 = key.slice(objectKeys.archive.length).split('/')[0]!;
      if (sha256 !== last) yield sha256;
      last = sha256;
    }
  }

  /** Keeps for ever why a file was not believed. */
  async suspect(suspicion: Suspicion): Promise<void> {
    await this.objects.put(objectKeys.suspicion(suspicion.sha256), Buffer.from(JSON.stringify(suspicion)));
  }

  suspicionOf(sha256: string): Promise<Suspicion | undefined> {
    return this.read(objectKeys.suspicion(sha256), suspicion);
  }

  private async read<Form>(key: string, form: z.ZodType<Form>): Promise<Form | undefined> {
    const bytes = await this.objects.get(key);
    return bytes && form.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  }
}

function readOrigin(text: Uint8Array): Origin {
  return originForm.parse(JSON.parse(Buffer.from(text).toString('utf8')));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
