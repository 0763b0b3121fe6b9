import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import { timelineOf } from '../../shared/codebook/timeline.ts';
import type { Decision } from '../../shared/decision.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { type QuarantinedRelease, type QuarantineStore, statusAfter } from '../adapters/quarantine-store.ts';
import { type AppliedWord, withdrawnRow } from './apply-release-decisions.ts';
import type { Published } from './publish-release.ts';
import { sourcesWithout } from './publish-sources.ts';

export interface DecidePorts {
  readonly codeSets: Pick<CodeSetStore, 'state'>;
  readonly decisions: Pick<DecisionArchive, 'keep'>;
  readonly quarantine: Pick<QuarantineStore, 'all'>;
  readonly now: () => string;
  /** Has the word take effect: at once where there is one process, by the publisher's queue in the cloud. */
  readonly apply: () => Promise<readonly AppliedWord[]>;
}

/** Which file: its release, the beginning of its hash, or its name. */
export interface Ruling {
  readonly which: string;
  readonly verdict: Decision<'release'>['decision'];
  readonly by: string;
  readonly reason: string | null;
}

export interface Decided {
  /** The file, as it stands now. */
  readonly release: QuarantinedRelease;
  /** What became of an approved file; null for any other, and while the publisher has not had the word yet. */
  readonly published: Published | null;
  /** Names of the releases that are no longer visible: that of the file, and corrections of it. */
  readonly withdrawn: readonly string[];
}

const codeSets: readonly CodeSet[] = ['HCPCS', 'CPT'];

/** Keeps a person's word about a file for ever, and acts on it. Doing it again does the same. */
export const decideRelease =
  (ports: DecidePorts) =>
  async (ruling: Ruling): Promise<Decided> => {
    const { decisions, now, apply } = ports;
    const { verdict, by, reason } = ruling;
    const word = { kind: 'release', decision: verdict, by, at: now(), note: reason } as const;
    const { rows, withdrawn } = await meant(ports, ruling, word);
    for (const { sha256 } of rows) await decisions.keep({ ...word, subject: sha256 });
    const applied = await apply();
    const [row] = rows as [QuarantinedRelease];
    const done = applied.find(({ release }) => release.sha256 === row.sha256);
    if (done?.refusal) throw done.refusal;
    const release = verdict === 'approve' ? row : { ...row, status: statusAfter(word) };
    return { release, published: done?.published ?? null, withdrawn };
  };

/** The files that the word is about; the first of them is the one that was named. */
async function meant(
  { codeSets: store, quarantine }: DecidePorts,
  { which, verdict }: Ruling,
  word: Pick<Decision<'release'>, 'at' | 'by' | 'note'>,
): Promise<{ rows: readonly QuarantinedRelease[]; withdrawn: readonly string[] }> {
  const kept = (await Promise.all(codeSets.map((codeSet) => quarantine.all(codeSet)))).flat();
  if (verdict !== 'withdraw') return { rows: [chosen(kept, which, 'quarantined')], withdrawn: [] };
  const states = await Promise.all(codeSets.map((codeSet) => store.state(codeSet)));
  const held = states.flatMap((state) => heldFiles(state, word));
  const again = kept.filter(({ status }) => status === 'withdrawn');
  if (!held.some((row) => isMeant(row, which)) && again.some((row) => isMeant(row, which)))
    return { rows: [chosen(again, which, 'withdrawn')], withdrawn: [] };
  const row = chosen(held, which, 'held');
  const state = states.find(({ codeSet }) => codeSet === row.codeSet)!;
  const sha256s = sameFiles(state, row.sha256);
  const others = sha256s.filter((sha256) => sha256 !== row.sha256);
  const rows = [row, ...others.map((sha256) => withdrawnRow(state, { ...word, subject: sha256 }))];
  return { rows, withdrawn: gone(state, new Set(sha256s)) };
}

/** Every release that is visible, by the file that it came in. */
function heldFiles(state: CodeSetState, word: Pick<Decision<'release'>, 'at' | 'by' | 'note'>) {
  return state.releases.map(({ release, sha256, file }) => ({
    ...withdrawnRow(state, { ...word, subject: sha256 }),
    release,
    file,
  }));
}

/** Files that say the same: were one of them left, it would take the place of the other. */
function sameFiles({ sources }: CodeSetState, of: string): readonly string[] {
  const meaning = ({ kind, date, meaning: says }: CodeSetState['sources'][number]) => `${kind} ${date} ${says}`;
  const meanings = new Set(sources.filter(({ sha256 }) => sha256 === of).map(meaning));
  return [...new Set(sources.filter((source) => meanings.has(meaning(source))).map(({ sha256 }) => sha256))];
}

function gone(state: CodeSetState, sha256s: ReadonlySet<string>): readonly string[] {
  const left = new Set(timelineOf(sourcesWithout(state, sha256s)).slots.map(({ content }) => content));
  if (left.size > 0) return state.releases.filter(({ content }) => !left.has(content)).map(({ release }) => release);
  throw new CodesetError(
    'LAST_RELEASE',
    `no other release of ${state.codeSet} is held, and without one nothing can be judged: ingest another one first`,
  );
}

function isMeant({ release, file, sha256 }: QuarantinedRelease, which: string): boolean {
  return release === which || file === which || (which.length >= 8 && sha256.startsWith(which));
}

function chosen(releases: readonly QuarantinedRelease[], which: string, state: string): QuarantinedRelease {
  const found = releases.filter((each) => isMeant(each, which));
  const [only] = found;
  if (only && new Set(found.map(({ sha256 }) => sha256)).size === 1) return only;
  const named = (each: QuarantinedRelease) => `${each.release} (${each.file}, ${each.sha256.slice(0, 12)})`;
  if (found.length > 1)
    throw new CodesetError(
      'AMBIGUOUS',
      `"${which}" names several files, say which by its hash: ${found.map(named).join(', ')}`,
    );
  const waiting = releases.map(named).join(', ') || 'none';
  const there = state === 'held' ? 'held' : 'waiting for a decision';
  throw new CodesetError('NOT_QUARANTINED', `no release ${which} is ${state}; ${there}: ${waiting}`);
}
