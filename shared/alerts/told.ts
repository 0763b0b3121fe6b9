import type { Alert } from './alert.ts';
import type { Digest, FurtherCodes } from './digest.ts';
import type { CodeImpact, RightCode } from './impact.ts';
import { counted } from './words.ts';

/** So many codes are told in a mail: more would not be read, and Gmail cuts a mail off at 102 KB. */
const mostTold = 25;
const mostToldRight = 10;
const mostListed = 40;

export const mendedSentence =
  'These lines were wrong before and are right by this release: send them again, or ask for the denial to be reopened.';

/** Codes that a mail tells one by one, and a sentence that names the others; null where there are none. */
export interface Told<T> {
  readonly codes: readonly T[];
  readonly rest: string | null;
}

export function toldBroken({ codes, further }: Digest): Told<CodeImpact> {
  return tell(codes, mostTold, further);
}

export function toldRight({ rightCodes, furtherRight }: Digest): Told<RightCode> {
  return tell(rightCodes, mostToldRight, furtherRight);
}

function tell<T extends RightCode>(codes: readonly T[], most: number, further: FurtherCodes | null): Told<T> {
  const rest = [...codes.slice(most).map(({ code }) => code), ...(further?.codes ?? [])];
  const names = `${rest.slice(0, mostListed).join(', ')}${rest.length > mostListed ? ' and others' : ''}`;
  return {
    codes: codes.slice(0, most),
    rest:
      rest.length === 0
        ? null
        : `${counted(rest.length, 'more code')} with less money each, in the worklist: ${names}.`,
  };
}

/** What stands below every mail. */
export function closing({ id, form }: Pick<Alert, 'id' | 'form'>): readonly string[] {
  return [
    ...(form === 'codeset-watch/digest/1' || form === 'codeset-watch/escalation/1'
      ? [
          'This mail holds codes, counts and charges alone. The claims themselves are in your worklist, behind the login.',
        ]
      : []),
    `Sent once by codeset-watch. ${form === 'codeset-watch/digest/1' ? 'Digest' : 'Alert'} ${id}`,
  ];
}
