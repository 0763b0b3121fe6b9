import type { QuarantineAnswer } from '../../shared/api/store-forms.ts';
import { timelineOf } from '../../shared/codebook/timeline.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import type { QuarantineStore } from '../adapters/quarantine-store.ts';
import { openInstructions } from '../publish/settle-instruction.ts';

export interface QuarantinePorts {
  readonly codeSets: Pick<CodeSetStore, 'state' | 'instructions'>;
  readonly quarantine: Pick<QuarantineStore, 'all'>;
  readonly decisions: Pick<DecisionArchive, 'inForce'>;
}

/** What waits for a person, or for another file: suspicious releases, early corrections, unclear instructions. */
export const quarantined =
  ({ codeSets, quarantine, decisions }: QuarantinePorts) =>
  async (): Promise<QuarantineAnswer> => {
    const state = await codeSets.state('HCPCS');
    const kept = [...(await quarantine.all('HCPCS')), ...(await quarantine.all('CPT'))];
    return {
      releases: kept.map(({ codeSet, release, date, file, sha256, records, status, concerns }) => ({
        codeSet,
        release,
        date,
        file,
        sha256,
        records,
        status,
        concerns: [...concerns],
      })),
      waiting: timelineOf(state.sources).waiting.map(({ date, version, file, entry, knownSince }) => ({
        corrects: date.slice(0, 7),
        version,
        file: entry === file ? file : `${file}/${entry}`,
        knownSince,
      })),
      instructions: (await openInstructions({ codeSets, decisions })(state)).map(
        ({ release, code, line, text, rule, reason }) => ({
          release,
          code,
          line,
          text,
          rule,
          reason,
        }),
      ),
    };
  };
