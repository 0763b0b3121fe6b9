import { affectedSince } from '../../../shared/changes/affects-lines.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';

export interface RecheckOptions extends Common {
  readonly release?: string;
}

/** `codeset recheck`: judges the stored lines again that a release touches. Doing it twice changes nothing. */
export async function recheck(context: Context, app: LocalApp, options: RecheckOptions): Promise<void> {
  const { releases } = await app.codeSets.state('HCPCS');
  const chosen = options.release ? releases.find(({ release }) => release === options.release) : releases.at(-1);
  if (options.release && !chosen) {
    const held = releases.map(({ release }) => release).join(', ') || 'none';
    throw new CodesetError('NO_SUCH_RELEASE', `release ${options.release} is not held; held: ${held}`, 1);
  }
  if (chosen) {
    const notify = chosen !== releases[0];
    await app.sweeps.plan(
      'HCPCS',
      chosen.changeSet,
      notify,
      affectedSince(await app.codeSets.changes('HCPCS', chosen.changeSet)),
    );
  }
  const done = await withProgress(context, 'Re-checking', app.sweep);
  const { sent: alerts } = await app.deliver();
  const document = { release: chosen?.release ?? null, ...done, alerts: alerts.length };
  answer(context, options, document, () =>
    chosen
      ? `HCPCS ${chosen.release}: ${counted(done.lines, 'stored line')} judged, ${counted(done.raised, 'new finding')}, ${done.cleared} cleared, ${counted(alerts.length, 'alert')} written.\n`
      : 'No release is held yet, so there is nothing to re-check. Hand one in with "codeset ingest FILE".\n',
  );
}
