import type { ClaimLine } from '../claims/claim.ts';
import type { Finding, Fix } from '../claims/finding.ts';
import { formOf } from '../code.ts';

/** A line as it is billed, as far as a correction changes it. */
export interface BilledLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number | null;
}

/** A line as it could be billed instead: a suggestion, that nobody but a person sends. */
export interface CorrectedLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  /** A range where only billed units are known, null where nothing is. */
  readonly units: Fix['units'];
  /** A person has to supply or to choose something. */
  readonly confirm: boolean;
}

/** The lines that could stand in the place of one that is wrong; none where nobody knows. */
export function correctedLines(
  { code, modifiers, units }: BilledLine,
  finding: Pick<Finding, 'code' | 'fix'>,
): readonly CorrectedLine[] {
  const isOfModifier = finding.code !== code && modifiers.includes(finding.code);
  const left = isOfModifier ? modifiers.filter((modifier) => modifier !== finding.code) : modifiers;
  if (finding.fix.length === 0) return isOfModifier ? [{ code, modifiers: left, units, confirm: false }] : [];
  return finding.fix.map((fix) =>
    formOf(fix.code).endsWith('modifier')
      ? { code, modifiers: [...new Set([...left, fix.code])], units: fix.units ?? units, confirm: fix.confirm }
      : { code: fix.code, modifiers: left, units: fix.units, confirm: fix.confirm },
  );
}

export function billedLine({ code, modifiers, units }: ClaimLine): BilledLine {
  return { code, modifiers, units };
}
