import { awaitingLines, unheldLines } from '../../../functions/adapters/sweep-store.ts';
import { codeSetOfRelease, releaseNamed } from '../../../functions/queries/list-releases.ts';
import type { RecheckAnswer } from '../../../shared/api/command-forms.ts';
import { affectedSince } from '../../../shared/changes/affects-lines.ts';
import type { HeldRelease } from '../../../shared/codebook/code-set-state.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context, remark } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';

export interface RecheckOptions extends Common {
  readonly release?: string;
  readonly watch?: true;
}

/** `codeset recheck`: judges the stored lines again that a release touches. Doing it twice changes nothing. */
export async function recheck(context: Context, app: LocalApp, options: RecheckOptions): Promise<void> {
  const chosen = await chosenReleases(app, options.release);
  for (const { codeSet, changeSet, date } of chosen) {
    const [first] = (await app.codeSets.state(codeSet)).releases;
    const since = affectedSince(await app.codeSets.changes(codeSet, changeSet));
    const due = new Map([[awaitingLines, date], ...since]);
    if (changeSet === first!.changeSet) due.set(unheldLines, date);
    await app.sweeps.plan(codeSet, changeSet, changeSet !== first!.changeSet, due);
  }
  const done = options.watch
    ? await app.sweep(everySecond((text) => remark(context, text)))
    : await withProgress(context, 'Re-checking', app.sweep);
  const { sent } = await app.deliver(options.today);
  const document: RecheckAnswer = {
    release: chosen[0]?.release ?? null,
    releases: chosen.map(nameOf),
    ...done,
    alerts: sent.length,
  };
  answer(context, options, document, () => textOf(document));
}

/** A line a second, for a terminal and for a log alike. */
function everySecond(tell: (text: string) => void): Parameters<LocalApp['sweep']>[0] {
  let told = 0;
  return (done, total, code) => {
    const last = done >= total;
    if (!last && Date.now() - told < 1_000) return;
    told = Date.now();
    tell(`${done} of ${total} codes, ${code}`);
  };
}

/** The one that is named, else the newest of each code set. */
async function chosenReleases({ codeSets }: LocalApp, name: string | undefined): Promise<readonly HeldRelease[]> {
  if (name !== undefined) return [releaseNamed(await codeSets.state(codeSetOfRelease(name) ?? 'HCPCS'), name)];
  const states = [await codeSets.state('HCPCS'), await codeSets.state('CPT')];
  return states.flatMap(({ releases }) => releases.slice(-1));
}

function nameOf({ codeSet, release }: HeldRelease): string {
  return `${codeSet} ${release}`;
}

function textOf({ releases, lines, raised, cleared, alerts }: RecheckAnswer): string {
  if (releases.length === 0)
    return 'No release is held yet, so there is nothing to re-check. Hand one in with "codeset ingest FILE".\n';
  return `${releases.join(', ')}: ${counted(lines, 'stored line')} judged, ${counted(raised, 'new finding')}, ${cleared} cleared, ${counted(alerts, 'alert')} written.\n`;
}
