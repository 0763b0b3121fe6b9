import { isDeepStrictEqual } from 'node:util';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { ReleasePublished } from '../../shared/pipeline.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { Comparisons } from './comparisons.ts';
import { planPublication } from './plan-publication.ts';
import { SlotRecords } from './slot-records.ts';
import { type WritePorts, writeBook, writeState } from './write-publication.ts';

export interface ApplyPorts extends WritePorts {
  readonly decisions: Pick<DecisionArchive, 'inForce'>;
}

/** CPT's replacements are AMA's own words; nothing is inferred there. */
const codeSet: CodeSet = 'HCPCS';
const nothingNew = { files: new Map(), documents: new Map() };
const attempts = 5;
/** Lines of the codes are judged again whatever their dates. */
const beginning: IsoDate = '1900-01-01';

/** What people decided about replacements, the last word of each; sorted by subject, so that one set is one text. */
export async function replacementDecisions(
  decisions: Pick<DecisionArchive, 'inForce'>,
): Promise<CodeSetState['decisions']> {
  const inForce = [...(await decisions.inForce('replacement')).values()];
  return inForce.sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/**
 * Publishes the code book anew by what people have decided, and has the lines hit judged again. Null where the state
 * rests on these decisions already. A release that is published meanwhile comes first, and it is done once more.
 */
export async function applyDecisions(ports: ApplyPorts): Promise<ReleasePublished | null> {
  const { codeSets, sweeps } = ports;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const state = await codeSets.state(codeSet);
    const decisions = await replacementDecisions(ports.decisions);
    const newest = state.releases.at(-1);
    if (!newest || isDeepStrictEqual(decisions, state.decisions)) return null;
    const codeBook = await bookAnew(ports, state, decisions);
    await sweeps.planAlso(codeSet, newest.changeSet, codesOf(state.decisions, decisions));
    const sequence = state.sequence + 1;
    const key = await writeState(codeSets, { ...state, sequence, codeBook, decisions });
    if (await codeSets.flip(codeSet, state.sequence, { sequence, key }))
      return { type: 'ReleasePublished', codeSet, changeSets: [newest.changeSet] };
  }
  throw new CodesetError(
    'STATE_MOVED',
    'releases are being published; the decision is kept, and holds from the next one',
  );
}

async function bookAnew(
  { codeSets }: ApplyPorts,
  state: CodeSetState,
  decisions: CodeSetState['decisions'],
): Promise<string> {
  const publication = planPublication(state, state.sources);
  const records = new SlotRecords(codeSets, nothingNew);
  const work = { publication, records, comparisons: new Comparisons(codeSets, records, publication) };
  return writeBook(codeSets, work, state.releases, decisions);
}

/** Both codes of each pair on which the last word is another. */
function codesOf(before: CodeSetState['decisions'], now: CodeSetState['decisions']): ReadonlyMap<string, IsoDate> {
  const said = (list: CodeSetState['decisions']) => new Set(list.map((made) => JSON.stringify(made)));
  const [then, next] = [said(before), said(now)];
  const moved = [...before, ...now].filter(
    (made) => !(then.has(JSON.stringify(made)) && next.has(JSON.stringify(made))),
  );
  return new Map(moved.flatMap(({ subject }) => subject.split(' ')).map((code) => [code, beginning]));
}
