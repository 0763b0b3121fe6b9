import { listChanges } from '../../../functions/queries/list-changes.ts';
import type { ListedChange } from '../../../shared/api/code-set-forms.ts';
import type { ChangeKind } from '../../../shared/changes/change.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { changeCounts, changeTable } from './change-text.ts';
import { answer, type Common, type Context, noReleaseYet } from './context.ts';

export interface ChangesOptions extends Common {
  readonly release?: string;
  readonly code?: string;
  readonly kind?: string;
}

const kinds: readonly string[] = ['added', 'deleted', 'revised', 'reactivated'] satisfies readonly ChangeKind[];

/** `codeset changes`: of one release, the newest unless one is named, or of one code in all of them. */
export async function changes(context: Context, app: LocalApp, options: ChangesOptions): Promise<void> {
  const { code, kind } = options;
  if (kind && !kinds.includes(kind))
    throw new CodesetError('USAGE', `"${kind}" is no kind of change: ${kinds.join(', ')}`, 2);
  const { releases } = await app.codeSets.state('HCPCS');
  const release = options.release ?? (code ? undefined : releases.at(-1)?.release);
  const question = {
    ...(release ? { release } : {}),
    ...(code ? { code } : {}),
    ...(kind ? { kind: kind as ChangeKind } : {}),
    limit: Number.POSITIVE_INFINITY,
  };
  const page = await listChanges(app)(question);
  answer(context, options, page, () =>
    textOf(page.changes, { held: releases.length, release: release ?? null, wide: context.io.columns }),
  );
}

interface Shown {
  readonly held: number;
  readonly release: string | null;
  readonly wide: number | undefined;
}

function textOf(list: readonly ListedChange[], { held, release, wide }: Shown): string {
  if (held === 0) return noReleaseYet;
  if (list.length === 0 && held === 1)
    return 'One release is held; changes show once there is a second to compare it with.\n';
  const heading = release ? `HCPCS ${release}: ${changeCounts(list)}\n` : `${changeCounts(list)}\n`;
  const groups = [...new Set(list.map((change) => change.release))];
  const tables = groups.map((of) => {
    const name = release ? '' : `\nHCPCS ${of}\n`;
    return `${name}\n${changeTable(
      list.filter((change) => change.release === of),
      wide,
    )}`;
  });
  return heading + tables.join('');
}
