import { codeAt } from '../../../functions/queries/code-at.ts';
import { replacementsFor } from '../../../functions/queries/replacements-for.ts';
import { whereUsed } from '../../../functions/queries/where-used.ts';
import type { CodeUse } from '../../../shared/api/claim-forms.ts';
import type { CodeAnswer } from '../../../shared/api/code-set-forms.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { changeTable, replacementList, replacementText } from './change-text.ts';
import { answer, type Common, type Context } from './context.ts';
import { copyrightText, licensedHere, withCopyright } from './licensed.ts';

export interface CodeOptions extends Common {
  readonly on?: IsoDate;
  readonly asKnown?: IsoDate;
  readonly payer?: string;
}

/** `codeset code CODE`: its lives, what it meant, what replaces it. */
export async function code(context: Context, app: LocalApp, written: string, options: CodeOptions): Promise<void> {
  const on = options.on ?? options.today;
  const codeSets = licensedHere(app);
  const found = await codeAt({ codeSets })({ code: written, on, asKnown: options.asKnown ?? null });
  const use = await whereUsed(app)(localAccount, written, options.today);
  const document = withCopyright({ ...found, use }, codeSets);
  answer(context, options, document, () => textOf(found, use, context.io.columns) + copyrightText(codeSets));
}

/** `codeset replacements CODE`: for a date of service and a payer. */
export async function replacements(
  context: Context,
  app: LocalApp,
  written: string,
  options: CodeOptions,
): Promise<void> {
  const { payers, windows } = await app.settings.read(localAccount);
  const question = { code: written, on: options.on ?? options.today, payer: options.payer, payers, windows };
  const found = await replacementsFor(app)(question);
  answer(context, options, found, () => {
    const list = found.replacements.map((each) => `  ${replacementText(each)}\n    ${each.reasons.join('; ')}\n`);
    return `${found.answer}\n${list.join('')}`;
  });
}

/** What a status means, in a sentence that says what is not known, too. */
const statusWords: Readonly<Record<CodeAnswer['status'], string>> = {
  valid: 'valid',
  'not-yet-effective': 'not yet effective',
  terminated: 'no longer valid',
  'never-valid': 'never valid: it was withdrawn before it came into force',
  unknown: 'no code of the releases held',
  unproven: 'not provable from the releases held',
  'outside-coverage': 'not covered by the releases held',
  'no-code-set': 'of a code set that is not held (CPT needs a licence)',
};

function textOf(found: CodeAnswer, use: CodeUse, wide: number | undefined): string {
  const { code: name, codeSet, on, asKnown, status, record, lives, changes, replacements: list, replaces } = found;
  const known = asKnown ? `, as known on ${asKnown}` : '';
  const held =
    codeSet === 'HCPCS' && status === 'no-code-set' ? 'no release of HCPCS is held yet' : statusWords[status];
  const parts = [`${name} on ${on}${known}: ${held}\n`];
  if (record && record.longDescription !== '') parts.push(`  ${record.longDescription}\n`);
  for (const life of lives) {
    const end = life.to
      ? `to ${life.to}${life.withdrawn ? ' (withdrawn without a termination date)' : ''}, shown by ${life.endShownIn}`
      : 'with no end';
    parts.push(`  valid from ${life.from} ${end}\n`);
  }
  if (list.length > 0) parts.push(`  bill instead: ${replacementList(list)}\n`);
  else if (status === 'terminated') parts.push('  no replacement is named\n');
  if (replaces.length > 0) parts.push(`  replaces: ${replaces.map(({ code: old }) => old).join(', ')}\n`);
  parts.push(`  ${use.answer.charAt(0).toLowerCase()}${use.answer.slice(1)}\n`);
  if (changes.length > 0) parts.push(`\n${changeTable(changes, wide)}`);
  return parts.join('');
}
