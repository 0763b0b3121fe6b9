import { quarantined } from '../../../functions/queries/quarantined.ts';
import type { DecisionAnswer, QuarantineAnswer } from '../../../shared/api/store-forms.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';
import { textTable } from './table.ts';

/** `codeset quarantine`: what waits for a person. */
export async function quarantine(context: Context, app: LocalApp, options: Common): Promise<void> {
  const waiting = await quarantined(app)();
  answer(context, options, waiting, () => textOf(waiting, context.io.columns));
}

export interface DecideOptions extends Common {
  readonly reason?: string;
  readonly by: string;
}

/** `codeset release approve|reject R`: a person's word about a quarantined release, kept for ever. */
export async function decide(
  context: Context,
  app: LocalApp,
  which: string,
  { verdict, ...options }: DecideOptions & { readonly verdict: Decision<'release'>['decision'] },
): Promise<void> {
  const { release, published } = await app.decide({ which, verdict, by: options.by, reason: options.reason ?? null });
  await withProgress(context, 'Re-checking', app.sweep);
  await app.deliver();
  const { file, sha256 } = release;
  const names = published?.releases.map((each) => each.release) ?? [];
  const document: DecisionAnswer = { release: release.release, file, sha256, verdict, published: names };
  answer(context, options, document, () =>
    published
      ? `HCPCS ${names.join(', ')} (${file}): approved and published.\n`
      : `HCPCS ${release.release} (${file}): rejected; it stays out, and its bytes stay in the archive.\n`,
  );
}

/** `codeset release settle R ROW`: a person has dealt with an instruction that the program could not follow. */
export async function settle(
  context: Context,
  app: LocalApp,
  which: { readonly release: string; readonly row: number },
  options: DecideOptions,
): Promise<void> {
  const { release, code, line, text } = await app.settle({ ...which, by: options.by, reason: options.reason ?? null });
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
      `${counted(releases.length, 'release')} kept out of sight ("codeset release approve R" or "reject R" decides):\n${releases
        .map(
          ({ release, file, status, concerns }) =>
            `  HCPCS ${release} (${file}), ${status}\n${concerns.map(({ text, rule }) => `    it ${text} [${rule}]\n`).join('')}`,
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
