import { notHeld } from '../../../functions/queries/describe-health.ts';
import { listReleases } from '../../../functions/queries/list-releases.ts';
import type { ReleaseSummary } from '../../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../../shared/code.ts';
import type { LocalApp } from '../local-app.ts';
import { countsText } from './change-text.ts';
import { answer, type Common, type Context, noReleaseYet } from './context.ts';
import { textTable } from './table.ts';

export interface ReleasesOptions extends Common {
  readonly codeSet?: CodeSet;
}

/** `codeset releases`: what is held of each code set, in order of time; each release names its own. */
export async function releases(context: Context, app: LocalApp, options: ReleasesOptions): Promise<void> {
  const hcpcs = await listReleases(app)('HCPCS');
  const cpt = await listReleases(app)('CPT');
  const chosen = options.codeSet === 'CPT' ? cpt : hcpcs;
  const list = options.codeSet ? chosen.releases : [...hcpcs.releases, ...cpt.releases];
  answer(context, options, { ...chosen, releases: list }, () => {
    const none = hcpcs.releases.length === 0 && options.codeSet !== 'CPT' ? noReleaseYet : '';
    const unlicensed = cpt.releases.length === 0 && options.codeSet !== 'HCPCS' ? `CPT is ${notHeld.CPT}.\n` : '';
    return `${list.length > 0 ? tableOf(list, context.io.columns) : ''}${none}${unlicensed}`;
  });
}

function tableOf(list: readonly ReleaseSummary[], wide: number | undefined): string {
  return textTable(
    [
      { heading: 'RELEASE' },
      { heading: 'IN FORCE' },
      { heading: 'PUBLISHED' },
      { heading: 'CODES', align: 'right' },
      { heading: 'CHANGES', width: 60 },
      { heading: 'FILE', width: 60 },
    ],
    list.map((release) => [
      `${release.codeSet} ${release.release}`,
      release.date,
      release.knownSince,
      release.records.toLocaleString('en-US'),
      release.baseline ? 'first release held' : countsText(release.changes),
      release.file,
    ]),
    wide,
  );
}
