import type { Health } from '../../shared/api/service-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import { coveredPeriods } from '../../shared/codebook/coverage.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { CodeSetReader } from './question.ts';

const codeSetNames: readonly CodeSet[] = ['HCPCS', 'CPT'];

/** What a code set that is not held means for whoever asks. */
export const notHeld: Readonly<Record<CodeSet, string>> = {
  HCPCS: 'no release is held yet; nothing is judged',
  CPT: "not loaded: it needs the AMA's licence; CPT codes are counted, not judged",
};

/** What the service is and what it holds; it answers only where the store does. */
export const describeHealth =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (service: { version: string; sample: boolean; today: IsoDate }): Promise<Health> => ({
    status: 'ok',
    ...service,
    codeSets: await Promise.all(
      codeSetNames.map(async (codeSet) => {
        const { sequence, releases } = await codeSets.state(codeSet);
        return {
          codeSet,
          sequence,
          releases: releases.length,
          newest: releases.at(-1)?.release ?? null,
          coveredThrough: coveredPeriods(releases).at(-1)?.to ?? null,
          note: releases.length === 0 ? notHeld[codeSet] : null,
        };
      }),
    ),
  });
