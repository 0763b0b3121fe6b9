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

/** The raw bytes of every source, under their hash, for ever. */
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
}
