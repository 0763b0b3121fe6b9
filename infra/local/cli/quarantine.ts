import type { Decided } from '../../../functions/publish/decide-release.ts';
import { decisionAnswer } from '../../../functions/queries/decided-releases.ts';
import type { QuarantineAnswer } from '../../../shared/api/store-forms.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';
import { textTable } from './table.ts';

/** `codeset quarantine`: what waits for a person. */
export async function quarantine(context: Context, app: LocalApp, options: Common): Promise<void> {
  const waiting = await app.quarantined();
  answer(context, options, waiting, () => textOf(waiting, context.io.columns));
}

export interface DecideOptions extends Common {
  readonly reason?: string;
  readonly by: string;
}

/** `codeset release approve|reject|withdraw R`: a person's word about a release, kept for ever. */
export async function decide(
  context: Context,
  app: LocalApp,
  which: string,
  { verdict, ...options }: DecideOptions & { readonly verdict: Decision<'release'>['decision'] },
): Promise<void> {
  const decided = await app.decideRelease({ which, verdict, by: options.by, reason: options.reason ?? null });
  await withProgress(context, 'Re-checking', app.sweep);
  await app.deliver(options.today);
  answer(context, options, decisionAnswer(decided, verdict), () => sentenceOf(decided, verdict));
}

function sentenceOf({ release, published, withdrawn }: Decided, verdict: Decision<'release'>['decision']): string {
  const named = (names: readonly string[]) => `${release.codeSet} ${names.join(', ')} (${release.file})`;
  if (published) return `${named(published.releases.map((each) => each.release))}: approved and published.\n`;
  if (verdict === 'reject')
    return `${named([release.release])}: rejected; it stays out, and its bytes stay in the archive.\n`;
  if (withdrawn.length === 0) return `${named([release.release])}: withdrawn already.\n`;
  return `${named(withdrawn)}: withdrawn; those who heard of it are told. "codeset release approve ${release.release}" undoes it.\n`;
}

/** `codeset release settle R ROW`: a person has dealt with an instruction that the program could not follow. */
export async function settle(
  context: Context,
  app: LocalApp,
  which: { readonly release: string; readonly row: number },
  options: DecideOptions,
): Promise<void> {
  const { release, code, line, text } = await app.settleInstruction({
    ...which,
    by: options.by,
    reason: options.reason ?? null,
  });
  answer(
    context,
    options,
    { release, code, row: line, text },
    () => `HCPCS ${release}, row ${line} ("${text}"): settled.\n`,
  );
}

function textOf({ releases, waiting, instructions }: QuarantineAnswer, columns: number | undefined): string {
  const parts: string[] = [];
  if (releases.length > 0)
    parts.push(
      `${counted(releases.length, 'release')} kept out of sight ("codeset release approve R" publishes one, "reject R" keeps it out):\n${releases
        .map(
          ({ codeSet, release, file, status, concerns }) =>
            `  ${codeSet} ${release} (${file}), ${status}\n${concerns.map(({ text, rule }) => `    it ${text} [${rule}]\n`).join('')}`,
        )
        .join('')}`,
    );
  if (waiting.length > 0)
    parts.push(
      `${counted(waiting.length, 'correction')} of releases that are not held yet:\n${waiting.map(({ corrects, version, file }) => `  V${version} of ${corrects} (${file})\n`).join('')}`,
    );
  if (instructions.length > 0)
    parts.push(
      `${counted(instructions.length, 'instruction')} of corrections that were not understood, and not applied ("codeset release settle R ROW" when dealt with):\n${textTable(
        [
          { heading: 'RELEASE' },
          { heading: 'CODE' },
          { heading: 'ROW' },
          { heading: 'IN ITS OWN WORDS', width: 70 },
          { heading: 'WHY', width: 60 },
        ],
        instructions.map(({ release, code, line, text, reason }) => [release, code ?? '', String(line), text, reason]),
        columns,
      )}`,
    );
  return parts.length > 0 ? parts.join('\n') : 'Nothing waits for a decision.\n';
}
