import type { ReleasePublished } from '../../shared/pipeline.ts';
import type { Inbox } from '../publish/publish-dropped.ts';
import { licensedDrop, type publishLicensed } from '../publish/publish-licensed.ts';
import type { fetchLicensed } from './fetch-licensed.ts';
import type { EventLog } from './source-site.ts';

export interface LicensedIntakePorts {
  readonly inbox: Pick<Inbox, 'waiting'>;
  readonly publish: ReturnType<typeof publishLicensed>;
  readonly fetchFiles: ReturnType<typeof fetchLicensed>;
  /** Hands a published year to whoever plans its re-check. */
  readonly emit: (event: ReleasePublished) => Promise<void>;
  readonly log: EventLog;
  readonly count: (name: 'LicensedRefused' | 'LicensedFailed' | 'ReleasesPublished', times: number) => void;
}

/** What the intake of licensed CPT does with a message: a drop is published, the schedule's call looks for more. */
export function licensedIntake({ inbox, publish, fetchFiles, emit, log, count }: LicensedIntakePorts) {
  /** Of a drop, codes, kinds and dates alone leave the vault. */
  async function drop(key: string) {
    const result = await publish(key);
    const { outcome } = result;
    if (result.outcome === 'refused') {
      // The reason names files and lines, and no text.
      log.warn('licensed-refused', { reason: result.reason });
      count('LicensedRefused', 1);
    }
    if (!('published' in result)) return { outcome };
    const { event, release, changes } = result.published;
    if (event) await emit(event);
    count('ReleasesPublished', event ? 1 : 0);
    return { outcome, release: release.release, changes: changes.length };
  }

  /** Fetches what the licensee's secret names, and looks for drops whose message was lost. */
  async function look() {
    const { configured, fetched, unchanged, failures } = await fetchFiles();
    for (const failure of failures) log.warn('licensed-failed', failure);
    count('LicensedFailed', failures.length);
    let waiting = 0;
    for await (const key of inbox.waiting())
      if (key.startsWith(licensedDrop) && (await drop(key)).outcome === 'waiting') waiting += 1;
    return { configured, fetched, unchanged, waiting };
  }

  return { drop, look };
}
