import { manageAccess } from './access/manage-access.ts';
import { manageSubscriptions } from './alerts/manage-subscriptions.ts';
import { importHoldings } from './claims/import-holdings.ts';
import { Judges } from './judge/judge-use.ts';
import { decideRelease } from './publish/decide-release.ts';
import { decideReplacement } from './publish/decide-replacement.ts';
import { settleInstruction } from './publish/settle-instruction.ts';
import { quarantined } from './queries/quarantined.ts';
import type { createStores, StoreHost } from './stores.ts';

export interface CloudServiceHost extends Pick<StoreHost, 'now'> {
  readonly stores: ReturnType<typeof createStores>;
  /** So many random bytes, as text that may stand in an address. */
  readonly random: (bytes: number) => string;
}

/** What the API is made of in the cloud, save for what a deployment says: its use cases over its stores. */
export function cloudService({ stores, now, random }: CloudServiceHost) {
  return {
    ...stores,
    importHoldings: importHoldings({ ...stores, judges: new Judges(stores.settings) }),
    manageAccess: manageAccess({ ...stores, now, random }),
    manageSubscriptions: manageSubscriptions({ ...stores, sample: false, now, random }),
    // The schedule sends, and the next one is never far.
    deliver: null,
    now,
    random,
    // The publisher hears of the word from the bucket that keeps it.
    decideReplacement: decideReplacement({ ...stores, now, apply: async () => {} }),
    decideRelease: decideRelease({ ...stores, now, apply: async () => [] }),
    quarantined: quarantined(stores),
    settleInstruction: settleInstruction({ ...stores, now }),
    sample: false,
    sampleStore: null,
    today: () => now().slice(0, 10),
    // The gateway lets nothing through but its own names.
    hosts: null,
  };
}
