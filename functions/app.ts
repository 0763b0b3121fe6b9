import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CodeChanged } from '../shared/pipeline.ts';
import type { ObjectStore } from '../shared/ports.ts';
import { Archive } from './adapters/archive.ts';
import { ClaimStore } from './adapters/claim-store.ts';
import { CodeSetStore } from './adapters/code-set-store.ts';
import { FindingStore } from './adapters/finding-store.ts';
import { sourceStore } from './adapters/source-store.ts';
import { SweepStore } from './adapters/sweep-store.ts';
import { Table } from './adapters/table.ts';
import { ClaimImport } from './import-claims.ts';
import { ingestRelease } from './ingest-release.ts';
import { planRecheck } from './plan-recheck.ts';
import { publishRelease } from './publish-release.ts';
import { recheckCode } from './recheck-code.ts';
import type { EventLog, SourceSite } from './source-site.ts';
import { watchSources } from './watch-sources.ts';

/** What differs between the cloud and this machine: the clients, the clock, and how one stage calls the next. */
export interface Host {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tables: { readonly codesets: string; readonly accounts: string };
  readonly objects: ObjectStore;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  /** Hands a changed code to whoever re-checks it: a queue, or the next call. */
  readonly emit: (event: CodeChanged) => Promise<void>;
  /** CMS, as the watcher sees it. */
  readonly site: SourceSite;
  readonly log: EventLog;
}

export type App = ReturnType<typeof createApp>;

/** The one place where use cases meet their adapters. */
export function createApp({ dynamo, tables, objects, now, sleep, emit, site, log }: Host) {
  const codeSetTable = new Table(dynamo, tables.codesets, sleep);
  const accountTable = new Table(dynamo, tables.accounts, sleep);
  const codeSets = new CodeSetStore(codeSetTable, objects);
  const sweeps = new SweepStore(accountTable);
  const claims = new ClaimStore(accountTable);
  const findings = new FindingStore(accountTable);
  const archive = new Archive(objects);
  const publish = publishRelease({ codeSets, sweeps });
  return {
    codeSetTable,
    accountTable,
    codeSets,
    sweeps,
    claims,
    findings,
    archive,
    publish,
    site,
    watch: watchSources({
      site,
      archive: sourceStore(archive, codeSetTable),
      clock: { now: () => new Date(now()) },
      log,
    }),
    ingest: ingestRelease({ archive, publish, now }),
    plan: planRecheck({ codeSets, sweeps, emit }),
    recheck: recheckCode({ codeSets, sweeps, claims, findings }),
    importInto: (account: string, window: string) => new ClaimImport({ codeSets, claims, findings }, account, window),
  };
}
