import { type CheckRequest, claimOf } from '../../shared/api/check-request-form.ts';
import type { CheckAnswer } from '../../shared/api/claim-forms.ts';
import { ClaimCheck } from '../claims/check-claims.ts';
import { heldCodeSets } from '../judge/held-code-sets.ts';
import { SentFile } from './operation.ts';
import { Refused } from './problems.ts';
import type { Service } from './service.ts';

/** Checks what came with a request, by the newest release held and the account's own payers, and forgets it. */
export async function checkSent(
  { codeSets, settings }: Pick<Service, 'codeSets' | 'settings'>,
  sent: CheckRequest | SentFile,
  account: string,
): Promise<CheckAnswer> {
  const { books } = await heldCodeSets(codeSets);
  if (!books.HCPCS) throw new Refused('no-code-set', 'No release of HCPCS is held to check against.');
  const { payers, windows, rules, lists } = await settings.read(account);
  const run = new ClaimCheck({ book: books.HCPCS, codeBooks: books, payers, windows, rules, lists });
  if (sent instanceof SentFile) await run.file('body', [sent.bytes]);
  else for (const claim of sent.claims) run.add(claimOf(claim));
  return run.answer();
}
