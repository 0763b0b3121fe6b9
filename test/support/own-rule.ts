import type { WrittenRuleOverrides } from '../../shared/claims/rules/rule-set.ts';

/** A rule that an account adds as data, with its own example. */
export const ownRule: NonNullable<WrittenRuleOverrides['own']>[number] = {
  name: 'telehealth-in-our-clinic',
  number: null,
  title: 'Our clinic bills telehealth from the office',
  from: '2024-01-01',
  to: '2024-12-31',
  payers: ['commercial'],
  claimTypes: ['professional'],
  placesOfService: { only: ['02', '10'] },
  severity: 'warning',
  source: { document: 'contract of 2024', standing: 'read' },
  conditions: [
    {
      kind: 'pattern',
      line: { codes: ['99202-99215'], modifiers: { none: ['95'] } },
      message: '{code} in place {place} with {modifiers}',
    },
  ],
  evidence: 'How the patient was seen',
  falsePositives: ['audio only'],
  examples: [
    { says: 'at home', payer: 'commercial', place: '10', date: '2024-02-01', lines: ['99213', '99213-95'], finds: [1] },
  ],
};
