import type { KindCounts, ReleaseSummary } from '../../shared/api/code-set-forms.ts';
import { type CodeSet, sectionOf } from '../../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type Agreement, agreement } from '../../shared/release/report-agreement.ts';
import { countKinds, listReleases, releaseNamed } from './list-releases.ts';
import type { CodeSetReader } from './question.ts';

/** Changes of one section of HCPCS; the empty letter stands for modifiers, and for codes of other sets. */
export interface SectionCounts {
  readonly section: string;
  readonly changes: KindCounts;
}

export interface ReleaseOverview extends ReleaseSummary {
  readonly sections: readonly SectionCounts[];
  /** CMS's own transaction report came with it. */
  readonly reported: boolean;
}

/** Every release of a code set, the newest first, with its changes by kind and section. */
export const releaseOverviews =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (codeSet: CodeSet): Promise<readonly ReleaseOverview[]> => {
    const { releases } = await listReleases({ codeSets })(codeSet);
    const state = await codeSets.state(codeSet);
    const overviews = await Promise.all(
      releases.map(async (summary) => {
        const release = releaseNamed(state, summary.release);
        const reported = (await codeSets.report(release)) !== null;
        return { ...summary, sections: await sectionCounts(codeSets, release), reported };
      }),
    );
    return overviews.reverse();
  };

/** Changes of a release by section, in order of the letters. */
export async function sectionCounts(
  codeSets: Pick<CodeSetReader, 'changes'>,
  { codeSet, changeSet }: HeldRelease,
): Promise<readonly SectionCounts[]> {
  const changes = await codeSets.changes(codeSet, changeSet);
  const letters = [...new Set(changes.map(({ code }) => sectionOf(code)))].sort();
  return letters.map((section) => ({
    section,
    changes: countKinds(changes.filter(({ code }) => sectionOf(code) === section)),
  }));
}

/** How a release agrees with CMS's own report on it; null where none came with it, or there is nothing to compare. */
export async function agreementOf(
  codeSets: CodeSetReader,
  state: CodeSetState,
  release: HeldRelease,
): Promise<Agreement | null> {
  const before = state.releases[state.releases.indexOf(release) - 1];
  const report = await codeSets.report(release);
  if (!before || !report) return null;
  const [changes, older, newer] = await Promise.all([
    codeSets.changes(state.codeSet, release.changeSet),
    codeSets.records(state.codeSet, before.content),
    codeSets.records(state.codeSet, release.content),
  ]);
  return agreement(
    changes,
    { actions: report },
    { older: { date: before.date, records: older }, newer: { date: release.date, records: newer } },
  );
}
