import { createHash } from 'node:crypto';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetReader } from '../queries/question.ts';
import { AnswerCache } from './answer-cache.ts';
import type { Service } from './service.ts';

/** For so long, in milliseconds, a published state is taken for the newest without asking the database. */
const trust = 250;

/** What is published, held still: whatever becomes visible meanwhile, all parts of one answer are of one state. */
export interface Snapshot {
  readonly codeSets: CodeSetReader;
  /** Names the published state, the day and the program: an answer follows from it and the address. */
  readonly name: string;
  readonly answers: AnswerCache;
}

/** What is published, as this process knows it. */
export interface Published {
  /** The snapshot that is held for the newest at this moment; undefined where it has to be looked for. */
  current(): Snapshot | undefined;
  /** The same snapshot, with the answers made already, for as long as nothing is published. */
  newest(): Promise<Snapshot>;
}

export function snapshots({ codeSets, today, version }: Pick<Service, 'codeSets' | 'today' | 'version'>): Published {
  let held: Snapshot | undefined;
  let flips = codeSets.flips;
  let until = 0;
  const current = () => (performance.now() < until && flips === codeSets.flips ? held : undefined);
  return {
    current,
    async newest() {
      const known = current();
      if (known) return known;
      const before = codeSets.flips;
      const [hcpcs, cpt] = await Promise.all([codeSets.state('HCPCS'), codeSets.state('CPT')]);
      const name = `${today()} ${version} ${hcpcs.sequence} ${hcpcs.codeBook} ${cpt.sequence} ${cpt.codeBook}`;
      if (held?.name !== name) held = { name, answers: new AnswerCache(), codeSets: pinned(codeSets, hcpcs, cpt) };
      flips = before;
      until = performance.now() + trust;
      return held;
    },
  };
}

/** Names one answer of a snapshot without making it. */
export function entityTag({ name }: Pick<Snapshot, 'name'>, address: string): string {
  return `"${createHash('sha256').update(`${name} ${address}`).digest('base64url').slice(0, 22)}"`;
}

/** Whether the caller says in `If-None-Match` that it has the answer. */
export function isHeld(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false;
  const held = ifNoneMatch.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return held.includes(tag) || held.includes('*');
}

function pinned(codeSets: CodeSetReader, hcpcs: CodeSetState, cpt: CodeSetState): CodeSetReader {
  return {
    state: async (codeSet: CodeSet) => (codeSet === 'HCPCS' ? hcpcs : cpt),
    codeBook: (state) => codeSets.codeBook(state),
    records: (codeSet, content) => codeSets.records(codeSet, content),
    versions: remembering((state, code) => codeSets.versions(state, code)),
    changes: (codeSet, changeSet) => codeSets.changes(codeSet, changeSet),
    releaseRows: (codeSet) => codeSets.releaseRows(codeSet),
    report: (release) => codeSets.report(release),
  };
}

/** Codes whose versions are kept in memory: some 20 MB of them at most. */
const mostCodes = 4_000;

/** A published state does not change: what was read of a code is asked of the database once, whatever the date. */
function remembering(read: CodeSetReader['versions']): CodeSetReader['versions'] {
  const known = new Map<string, ReturnType<typeof read>>();
  return (state, code) => {
    const name = `${state.codeSet} ${code}`;
    const held = known.get(name);
    if (held) return held;
    const reading = read(state, code);
    if (known.size >= mostCodes) known.clear();
    known.set(name, reading);
    reading.catch(() => known.delete(name));
    return reading;
  };
}
