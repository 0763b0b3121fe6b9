import type { CodeChanged, SettingsChanged } from '../shared/pipeline.ts';
import { manageAccess } from './access/manage-access.ts';
import { sourceStore } from './adapters/source-store.ts';
import { manageSubscriptions } from './alerts/manage-subscriptions.ts';
import { ClaimImport } from './claims/import-claims.ts';
import { importHoldings } from './claims/import-holdings.ts';
import { Judges } from './judge/judge-use.ts';
import { rejudgeAccount } from './judge/rejudge-account.ts';
import { applyDecisions } from './publish/apply-decisions.ts';
import { type AppliedWord, applyReleaseDecisions } from './publish/apply-release-decisions.ts';
import { cptWay } from './publish/cpt-way.ts';
import { decideRelease } from './publish/decide-release.ts';
import { decideReplacement } from './publish/decide-replacement.ts';
import { hcpcsWay } from './publish/hcpcs-way.ts';
import { ingestCpt } from './publish/ingest-cpt.ts';
import { ingestRelease } from './publish/ingest-release.ts';
import { publishCpt } from './publish/publish-cpt.ts';
import { publishRelease } from './publish/publish-release.ts';
import { rebuildCodeSets } from './publish/rebuild-code-sets.ts';
import { settleInstruction } from './publish/settle-instruction.ts';
import { verifyStore } from './publish/verify-store.ts';
import { quarantined } from './queries/quarantined.ts';
import { planRecheck } from './recheck/plan-recheck.ts';
import { type Rechecked, recheckCode } from './recheck/recheck-code.ts';
import { PayerSettings } from './settings/payer-settings.ts';
import { RuleSettings } from './settings/rule-settings.ts';
import { createStores, type StoreHost } from './stores.ts';
import type { EventLog, SourceSite } from './watch/source-site.ts';
import { watchSources } from './watch/watch-sources.ts';
import { decideFinding } from './worklist/decide-finding.ts';

/** What differs between the cloud and this machine: the clients, the clock, and how one stage calls the next. */
export interface Host extends StoreHost {
  /** So many random bytes, as text that may stand in a header. */
  readonly random: (bytes: number) => string;
  /** Hands a changed code to whoever re-checks it: a queue, or the next call. */
  readonly emit: (event: CodeChanged | SettingsChanged) => Promise<void>;
  /** CMS, as the watcher sees it. */
  readonly site: SourceSite;
  readonly log: EventLog;
  /** The store holds invented releases and claims, called so wherever they show. */
  readonly sample: boolean;
}

/** Tells how far long work is. */
export type WorkProgress = (done: number, total: number, what: string) => void;

export type App = ReturnType<typeof createApp>;

/** The one place where use cases meet their adapters. */
export function createApp({ random, emit, site, log, sample, ...host }: Host) {
  const { now } = host;
  const stores = createStores(host);
  const { archive, codeSetTable } = stores;
  const judges = new Judges(stores.settings);
  const recheckPorts = { ...stores, judges, now };
  const publish = publishRelease(stores);
  const ingest = ingestRelease({ archive, publish, now });
  const ingestYear = ingestCpt({ drops: stores.drops, publish: publishCpt(stores), now });
  const ways = [hcpcsWay({ ...stores, ingest }), cptWay({ ...stores, ingest: ingestYear })];
  const applyReleases = async () => {
    const applied: AppliedWord[] = [];
    for (const way of ways) applied.push(...(await applyReleaseDecisions(stores, way)));
    return applied;
  };
  return {
    ...stores,
    judges,
    manageAccess: manageAccess({ ...stores, now, random }),
    manageSubscriptions: manageSubscriptions({ ...stores, sample, now, random }),
    publish,
    site,
    watch: watchSources({
      site,
      archive: sourceStore(archive, codeSetTable),
      runs: stores.watchLog,
      clock: { now: () => new Date(now()) },
      log,
    }),
    ingest,
    /** The way of licensed CPT. */
    ingestCpt: ingestYear,
    decideFinding: decideFinding(stores),
    quarantined: quarantined(stores),
    settleInstruction: settleInstruction({ ...stores, now }),
    decideRelease: decideRelease({ ...stores, now, apply: applyReleases }),
    /** Does what was said of releases and has not been done, for the process ended. */
    applyReleaseDecisions: applyReleases,
    applyDecisions: () => applyDecisions(stores),
    decideReplacement: decideReplacement({ ...stores, now, apply: () => applyDecisions(stores) }),
    // Stores of their own, which remember nothing: what they read comes from the disk.
    verify: (progress?: WorkProgress) => verifyStore({ ...createStores(host), objects: host.objects })(progress),
    rebuild: (progress?: WorkProgress) => rebuildCodeSets(createStores(host))(progress),
    plan: planRecheck({ ...stores, emit }),
    recheck: (event: CodeChanged | SettingsChanged): Promise<Rechecked> =>
      event.type === 'CodeChanged' ? recheckCode(recheckPorts)(event) : rejudgeAccount(recheckPorts)(event),
    payerSettings: new PayerSettings({ ...stores, now }),
    ruleSettings: new RuleSettings({ ...stores, now }),
    importHoldings: importHoldings({ ...stores, judges }),
    importInto: (account: string, window: string, today = now().slice(0, 10)) =>
      new ClaimImport({ ...stores, judges }, account, window, today),
  };
}
