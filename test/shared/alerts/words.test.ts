import { describe, expect, test } from 'vitest';
import { type DigestFacts, digestOf } from '../../../shared/alerts/digest.ts';
import { digestId, idPart } from '../../../shared/alerts/digest-id.ts';
import { whyBroken, whyRight } from '../../../shared/alerts/happening-words.ts';
import { subjectOf } from '../../../shared/alerts/headline.ts';
import type { CodeImpact, Happening } from '../../../shared/alerts/impact.ts';
import type { Instead } from '../../../shared/alerts/instead.ts';
import { insteadWords } from '../../../shared/alerts/instead-words.ts';
import { pageLink } from '../../../shared/alerts/links.ts';
import { richFacts } from '../../support/alert-facts.ts';

const impact = (sketch: Partial<CodeImpact>): CodeImpact => ({
  code: 'S0013',
  codeType: 'procedure',
  severity: 'error',
  rules: ['code-terminated'],
  claims: 1,
  lines: 1,
  amount: 1,
  happened: [happening({})],
  instead: [],
  cmsNamesReplacement: false,
  ...sketch,
});

const happening = (sketch: Partial<Happening>): Happening => ({
  kind: 'deleted',
  effective: '2026-01-01',
  withdrawn: false,
  retroactive: false,
  fields: [],
  ...sketch,
});

const instead = (code: string, sketch: Partial<Instead> = {}): Instead => ({
  code,
  relation: 'same',
  status: 'confirmed',
  units: { numerator: 1, denominator: 1, rounding: 'up' },
  payers: null,
  lines: 2,
  ...sketch,
});

const factor = (numerator: number, denominator: number) => ({ numerator, denominator, rounding: 'up' }) as const;

describe('what to bill instead', () => {
  test.each<[string, readonly Instead[], readonly string[]]>([
    ['same units', [instead('J0013')], ['Bill J0013 instead, the same units.']],
    [
      'a smaller unit',
      [instead('J2062', { units: factor(10, 1) })],
      ['Bill J2062 instead: 1 unit becomes 10 units of J2062; work from the dose.'],
    ],
    [
      'a larger unit',
      [instead('J0791', { units: factor(1, 5) })],
      ['Bill J0791 instead: 5 units become 1 unit of J0791; work from the dose.'],
    ],
    ['units that do not compare', [instead('J1', { units: null })], ['Bill J1 instead; check the units.']],
    ['an inferred one', [instead('J1', { status: 'proposed' })], ['Proposed, not yet confirmed: J1, the same units.']],
    [
      'a choice',
      [instead('Q5103', { relation: 'one-of' }), instead('Q5104', { relation: 'one-of', units: null })],
      ['Bill Q5103 (the same units) or Q5104 (check the units): the service decides which.'],
    ],
    [
      'a choice of which one is left',
      [instead('Q5104', { relation: 'one-of' })],
      ['Bill Q5104 instead, the same units.'],
    ],
    [
      'one for Medicare, one for the others',
      [
        instead('J0013', { lines: 6 }),
        instead('G2083', { relation: 'restructure', units: null, payers: ['medicare'], lines: 1 }),
      ],
      [
        'Bill J0013 instead, the same units (6 lines).',
        'Medicare: billed another way, with G2083; not a swap (1 line).',
      ],
    ],
    [
      'one that the fix alone knows',
      [instead('J7', { relation: null, units: null })],
      ['Bill J7 instead; its units are in the worklist.'],
    ],
    [
      'more than anybody reads',
      ['J1', 'J2', 'J3', 'J4', 'J5', 'J6'].map((code) => instead(code, { relation: 'one-of' })),
      [
        'Bill J1 (the same units), J2 (the same units), J3 (the same units) or J4 (the same units): the service decides which.',
        '2 more codes in the worklist.',
      ],
    ],
  ])('%s', (_name, given, words) => {
    expect(insteadWords(impact({ instead: given }))).toEqual(words);
  });

  test.each<[string, Partial<CodeImpact>, readonly string[]]>([
    ['none', {}, ['CMS names no replacement.']],
    ['none that fits', { cmsNamesReplacement: true }, ["CMS's cross reference names no code that fits these lines."]],
    [
      'its unit changed',
      { cmsNamesReplacement: null, rules: ['unit-revised'] },
      ['Keep the code; check the units billed.'],
    ],
    ['a rule that speaks of no code', { cmsNamesReplacement: null, rules: ['ncci-edit'] }, []],
  ])('%s named', (_name, sketch, words) => {
    expect(insteadWords(impact(sketch))).toEqual(words);
  });
});

