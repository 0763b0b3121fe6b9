import { type CodeForm, formOf } from '../code.ts';

/** Forms of CPT codes that the AMA releases between its annual files: PLA each quarter, III and MAAA twice a year. */
const offCycleForms = new Set<CodeForm>(['cpt-pla', 'cpt-iii', 'cpt-maaa', 'cpt-vaccine-administration']);

/** Category I codes that are released early: immune globulins, vaccines, and the COVID-19 vaccines' own range. */
const earlyRanges = [
  ['90281', '90399'],
  ['90476', '90759'],
  ['91300', '91399'],
] as const;

/** Whether a code may have come into force since the file that lacks it: its absence then proves nothing. */
export function comesOffCycle(code: string): boolean {
  const form = formOf(code);
  if (form === 'cpt-i') return earlyRanges.some(([first, last]) => code >= first && code <= last);
  return offCycleForms.has(form);
}
