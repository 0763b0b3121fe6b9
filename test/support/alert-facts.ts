import type { MailFacts } from '../../shared/alerts/compose-mail.ts';
import type { DigestFacts } from '../../shared/alerts/digest.ts';
import type { AlertedFinding } from '../../shared/alerts/impact.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import type { Finding } from '../../shared/claims/finding.ts';

export function changeOf(sketch: Partial<CodeChange> & Pick<CodeChange, 'code' | 'kind'>): CodeChange {
  return {
    codeType: sketch.code.length === 2 ? 'modifier' : 'procedure',
    effective: '2026-01-01',
    effectiveSource: 'record',
    cmsAction: null,
    withdrawn: false,
    retroactive: false,
    bornAndDied: false,
    fields: [],
    replacements: [],
    ...sketch,
  };
}

export function replacementOf(code: string, sketch: Partial<Replacement> = {}): Replacement {
  return {
    code,
    source: 'cms-xref',
    status: 'confirmed',
    score: 1,
    reasons: [],
    relation: 'same',
    units: { numerator: 1, denominator: 1, rounding: 'up' },
    effective: '2026-01-01',
    payers: null,
    ...sketch,
  };
}

export function findingOf(sketch: Partial<Finding> & Pick<Finding, 'claimId' | 'code'>): Finding {
  return {
    line: 1,
    dateOfService: '2026-01-05',
    rule: 'code-terminated',
    severity: 'error',
    message: `${sketch.code} was not valid on the day`,
    reason: 'it ended before',
    source: 'HCPCS 2026-01',
    fix: [],
    wayBack: null,
    amount: 100,
    ...sketch,
  };
}

/** So many findings of one code, each on a claim of its own whose id must never be told. */
export function openFindings(count: number, sketch: Partial<Finding> & Pick<Finding, 'code'>): AlertedFinding[] {
  return Array.from({ length: count }, (_, index) => ({
    finding: findingOf({ claimId: `SECRET-${sketch.code}-${index}`, ...sketch }),
    status: 'open',
  }));
}

const tenfold = { numerator: 10, denominator: 1, rounding: 'up' } as const;

/** A quarter in which everything happens that a digest can tell. */
export const richFacts: DigestFacts = {
  id: 'default.hcpcs-2026-01.sweep',
  subscriber: { id: 'default', name: 'Billing manager' },
  release: { codeSet: 'HCPCS', release: '2026-01', date: '2026-01-01' },
  window: 'sweep',
  part: 1,
  sample: false,
  running: false,
  createdAt: '2026-01-05T14:30:00.000Z',
  links: 'http://127.0.0.1:4280',
  changes: [
    changeOf({
      code: 'S0013',
      kind: 'deleted',
      replacements: [
        replacementOf('J0013', { source: 'curated', payers: ['medicaid', 'commercial', 'other'] }),
        replacementOf('G2083', { source: 'curated', relation: 'restructure', units: null, payers: ['medicare'] }),
      ],
    }),
    changeOf({ code: 'C9497', kind: 'deleted', replacements: [replacementOf('J2062', { units: tenfold })] }),
    changeOf({ code: 'J0172', kind: 'deleted' }),
    changeOf({ code: 'ZB', kind: 'deleted', effective: '2025-10-01', retroactive: true }),
    changeOf({
      code: 'E0260',
      kind: 'revised',
      fields: [
        { name: 'longDescription', old: 'a', new: 'b' },
        { name: 'betos', old: 'x', new: 'y' },
      ],
    }),
    changeOf({ code: 'J0013', kind: 'added' }),
    changeOf({ code: 'C9803', kind: 'added', effective: '2025-12-01', retroactive: true }),
    changeOf({ code: 'S3854', kind: 'reactivated' }),
  ],
  earlier: new Map(),
  findings: [
    ...openFindings(6, {
      code: 'S0013',
      amount: 2400,
      fix: [{ code: 'J0013', units: 84, confirm: false }],
    }),
    ...openFindings(1, {
      code: 'S0013',
      claimId: 'SECRET-medicare',
      amount: 600,
      fix: [{ code: 'G2083', units: 1, confirm: true }],
    }),
    ...openFindings(2, {
      code: 'C9497',
      amount: 1200,
      severity: 'warning',
      fix: [{ code: 'J2062', units: { from: 11, to: 20 }, confirm: true }],
    }),
    ...openFindings(1, { code: 'J0172', amount: 840 }),
    ...openFindings(1, { code: 'ZB', amount: 95.5 }),
    ...openFindings(1, { code: 'E0260', amount: 4.5, severity: 'review', rule: 'unit-revised' }),
    { finding: findingOf({ claimId: 'SECRET-right', code: 'C9803', amount: 23.46 }), status: 'cleared' },
    { finding: findingOf({ claimId: 'SECRET-right', line: 2, code: 'C9803', amount: 23.46 }), status: 'cleared' },
  ],
};

/** Who writes to whom. */
export const mailFacts: MailFacts = {
  account: 'local',
  from: { name: 'codeset-watch', address: 'alerts@localhost' },
  to: { name: 'Billing manager', address: 'billing@localhost' },
  token: '',
};
