import { notHeld } from '../../../functions/queries/describe-health.ts';
import { listChanges, scopeOf } from '../../../functions/queries/list-changes.ts';
import { codeSetOfRelease } from '../../../functions/queries/list-releases.ts';
import type { ListedChange } from '../../../shared/api/code-set-forms.ts';
import type { ChangeKind } from '../../../shared/changes/change.ts';
import type { CodeSet } from '../../../shared/code.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { changeCounts, changeTable } from './change-text.ts';
import { answer, type Common, type Context, noReleaseYet } from './context.ts';
import { copyrightText, licensedHere, withCopyright } from './licensed.ts';

export interface ChangesOptions extends Common {
  readonly codeSet?: CodeSet;
  readonly release?: string;
  readonly code?: string;
  readonly kind?: string;
}

const kinds: readonly string[] = ['added', 'deleted', 'revised', 'reactivated'] satisfies readonly ChangeKind[];

/**
 * `codeset changes`: of one release, the newest unless one is named, or of one code in all of them. A release's name and
 * a code tell their code set.
 */
export async function changes(context: Context, app: LocalApp, options: ChangesOptions): Promise<void> {
  const { code, kind } = options;
  if (kind && !kinds.includes(kind))
    throw new CodesetError('USAGE', `"${kind}" is no kind of change: ${kinds.join(', ')}`, 2);
  const codeSet = await codeSetMeant(app, options);
  const { releases } = await app.codeSets.state(codeSet);
  const release = options.release ?? (code ? undefined : releases.at(-1)?.release);
  const codeSets = licensedHere(app);
  const question = {
    codeSet,
    ...(release ? { release } : {}),
    ...(code ? { code } : {}),
    ...(kind ? { kind: kind as ChangeKind } : {}),
    limit: Number.POSITIVE_INFINITY,
  };
  const page = await listChanges({ codeSets })(question);
  const shown = { codeSet, held: releases.length, release: release ?? null, wide: context.io.columns };
  answer(context, options, withCopyright(page, codeSets), () => textOf(page.changes, shown) + copyrightText(codeSets));
}

/** Where nothing is named: HCPCS, or CPT where that alone is held. */
async function codeSetMeant({ codeSets }: LocalApp, options: ChangesOptions): Promise<CodeSet> {
  const { release, code } = options;
  const given = options.codeSet ?? (release ? codeSetOfRelease(release) : undefined);
  if (given) return given;
  if (code) return (await scopeOf(codeSets, { code })).codeSet;
  const held = async (codeSet: CodeSet) => (await codeSets.state(codeSet)).releases.length > 0;
  return !(await held('HCPCS')) && (await held('CPT')) ? 'CPT' : 'HCPCS';
}

interface Shown {
  readonly codeSet: CodeSet;
  readonly held: number;
  readonly release: string | null;
  readonly wide: number | undefined;
}

function textOf(list: readonly ListedChange[], { codeSet, held, release, wide }: Shown): string {
  if (held === 0) return codeSet === 'CPT' ? `CPT is ${notHeld.CPT}.\n` : noReleaseYet;
  if (list.length === 0 && held === 1)
    return 'One release is held; changes show once there is a second to compare it with.\n';
  const heading = release ? `${codeSet} ${release}: ${changeCounts(list)}\n` : `${changeCounts(list)}\n`;
  const groups = [...new Set(list.map((change) => change.release))];
  const tables = groups.map((of) => {
    const name = release ? '' : `\n${codeSet} ${of}\n`;
    return `${name}\n${changeTable(
      list.filter((change) => change.release === of),
      wide,
    )}`;
  });
  return heading + tables.join('');
}
