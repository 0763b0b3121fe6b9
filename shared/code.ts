/** The code sets of a medical bill, and how a code's form tells which one it belongs to. */
export type CodeSet = 'HCPCS' | 'CPT';

/** A procedure (or supply, drug, visit …) is what is billed; a modifier qualifies it. */
export type CodeType = 'procedure' | 'modifier';

/** What a code's form alone says. Only `hcpcs` and `cpt` codes are ever judged against a code set. */
export type CodeForm =
  | 'hcpcs'
  | 'hcpcs-modifier'
  | 'cpt-i'
  | 'cpt-ii'
  | 'cpt-iii'
  | 'cpt-pla'
  | 'cpt-maaa'
  | 'cpt-vaccine-administration'
  | 'cpt-modifier'
  | 'cdt'
  | 'hcpcs-level-iii'
  | 'malformed';

/**
 * First match wins. HCPCS Level II is A-V without D (the ADA's CDT); W-Z were local Level III codes until 2003. P1-P6
 * (physical status) and 1P, 2P, 3P, 8P (Category II) are the AMA's, though CMS lists some of them as well.
 */
const forms: readonly (readonly [RegExp, CodeForm])[] = [
  [/^[A-CE-V]\d{4}$/, 'hcpcs'],
  [/^\d{5}$/, 'cpt-i'],
  [/^\d{4}F$/, 'cpt-ii'],
  [/^\d{4}T$/, 'cpt-iii'],
  [/^\d{4}U$/, 'cpt-pla'],
  [/^\d{4}M$/, 'cpt-maaa'],
  [/^\d{4}A$/, 'cpt-vaccine-administration'],
  [/^D\d{4}$/, 'cdt'],
  [/^[W-Z]\d{4}$/, 'hcpcs-level-iii'],
  [/^(?:\d{2}|P[1-6]|[1238]P)$/, 'cpt-modifier'],
  [/^[A-Z0-9]{2}$/, 'hcpcs-modifier'],
];

export function formOf(code: string): CodeForm {
  return forms.find(([pattern]) => pattern.test(code))?.[1] ?? 'malformed';
}

/** The code set that would have to be loaded to judge the code, or `undefined` where none that we follow holds it. */
export function codeSetOf(code: string): CodeSet | undefined {
  const form = formOf(code);
  if (form.startsWith('hcpcs')) return form === 'hcpcs-level-iii' ? undefined : 'HCPCS';
  return form.startsWith('cpt') ? 'CPT' : undefined;
}

/** The section of a HCPCS code is its letter: A supplies, E equipment, J drugs … ; modifiers have none. */
export function sectionOf(code: string): string {
  return formOf(code) === 'hcpcs' ? code.charAt(0) : '';
}
