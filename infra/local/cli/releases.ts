import { listReleases } from '../../../functions/queries/list-releases.ts';
import type { LocalApp } from '../local-app.ts';
import { countsText } from './change-text.ts';
import { answer, type Common, type Context, noReleaseYet } from './context.ts';
import { textTable } from './table.ts';

/** `codeset releases`: what is held, in order of time. */
export async function releases(context: Context, app: LocalApp, options: Common): Promise<void> {
  const held = await listReleases(app)();
  answer(context, options, held, () =>
    held.releases.length === 0
      ? noReleaseYet
      : textTable(
          [
            { heading: 'RELEASE' },
            { heading: 'IN FORCE' },
            { heading: 'PUBLISHED' },
            { heading: 'CODES', align: 'right' },
            { heading: 'CHANGES', width: 60 },
            { heading: 'FILE', width: 60 },
          ],
          held.releases.map((release) => [
            `HCPCS ${release.release}`,
            release.date,
            release.knownSince,
            release.records.toLocaleString('en-US'),
            release.baseline ? 'first release held' : countsText(release.changes),
            release.file,
          ]),
          context.io.columns,
        ),
  );
}
