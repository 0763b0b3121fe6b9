import { notHeld } from '../../../functions/queries/describe-health.ts';
import { followFeed } from '../../../functions/queries/follow-feed.ts';
import { listChanges, scopeOf } from '../../../functions/queries/list-changes.ts';
import { codeSetOfRelease } from '../../../functions/queries/list-releases.ts';
import type { ChangesPage, ListedChange } from '../../../shared/api/code-set-forms.ts';
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
  /** `start`, or the `since` of an earlier answer. */
  readonly since?: string;
  readonly limit?: number;
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
  if (options.since !== undefined) return since(context, app, codeSet, { ...options, since: options.since });
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

/** `codeset changes --since CURSOR`: what was published here from there on, corrections and late releases included. */
async function since(
  context: Context,
  app: LocalApp,
  codeSet: CodeSet,
  options: ChangesOptions & { readonly since: string },
): Promise<void> {
  const { release, code, kind, limit = Number.POSITIVE_INFINITY } = options;
  if (release ?? code ?? kind)
    throw new CodesetError('USAGE', '--since goes with no other filter, else changes would be passed over', 2);
  const codeSets = licensedHere(app);
  const page = await followFeed({ codeSets })({ codeSet, since: options.since, limit });
  answer(
    context,
    options,
    withCopyright(page, codeSets),
    () => `${feedText(page, context.io.columns)}${copyrightText(codeSets)}`,
  );
}

function feedText({ changes, superseded, since: cursor, more }: ChangesPage, wide: number | undefined): string {
  const replaced =
    superseded.length > 0 ? `Void: ${superseded.join(', ')} (change sets that others took the place of)\n` : '';
  const groups = [...new Set(changes.map(({ release }) => release))];
  const tables = groups.map(
    (of) =>
      `\n${of}\n\n${changeTable(
        changes.filter(({ release }) => release === of),
        wide,
      )}`,
  );
  const next = `${more ? 'More is ready: go on' : 'Go on later'} with --since ${cursor}\n`;
  return `${changeCounts(changes)}\n${replaced}${tables.join('')}\n${next}`;
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
