import type { SourcesAnswer } from '../../shared/api/source-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { calendar } from '../../shared/sources/calendar.ts';
import { sourceStatus } from '../../shared/sources/source-status.ts';
import type { QuarantineStore } from '../adapters/quarantine-store.ts';
import type { WatchLog } from '../adapters/watch-log.ts';
import type { CodeSetReader } from './question.ts';

export interface SourcePorts {
  readonly codeSets: Pick<CodeSetReader, 'state'>;
  readonly watchLog: Pick<WatchLog, 'last'>;
  readonly quarantine: Pick<QuarantineStore, 'all'>;
}

/** How every source stands on a day: what came, what is due, and what a person has to do. */
export const describeSources =
  ({ codeSets, watchLog, quarantine }: SourcePorts) =>
  async (today: IsoDate): Promise<SourcesAnswer> => {
    const run = (await watchLog.last()) ?? null;
    const known = new Map<CodeSet, { releases: Releases; quarantined: number }>();
    for (const codeSet of ['HCPCS', 'CPT'] as const) {
      const { releases } = await codeSets.state(codeSet);
      const open = (await quarantine.all(codeSet)).filter(({ status }) => status === 'open');
      known.set(codeSet, { releases, quarantined: open.length });
    }
    const sources = calendar.map((series) =>
      sourceStatus({ series, today, run, ...(known.get(series.codeSet) ?? { releases: [], quarantined: 0 }) }),
    );
    return { today, sources };
  };

type Releases = Awaited<ReturnType<SourcePorts['codeSets']['state']>>['releases'];
