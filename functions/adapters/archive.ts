import { z } from 'zod';
import { objectKeys } from '../../shared/keys.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { hashOf } from './hash.ts';

/** Where archived bytes came from. The first origin of the same bytes stays. */
export interface Origin {
  readonly name: string;
  /** Address or folder; null for a file that a person handed in. */
  readonly address: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly archivedAt: string;
  /** What a person added because the file does not say it: which release it is, when it was published. */
  readonly given: { readonly release: string | null; readonly published: string | null };
}

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

  async put(bytes: Uint8Array, origin: Origin): Promise<{ sha256: string; isNew: boolean }> {
    const sha256 = hashOf(bytes);
    await this.objects.put(objectKeys.origin(sha256), Buffer.from(JSON.stringify(origin)), { ifAbsent: true });
    const outcome = await this.objects.put(objectKeys.archived(sha256), bytes, { ifAbsent: true });
    return { sha256, isNew: outcome === 'written' };
  }

  async get(sha256: string): Promise<{ bytes: Uint8Array; origin: Origin } | undefined> {
    const bytes = await this.objects.get(objectKeys.archived(sha256));
    const origin = await this.objects.get(objectKeys.origin(sha256));
    if (!bytes || !origin) return undefined;
    return { bytes, origin: JSON.parse(Buffer.from(origin).toString('utf8')) as Origin };
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
