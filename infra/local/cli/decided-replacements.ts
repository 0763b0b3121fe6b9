import type { ReplacementRuling } from '../../../functions/publish/decide-replacement.ts';
import { decisionAnswer, waitingReplacements } from '../../../functions/queries/decided-replacements.ts';
import type {
  ReplacementDecisionAnswer,
  ReplacementDecisionsAnswer,
  WaitingReplacements,
} from '../../../shared/api/replacement-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { replacementText } from './change-text.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';
import { textTable } from './table.ts';

export interface RulingOptions extends Common {
  readonly units?: string;
  readonly note?: string;
  readonly by: string;
}

/** `codeset replacements accept|reject|edit|reopen OLD NEW`: a person's word, kept for ever and applied at once. */
export async function decideReplacement(
  context: Context,
  app: LocalApp,
  codes: readonly [old: string, code: string],
  { verdict, ...options }: RulingOptions & Pick<ReplacementRuling, 'verdict'>,
): Promise<void> {
  const { units, note = null, by } = options;
  const ruling = {
    old: codes[0],
    code: codes[1],
    verdict,
    by,
    note,
    units: units === undefined ? null : unitsOf(units),
  };
  const made: ReplacementDecisionAnswer = decisionAnswer(await app.decideReplacement(ruling));
  const { lines } = await withProgress(context, 'Re-checking', app.sweep);
  await app.deliver(options.today);
  const again = lines > 0 ? ` ${counted(lines, 'stored line')} judged again.` : '';
  answer(context, options, made, () => `${wordsOf(made)}${again}\n`);
}

/** `codeset replacements --waiting`. */
export async function waiting(context: Context, app: LocalApp, options: Common): Promise<void> {
  const found = await waitingReplacements(app)();
  answer(context, options, found, () => waitingText(found, context.io.columns));
}

/** `codeset replacements --decided`: every word that was said, the former ones included. */
export async function decided(context: Context, app: LocalApp, options: Common): Promise<void> {
  const decisions = (await app.decisions.all('replacement')).map(decisionAnswer);
  const found: ReplacementDecisionsAnswer = { decisions };
  answer(context, options, found, () =>
    decisions.length === 0 ? 'Nobody has decided about a replacement yet.\n' : `${decisions.map(wordsOf).join('\n')}\n`,
  );
}

const said: Readonly<Record<ReplacementRuling['verdict'], string>> = {
  accept: 'is accepted',
  reject: 'is rejected',
  edit: 'is accepted',
  reopen: 'waits for a decision again',
};

function wordsOf({ old, code, verdict, units, by, at, note }: ReplacementDecisionAnswer): string {
  const factor = units ? `, ${units.numerator}/${units.denominator} units for one` : '';
  return `${code} for ${old} ${said[verdict]}${factor} (${by}, ${at.slice(0, 16).replace('T', ' ')}${note ? `: ${note}` : ''}).`;
}

function waitingText({ waiting }: WaitingReplacements, columns: number | undefined): string {
  if (waiting.length === 0) return 'No replacement waits for a decision.\n';
  const rows = waiting.flatMap(({ code, shortDescription, endedOn, replacements }) =>
    replacements
      .filter(({ status }) => status === 'proposed')
      .map((each, index) => [
        ...(index === 0 ? [code, endedOn ?? '-', shortDescription] : ['', '', '']),
        replacementText(each),
        each.reasons.join('; '),
      ]),
  );
  const headings = [
    { heading: 'CODE' },
    { heading: 'LAST DAY' },
    { heading: 'NAME' },
    { heading: 'PROPOSED' },
    { heading: 'REASONS', width: 90 },
  ];
  const how = 'Decide with "codeset replacements accept|reject OLD NEW" or "edit OLD NEW --units N/D".';
  return `${counted(waiting.length, 'discontinued code')}. ${how}\n\n${textTable(headings, rows, columns)}`;
}

function unitsOf(written: string): { numerator: number; denominator: number } {
  const match = /^(\d{1,9})(?:\/(\d{1,9}))?$/.exec(written.trim());
  const [numerator, denominator] = [Number(match?.[1]), Number(match?.[2] ?? 1)];
  if (match && numerator > 0 && denominator > 0) return { numerator, denominator };
  throw new CodesetError('USAGE', `"${written}" are no units: write new units for one old as 20 or 1/5`, 2);
}
