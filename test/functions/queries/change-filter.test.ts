import { expect, test } from 'vitest';
import { type ChangeFilter, changeFilter } from '../../../functions/queries/change-filter.ts';
import type { ListedChange } from '../../../shared/api/code-set-forms.ts';

const change = (code: string, more: Partial<ListedChange> = {}): ListedChange => ({
  codeSet: 'HCPCS',
  code,
  codeType: code.length === 2 ? 'modifier' : 'procedure',
  kind: 'added',
  effective: '2026-01-01',
  effectiveSource: 'record',
  cmsAction: 'A',
  withdrawn: false,
  retroactive: false,
  bornAndDied: false,
  fields: [],
  replacements: [],
  meaning: { consequences: ['begins'], text: '' },
  cms: { flag: 'agrees', report: 'agrees', text: null },
  id: `set-${code}-1`,
  release: '2026-01',
  changeSet: 'set',
  knownSince: '2025-11-20',
  ...more,
});

const all = [
  change('A4001', { kind: 'deleted', effective: '2026-04-01' }),
  change('J0013'),
  change('J0120', { effective: '2025-10-01', knownSince: '2025-08-01' }),
  change('J8999', { kind: 'revised' }),
  change('K0001'),
  change('JW'),
];

/** A filter, and the codes that it lets through. */
const cases: readonly (readonly [ChangeFilter, string])[] = [
  [{}, 'A4001 J0013 J0120 J8999 K0001 JW'],
  [{ kind: 'deleted' }, 'A4001'],
  [{ codeType: 'modifier' }, 'JW'],
  [{ code: ' j0013 ' }, 'J0013'],
  [{ prefix: 'j0' }, 'J0013 J0120'],
  [{ section: 'j' }, 'J0013 J0120 J8999'],
  [{ range: 'J0120-J8999' }, 'J0120 J8999'],
  [{ range: 'j0013-k0001' }, 'J0013 J0120 J8999 K0001'],
  [{ range: 'JA-JZ' }, 'JW'],
  [{ range: 'K0001-J0013' }, ''],
  [{ effectiveFrom: '2026-01-01', effectiveTo: '2026-01-01' }, 'J0013 J8999 K0001 JW'],
  [{ effectiveFrom: '2026-01-02' }, 'A4001'],
  [{ knownTo: '2025-08-01' }, 'J0120'],
  [{ knownFrom: '2025-08-02', section: 'J' }, 'J0013 J8999'],
  [{ kind: 'revised', prefix: 'J8', knownFrom: '2025-11-20' }, 'J8999'],
];

test.each(cases)('%j', (filter, codes) => {
  expect(all.filter(changeFilter(filter)).map(({ code }) => code)).toEqual(codes.split(' ').filter(Boolean));
});
