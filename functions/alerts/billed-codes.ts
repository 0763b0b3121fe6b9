import { codeSetOf } from '../../shared/code.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';

const readersAtOnce = 16;

/** Which of the codes stand on an open line of the account; each is asked until its first line. */
export async function billedCodes(
  claims: Pick<ClaimStore, 'openUses'>,
  account: string,
  codes: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const billed = new Set<string>();
  const left = [...codes];
  for (let at = 0; at < left.length; at += readersAtOnce)
    await Promise.all(
      left.slice(at, at + readersAtOnce).map(async (code) => {
        if (await isBilled(code)) billed.add(code);
      }),
    );
  return billed;

  async function isBilled(code: string): Promise<boolean> {
    const codeSet = codeSetOf(code);
    if (codeSet === undefined) return false;
    for await (const use of claims.openUses(codeSet, code, '0000-00-00')) if (use.account === account) return true;
    return false;
  }
}
