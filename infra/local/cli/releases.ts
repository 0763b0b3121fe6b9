import type { HeldRelease } from '../../../shared/codebook/code-set-state.ts';
import type { LocalApp } from '../local-app.ts';
import { changeCounts } from './change-text.ts';
import { answer, type Common, type Context } from './context.ts';
import { textTable } from './table.ts';

/** `codeset releases`: what is held, in order of time. */
export async function releases(context: Context, app: LocalApp, options: Common): Promise<void> {
  const { releases: held } = await app.codeSets.state('HCPCS');
  const rows: { release: HeldRelease; counts: string }[] = [];
  for (const release of held)
    rows.push({ release, counts: changeCounts(await app.codeSets.changes('HCPCS', release.changeSet)) });
  answer(context, options, held, () =>
    rows.length === 0
      ? 'No release is held yet. Fetch the newest with "codeset ingest --cms", or hand one in with "codeset ingest FILE".\n'
      : textTable(
          [
            { heading: 'RELEASE' },
            { heading: 'IN FORCE' },
            { heading: 'PUBLISHED' },
            { heading: 'CODES', align: 'right' },
            { heading: 'CHANGES', width: 60 },
            { heading: 'FILE', width: 60 },
          ],
          rows.map(({ release, counts }, index) => [
            `HCPCS ${release.release}`,
            release.date,
            release.knownSince,
            release.records.toLocaleString('en-US'),
            index === 0 ? 'first release held' : counts,
            release.file,
          ]),
        ),
  );
}