describe('what makes lines wrong', () => {
  test.each<[Partial<Happening>, string]>([
    [{}, 'Ended: last date of service Dec 31, 2025.'],
    [{ retroactive: true, effective: '2020-03-01' }, 'Ended: last date of service Feb 29, 2020, set retroactively.'],
    [{ withdrawn: true }, 'Gone from the code set without an end date; not proven valid from Jan 1, 2026.'],
    [{ kind: 'added' }, 'Begins Jan 1, 2026: not valid before.'],
    [
      { kind: 'revised', fields: ['longDescription', 'coverage', 'betos'] },
      'Revised from Jan 1, 2026: description and coverage.',
    ],
    [{ kind: 'revised', fields: ['betos'] }, 'Revised from Jan 1, 2026: administrative data.'],
  ])('%o', (sketch, words) => {
    expect(whyBroken(impact({ happened: [happening(sketch)] }))).toEqual([words]);
  });

  test('what else CMS noted on a code that ended is not told', () => {
    const happened = [happening({}), happening({ kind: 'revised', fields: ['crossReferences'] })];
    expect(whyBroken(impact({ happened }))).toEqual(['Ended: last date of service Dec 31, 2025.']);
  });

  test.each<[readonly string[], readonly string[]]>([
    [['code-terminated'], ['Ended before these dates of service.']],
    [['code-terminated', 'modifier-terminated'], ['Ended before these dates of service.']],
    [['add-on-without-primary', 'ncci-edit'], ['Rule: add on without primary and NCCI edit.']],
  ])('a code that no release touched: %o', (rules, words) => {
    expect(whyBroken(impact({ happened: [], rules }))).toEqual(words);
  });

  test('a rule is told beside what happened', () => {
    const happened = [happening({ kind: 'revised', fields: ['coverage'] })];
    expect(whyBroken(impact({ happened, rules: ['not-payable-by-medicare'] }))).toEqual([
      'Revised from Jan 1, 2026: coverage.',
      'Rule: not payable by Medicare.',
    ]);
  });
});

describe('what made lines right', () => {
  test.each<[Partial<Happening>, string]>([
    [{ kind: 'added', retroactive: true }, 'Valid from Jan 1, 2026, retroactively.'],
    [{ kind: 'reactivated' }, 'Valid again from Jan 1, 2026.'],
    [{ kind: 'revised', fields: ['addedOn'] }, 'Revised from Jan 1, 2026: start date.'],
  ])('%o', (sketch, words) => {
    expect(whyRight(impact({ happened: [happening(sketch)] }))).toEqual([words]);
  });

  test('without a change of its own', () => {
    expect(whyRight(impact({ happened: [] }))).toEqual(['No longer wrong by the releases now held.']);
  });
});

describe('subject', () => {
  const only = (...codes: string[]) => ({
    findings: richFacts.findings.filter(({ finding }) => codes.includes(finding.code)),
  });

  test.each<[Partial<DigestFacts>, string]>([
    [{}, 'HCPCS 2026-01: 12 open lines, $18,340.00 at risk - 4 codes ended'],
    [only('J0172'), 'HCPCS 2026-01: 1 open line, $840.00 at risk - 1 code ended'],
    [only('E0260'), 'HCPCS 2026-01: 1 open line, $4.50 at risk - 1 code to check'],
    [only('C9803'), 'HCPCS 2026-01: 2 lines became right, $46.92'],
    [
      { ...only('J0172'), sample: true, part: 2 },
      'SAMPLE DATA - HCPCS 2026-01: 1 open line, $840.00 at risk - 1 code ended (part 2)',
    ],
  ])('%#', (sketch, subject) => {
    expect(subjectOf(digestOf({ ...richFacts, ...sketch })!)).toBe(subject);
  });
});

describe('names', () => {
  test.each([
    [
      { subscriber: 'default', release: '2026-01', window: 'sweep', part: 1, sample: false },
      'default.hcpcs-2026-01.sweep',
    ],
    [
      { subscriber: 'default', release: '2026-01', window: 'sweep', part: 1, sample: true },
      'default.sample-hcpcs-2026-01.sweep',
    ],
    [
      { subscriber: 'default', release: '2026-01.r2', window: 'sweep', part: 3, sample: false },
      'default.hcpcs-2026-01-r2.sweep.3',
    ],
  ])('%o', ({ release, ...identity }, id) => {
    expect(digestId({ ...identity, release: { codeSet: 'HCPCS', release } })).toBe(id);
  });

  test.each(['../../etc/passwd', 'Ann Smith', 'a.b', 'CON:', '', 'ä', 'x'.repeat(200)])(
    '%j is made harmless',
    (name) => {
      expect(idPart(name)).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
    },
  );

  test('two names stay two', () => {
    expect(new Set(['a.b', 'a b', 'A-B', 'a-b'].map(idPart)).size).toBe(4);
  });
});

test.each([
  [null, undefined, null],
  [null, 'S0013', null],
  ['https://x.example/app/', undefined, 'https://x.example/app/'],
  ['https://x.example', 'S0013', 'https://x.example/codes/S0013'],
])('site %s, code %s: link %s', (links, code, link) => {
  expect(pageLink({ links }, code)).toBe(link);
});
