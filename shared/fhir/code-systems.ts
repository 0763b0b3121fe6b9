import type { CodeSet } from '../code.ts';

/** A code set as FHIR names it. */
export interface FhirCodeSystem {
  readonly codeSet: CodeSet;
  /** Of the resource here: `CodeSystem/hcpcs-level-ii`. */
  readonly id: string;
  /** The name of the standard (terminology.hl7.org); answers carry this one. */
  readonly url: string;
  /** Other names that real systems send, in small letters. */
  readonly aliases: readonly string[];
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly oid: string;
  /** Null where the code set is in the public domain. */
  readonly copyright: string | null;
}

export const fhirCodeSystems = {
  HCPCS: {
    codeSet: 'HCPCS',
    id: 'hcpcs-level-ii',
    url: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    aliases: [
      'https://www.cms.gov/medicare/coding/hcpcsreleasecodesets',
      'http://www.cms.gov/medicare/coding/medhcpcsgeninfo',
      'https://bluebutton.cms.gov/resources/codesystem/hcpcs',
      'http://terminology.hl7.org/codesystem/hcpcs',
      'http://terminology.hl7.org/codesystem/hcpcs-level-ii',
      'http://hl7.org/fhir/sid/hcpcs',
      'urn:oid:2.16.840.1.113883.6.14',
      'urn:oid:2.16.840.1.113883.6.285',
    ],
    name: 'HCPCSLevelII',
    title: 'HCPCS Level II',
    publisher: 'Centers for Medicare & Medicaid Services',
    oid: '2.16.840.1.113883.6.285',
    copyright: null,
  },
  CPT: {
    codeSet: 'CPT',
    id: 'cpt',
    url: 'http://www.ama-assn.org/go/cpt',
    aliases: [
      'https://www.ama-assn.org/go/cpt',
      'http://www.ama-assn.org/practice-management/cpt',
      'urn:oid:2.16.840.1.113883.6.12',
    ],
    name: 'CPT',
    title: 'Current Procedural Terminology',
    publisher: 'American Medical Association',
    oid: '2.16.840.1.113883.6.12',
    copyright: 'CPT copyright American Medical Association. All rights reserved.',
  },
} as const satisfies Record<CodeSet, FhirCodeSystem>;

/** The code system that a system means, written by whomever. */
export function codeSystemNamed(written: string | undefined): FhirCodeSystem | undefined {
  const name = written?.toLowerCase().replace(/\/$/, '');
  return Object.values<FhirCodeSystem>(fhirCodeSystems).find(
    ({ url, aliases }) => url.toLowerCase() === name || aliases.some((alias) => alias === name),
  );
}

/** Value sets that are known without anybody storing them: all codes of a system, or its modifiers. */
const valueSets: readonly { readonly url: string; readonly codeSet: CodeSet; readonly modifiers?: true }[] = [
  { url: 'http://terminology.hl7.org/ValueSet/v3-HealthCareCommonProcedureCodingSystem', codeSet: 'HCPCS' },
  { url: 'http://terminology.hl7.org/ValueSet/cpt-all', codeSet: 'CPT' },
  { url: 'http://terminology.hl7.org/ValueSet/cpt-modifiers', codeSet: 'CPT', modifiers: true },
];

/** What a value set's address means: `[system]?fhir_vs`, `[system]/vs`, or one of HL7's. */
export function valueSetNamed(
  written: string,
): { readonly system: FhirCodeSystem; readonly modifiers: boolean } | undefined {
  const known = valueSets.find(({ url }) => url === written.split('|')[0]);
  if (known) return { system: fhirCodeSystems[known.codeSet], modifiers: known.modifiers ?? false };
  const implicit = /^(.+?)(?:\?fhir_vs|\/vs)$/.exec(written)?.[1];
  const system = codeSystemNamed(implicit);
  return system && { system, modifiers: false };
}
