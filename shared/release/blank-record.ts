import type { CodeRecord } from './record.ts';

/** A record of which nothing is known but its code: whoever makes one fills in what his source says. */
export function blankRecord({ code, codeType, line }: Pick<CodeRecord, 'code' | 'codeType' | 'line'>): CodeRecord {
  return {
    code,
    codeType,
    longDescription: '',
    shortDescription: '',
    pricingIndicators: [],
    multiplePricingIndicator: null,
    coverageManualReferences: [],
    carriersManualReferences: [],
    statute: null,
    labCertifications: [],
    crossReferences: [],
    coverage: null,
    ascGroup: null,
    ascDate: null,
    mogGroup: null,
    mogPolicy: null,
    mogDate: null,
    processingNote: null,
    betos: null,
    typesOfService: [],
    anesthesiaUnits: null,
    addedOn: null,
    actionEffectiveOn: null,
    terminatedOn: null,
    actionCode: null,
    line,
  };
}
