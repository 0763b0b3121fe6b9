import { awaitingLines } from '../../../functions/adapters/sweep-store.ts';
import { releaseNamed } from '../../../functions/queries/list-releases.ts';
import type { RecheckAnswer } from '../../../shared/api/command-forms.ts';
import { affectedSince } from '../../../shared/changes/affects-lines.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';

export interface RecheckOptions extends Common {
  readonly release?: string;
}

/** `codeset recheck`: judges the stored lines again that a release touches. Doing it twice changes nothing. */
export async function recheck(context: Context, app: LocalApp, options: RecheckOptions): Promise<void> {
  const state = await app.codeSets.state('HCPCS');
  const chosen = options.release ? releaseNamed(state, options.release) : state.releases.at(-1);
  if (chosen) {
    const since = affectedSince(await app.codeSets.changes('HCPCS', chosen.changeSet));
    const due = new Map([[awaitingLines, chosen.date], ...since]);
    await app.sweeps.plan('HCPCS', chosen.changeSet, chosen !== state.releases[0], due);
  }
  const done = await withProgress(context, 'Re-checking', app.sweep);
  const { sent } = await app.deliver();
  const document: RecheckAnswer = { release: chosen?.release ?? null, ...done, alerts: sent.length };
  answer(context, options, document, () => textOf(document));
}

function textOf({ release, lines, raised, cleared, alerts }: RecheckAnswer): string {
  if (release === null)
    return 'No release is held yet, so there is nothing to re-check. Hand one in with "codeset ingest FILE".\n';
  return `HCPCS ${release}: ${counted(lines, 'stored line')} judged, ${counted(raised, 'new finding')}, ${cleared} cleared, ${counted(alerts, 'alert')} written.\n`;
}
