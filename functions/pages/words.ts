import type { CodeStatus, ReleaseSummary } from '../../shared/api/code-set-forms.ts';
import type { ChangeKind } from '../../shared/changes/change.ts';
import type { ReplacementRelation, ReplacementSource } from '../../shared/changes/replacement.ts';
import type { FieldName } from '../../shared/release/record.ts';
import type { DisagreementRule } from '../../shared/release/report-agreement.ts';

/** What the pages call the terms of the contract. */
export const kindWords: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  deleted: 'Ended',
  revised: 'Revised',
  reactivated: 'Reactivated',
};

export const kindOrder: readonly ChangeKind[] = ['deleted', 'added', 'reactivated', 'revised'];

export const statusWords: Readonly<Record<CodeStatus, string>> = {
  valid: 'Valid',
  'not-yet-effective': 'Not yet effective',
  terminated: 'Ended',
  'never-valid': 'Never came into force',
  unknown: 'Not listed',
  unproven: 'Not provable',
  'outside-coverage': 'Beyond what is held',
  'no-code-set': 'Code set not loaded',
};

export const relationWords: Readonly<Record<ReplacementRelation, string>> = {
  same: 'instead',
  'one-of': 'one of several',
  restructure: 'billed in another way, no swap',
  'not-valid-for-medicare-use': 'for Medicare',
};

export const sourceWords: Readonly<Record<ReplacementSource, string>> = {
  'cms-xref': 'CMS cross reference',
  curated: 'looked up, with its source',
  inferred: 'read from the descriptors',
};

export const fieldWords: Readonly<Record<FieldName, string>> = {
  longDescription: 'Descriptor',
  shortDescription: 'Short descriptor',
  pricingIndicators: 'Pricing indicators',
  multiplePricingIndicator: 'Multiple pricing',
  coverageManualReferences: 'Coverage manual',
  carriersManualReferences: 'Carriers manual',
  statute: 'Statute',
  labCertifications: 'Lab certification',
  crossReferences: 'Cross references',
  coverage: 'Coverage',
  ascGroup: 'ASC group',
  ascDate: 'ASC date',
  mogGroup: 'MOG group',
  mogPolicy: 'MOG policy',
  mogDate: 'MOG date',
  processingNote: 'Processing note',
  betos: 'BETOS',
  typesOfService: 'Type of service',
  anesthesiaUnits: 'Anesthesia units',
  addedOn: 'Added on',
  terminatedOn: 'Last day',
};

/** CMS's coverage letters. */
export const coverageWords: Readonly<Record<string, string>> = {
  C: 'Carrier judgment',
  D: 'Special coverage instructions apply',
  I: 'Not payable by Medicare',
  M: 'Not covered by Medicare',
  S: 'Not covered by Medicare, by statute',
};

/** Sections of HCPCS by their letter. */
const sectionWords: Readonly<Record<string, string>> = {
  A: 'A Transport and supplies',
  B: 'B Enteral and parenteral',
  C: 'C Outpatient hospital',
  D: 'D Dental',
  E: 'E Equipment',
  G: 'G Procedures and services',
  H: 'H Behavioral health',
  J: 'J Drugs',
  K: 'K Equipment, temporary',
  L: 'L Orthotics and prosthetics',
  M: 'M Quality and other services',
  P: 'P Pathology and laboratory',
  Q: 'Q Temporary',
  R: 'R Portable radiology',
  S: 'S Private payers',
  T: 'T State Medicaid',
  U: 'U Laboratory',
  V: 'V Vision and hearing',
};

/** What a section is called; the empty letter stands for what has none. */
export function sectionName(section: string): string {
  if (section === '') return 'Modifiers and others';
  return sectionWords[section] ?? section;
}

export const sectionLetters: readonly string[] = Object.keys(sectionWords);

/** How it is known when a release was published. */
export const knownSinceWords: Readonly<Record<ReleaseSummary['knownSinceSource'], string>> = {
  name: 'by the name of the file',
  'zip-entry': 'by the date within the zip',
  given: 'as it was said when handed in',
  release: 'taken from the release itself',
};

/** Why CMS's report and the files differ on a code. */
export const disagreementWords: Readonly<Record<DisagreementRule, string>> = {
  'line-refused': 'Its line could not be read.',
  'named-in-correction': 'A correction names it.',
  'aged-off-and-back': 'It had left the file and came back.',
  'born-between-files': 'It began between the two files.',
  'left-out-of-older-file': 'The older file left it out.',
  'terminated-between-files': 'It ended between the two files.',
  'reactivated-between-files': 'It came back between the two files.',
  'withdrawn-without-notice': 'It left the file without a word.',
  'already-in-older-file': 'The older file shows it already.',
  'report-older-than-file': 'The report is older than the file.',
  'unflagged-by-cms': 'The file shows it, but CMS does not flag it.',
  unexplained: 'No rule explains it.',
};
