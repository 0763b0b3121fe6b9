import { z } from 'zod';
import { objectKeys } from '../../shared/keys.ts';
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

const decision = z.object({
  kind: z.literal('release'),
  /** Of the archived file that it is about. */
  sha256: z.string(),
  verdict: z.enum(['approve', 'reject']),
  reason: z.string().nullable(),
  decidedAt: z.string(),
});

/** What a person has decided; whoever builds the code sets anew decides the same. */
export type Decision = Readonly<z.infer<typeof decision>>;

/** The raw bytes of every source, under their hash, for ever; and what people decided about them. */
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

  async decide(made: Decision): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(made));
    await this.objects.put(objectKeys.decision(hashOf(bytes)), bytes);
  }

  /** The last decision about a file. */
  async decisionOn(sha256: string): Promise<Decision | undefined> {
    const made: Decision[] = [];
    for await (const key of this.objects.list(objectKeys.decisions)) {
      const bytes = await this.objects.get(key);
      if (bytes) made.push(decision.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))));
    }
    return made.filter((each) => each.sha256 === sha256).sort((a, b) => (a.decidedAt < b.decidedAt ? 1 : -1))[0];
  }
}

function readOrigin(text: Uint8Array): Origin {
  return originForm.parse(JSON.parse(Buffer.from(text).toString('utf8')));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
