import type { CodeStatus } from '../../shared/api/code-set-forms.ts';
import type { ChangeKind } from '../../shared/changes/change.ts';
import type { ReplacementRelation, ReplacementSource } from '../../shared/changes/replacement.ts';
import type { FieldName } from '../../shared/release/record.ts';

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
