import type { KindCounts, ReleaseDetail, ReleaseSummary, ReleasesAnswer } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { coveredPeriods } from '../../shared/codebook/coverage.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetReader } from './question.ts';

/** The releases that the published state holds, in order of the dates from which they are in force. */
export const listReleases =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (codeSet: CodeSet = 'HCPCS'): Promise<ReleasesAnswer> => {
    const state = await codeSets.state(codeSet);
    const releases = await Promise.all(state.releases.map((release) => summaryOf(codeSets, state, release)));
    return {
      codeSet,
      sequence: state.sequence,
      coverage: coveredPeriods(state.releases).map(({ from, to }) => ({ from, to })),
      releases,
    };
  };

/** One release with its counts and what was noted while reading it. */
export const describeRelease =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (name: string, given: CodeSet = 'HCPCS'): Promise<ReleaseDetail> => {
    const codeSet = codeSetMeant(name, given);
    const state = await codeSets.state(codeSet);
    const release = releaseNamed(state, name);
    const rows = (await codeSets.releaseRows(codeSet)).filter(({ content }) => content === release.content);
    const row = rows.find(({ sha256 }) => sha256 === release.sha256) ?? rows[0];
    return {
      ...(await summaryOf(codeSets, state, release)),
      counts: { ...row?.counts },
      notes: [...(row?.notes ?? [])],
    };
  };

/** A year of CPT is called by its number (`2026`), a release of HCPCS by its quarter; undefined for any other name. */
export function codeSetOfRelease(name: string): CodeSet | undefined {
  if (/^\d{4}(?:\.|$)/.test(name)) return 'CPT';
  return /^\d{4}-\d\d/.test(name) ? 'HCPCS' : undefined;
}

/** HCPCS is what is meant where nothing is said: a name that is none of its own says CPT. */
export function codeSetMeant(release: string | undefined, given: CodeSet = 'HCPCS'): CodeSet {
  return given === 'HCPCS' && release !== undefined ? (codeSetOfRelease(release) ?? given) : given;
}

/** Throws where no release of that name is held, and says which are. */
export function releaseNamed({ codeSet, releases }: CodeSetState, name: string): HeldRelease {
  const found = releases.find(({ release }) => release === name);
  if (found) return found;
  const held = releases.map(({ release }) => release).join(', ');
  throw new CodesetError('UNKNOWN_RELEASE', `release ${name} of ${codeSet} is not held; held: ${held || 'none'}`);
}

export function countKinds(changes: readonly CodeChange[]): KindCounts {
  const counts = { added: 0, deleted: 0, revised: 0, reactivated: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}

async function summaryOf(codeSets: CodeSetReader, state: CodeSetState, release: HeldRelease): Promise<ReleaseSummary> {
  const { content: _content, ...facts } = release;
  const changes = await codeSets.changes(state.codeSet, release.changeSet);
  return { ...facts, baseline: release === state.releases[0], changes: countKinds(changes) };
}
