import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetStore, InstructionRow } from '../adapters/code-set-store.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';

export interface SettlePorts {
  readonly codeSets: Pick<CodeSetStore, 'state' | 'instructions'>;
  readonly decisions: Pick<DecisionArchive, 'keep' | 'inForce'>;
  readonly now: () => string;
}

/** Which instruction: the version of the corrections, and the row on which it stands. */
export interface Settlement {
  readonly release: string;
  readonly row: number;
  readonly by: string;
  /** What was done about it, or why nothing has to be. */
  readonly reason: string | null;
}

/** Instructions that nobody has settled yet, in order of release and row. */
export const openInstructions =
  ({ codeSets, decisions }: Pick<SettlePorts, 'codeSets'> & { decisions: Pick<DecisionArchive, 'inForce'> }) =>
  async (state: CodeSetState): Promise<readonly InstructionRow[]> => {
    const settled = await decisions.inForce('instruction');
    const rows = await codeSets.instructions(state);
    return rows.filter((row) => !settled.has(subjectOf(state, row)));
  };

/** Keeps a person's word that an instruction of a correction has been dealt with; it is applied to nothing. */
export const settleInstruction =
  ({ codeSets, decisions, now }: SettlePorts) =>
  async ({ release, row, by, reason }: Settlement): Promise<InstructionRow> => {
    const state = await codeSets.state('HCPCS');
    const open = await openInstructions({ codeSets, decisions })(state);
    const found = open.find((each) => each.release === release && each.line === row);
    if (!found) {
      const waiting = open.map((each) => `${each.release} row ${each.line}`).join(', ') || 'none';
      throw new CodesetError(
        'NO_INSTRUCTION',
        `no instruction of ${release} waits on row ${row}; waiting for a person: ${waiting}`,
      );
    }
    const subject = subjectOf(state, found);
    await decisions.keep({ kind: 'instruction', subject, decision: 'settled', by, at: now(), note: reason });
    return found;
  };

/** By the document that it stands in, not by the name of its release: that may change when others come between. */
function subjectOf({ releases }: CodeSetState, { changeSet, line, text }: InstructionRow): string {
  const release = releases.find((each) => each.changeSet === changeSet);
  return `${release?.sha256} ${release?.file} ${line} ${text}`;
}
