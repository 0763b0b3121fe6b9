import { describe, expect, test } from 'vitest';
import { chainEnds, crossReferenced } from '../../../shared/changes/cross-references.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { type RecordSketch, recordOf } from '../../support/release-builder.ts';

const injection = (code: string, amount: string, more: Partial<CodeRecord> = {}): RecordSketch => ({
  code,
  longDescription: `Injection, pretendimab-${code.toLowerCase().slice(1)}, ${amount}`,
  ...more,
});

function xrefs(record: RecordSketch, others: readonly RecordSketch[]) {
  const records = new Map(others.map((sketch) => [sketch.code, recordOf(sketch)]));
  return crossReferenced(recordOf(record), (code) => records.get(code));
}

const ended = { terminatedOn: '2024-12-31' } as const;
const added = { addedOn: '2025-01-01' } as const;

describe('cross references of a terminated code', () => {
  test('one target is the same thing, with its units, from the day after', () => {
    const found = xrefs(
      { code: 'C9001', longDescription: 'Injection, pretendimab, 10 mg', crossReferences: ['J9001'], ...ended },
      [{ code: 'J9001', longDescription: 'Injection, pretendimab, 1 mg', ...added }],
    );
    expect(found).toEqual([
      {
        code: 'J9001',
        source: 'cms-xref',
        status: 'confirmed',
        score: 1,
        reasons: ["CMS's cross reference of C9001 names J9001"],
        relation: 'same',
        units: { numerator: 10, denominator: 1, rounding: 'up' },
        effective: '2025-01-01',
        payers: null,
      },
    ]);
  });

  test('several targets are a choice', () => {
    const found = xrefs({ code: 'C9001', crossReferences: ['J9001', 'J9002'], ...ended }, [
      injection('J9001', '1 mg', added),
      injection('J9002', '1 mg', added),
    ]);
    expect(found.map(({ code, relation }) => [code, relation])).toEqual([
      ['J9001', 'one-of'],
      ['J9002', 'one-of'],
    ]);
  });

  test('a target that begins later is in force later', () => {
    const [found] = xrefs({ code: 'C9001', crossReferences: ['J9001'], ...ended }, [
      injection('J9001', '1 mg', { addedOn: '2025-07-01' }),
    ]);
    expect(found!.effective).toBe('2025-07-01');
  });

  test('a target that was there before takes over on the next day', () => {
    const [found] = xrefs({ code: 'C9001', crossReferences: ['J9001'], ...ended }, [injection('J9001', '1 mg')]);
    expect(found!.effective).toBe('2025-01-01');
  });

  test('a target that was dead by then leads on to what it names itself, with the units of the whole way', () => {
    const found = xrefs(injection('C9001', '10 mg', { crossReferences: ['C9002'], ...ended }), [
      injection('C9002', '5 mg', { crossReferences: ['J9001', 'C9001'], ...ended }),
      injection('J9001', '1 mg', added),
    ]);
    expect(found).toMatchObject([{ code: 'J9001', source: 'cms-xref', status: 'confirmed', relation: 'same' }]);
    expect(found[0]!.units).toMatchObject({ numerator: 10, denominator: 1 });
    expect(found[0]!.reasons).toEqual([
      "CMS's cross references lead from C9001 by way of C9002, which ended on 2024-12-31, to J9001",
    ]);
  });

  test('what is named at once stands before what a dead target names as well', () => {
    const found = xrefs({ code: 'C9001', crossReferences: ['C9002', 'J9001'], ...ended }, [
      injection('C9002', '1 mg', { crossReferences: ['J9001'], ...ended }),
      injection('J9001', '1 mg', added),
    ]);
    expect(found.map(({ reasons }) => reasons)).toEqual([["CMS's cross reference of C9001 names J9001"]]);
  });

  test('CPT codes are named without units, though no CPT set is held', () => {
    const found = xrefs({ code: 'G0999', crossReferences: ['77067', '0377T'], ...ended }, []);
    expect(found.map(({ code, relation, units, effective }) => [code, relation, units, effective])).toEqual([
      ['77067', 'one-of', null, '2025-01-01'],
      ['0377T', 'one-of', null, '2025-01-01'],
    ]);
  });

  const dropped: readonly (readonly [
    why: string,
    crossReferences: readonly string[],
    others: readonly RecordSketch[],
  ])[] = [
    ['the word CPT', ['CPT'], []],
    ['malformed', ['J90'], []],
    ['itself', ['C9001'], [{ code: 'C9001', ...ended }]],
    ['a modifier for a procedure', ['QM'], [{ code: 'QM' }]],
    ['a code that does not exist', ['Q0078'], []],
    ['a code that ended earlier', ['Q9001'], [{ code: 'Q9001', terminatedOn: '2024-06-30' }]],
    ['a code that ended on the same day', ['Q9001'], [{ code: 'Q9001', ...ended }]],
  ];
  test.each(dropped)('names no replacement: %s', (_, crossReferences, others) => {
    expect(xrefs({ code: 'C9001', crossReferences, ...ended }, others)).toEqual([]);
  });

  test('a modifier may name a modifier', () => {
    const found = xrefs({ code: 'ZX', crossReferences: ['QM', 'J9001'], ...ended }, [
      { code: 'QM', ...added },
      injection('J9001', '1 mg'),
    ]);
    expect(found.map(({ code, relation }) => [code, relation])).toEqual([['QM', 'same']]);
  });

  test('two digits changed about are proposed, where the descriptor says the same', () => {
    const old = {
      code: 'C9468',
      longDescription: 'Injection, factor q, glycopegylated, pretendinyn, 1 i.u.',
      crossReferences: ['J7023'],
      ...ended,
    };
    const meant = {
      code: 'J7203',
      longDescription: 'Injection factor q, glycopegylated, (pretendinyn), 1 iu',
      ...added,
    };
    const [found] = xrefs(old, [meant, { code: 'J7032', longDescription: 'Brace' }]);
    expect(found).toMatchObject({ code: 'J7203', status: 'proposed', relation: 'same' });
    expect(found!.reasons[0]).toContain('J7023');
    expect(xrefs(old, [{ ...meant, longDescription: 'Injection, quite another thing, 1 mg' }])).toEqual([]);
  });
});

describe('cross references of a living code', () => {
  const unpaid = { code: 'E0001', coverage: 'I', crossReferences: ['K0001'] } as const;

  test('say what Medicare wants instead', () => {
    expect(xrefs(unpaid, [{ code: 'K0001' }])).toMatchObject([
      {
        code: 'K0001',
        relation: 'not-valid-for-medicare-use',
        payers: ['medicare', 'medicare-dme'],
        status: 'confirmed',
      },
    ]);
  });

  const silent: readonly (readonly [why: string, record: RecordSketch, others: readonly RecordSketch[]])[] = [
    ['backward, to the code before it', { ...unpaid, code: 'J3001', coverage: 'C' }, [{ code: 'K0001', ...ended }]],
    ['to a dead code', unpaid, [{ code: 'K0001', ...ended }]],
    ['to no code', unpaid, []],
    ['of a code that Medicare pays', { ...unpaid, coverage: 'D' }, [{ code: 'K0001' }]],
    ['to a code that Medicare does not pay either', unpaid, [{ code: 'K0001', coverage: 'M' }]],
    ['outside the sets that are held', { ...unpaid, crossReferences: ['0159T'] }, []],
  ];
  test.each(silent)('say nothing %s', (_, record, others) => {
    expect(xrefs(record, others)).toEqual([]);
  });
});

describe('chains', () => {
  const chain = [
    { code: 'C9487', crossReferences: ['Q9989'], terminatedOn: '2017-06-30' },
    { code: 'Q9989', crossReferences: ['J3358'], addedOn: '2017-07-01', terminatedOn: '2017-12-31' },
    { code: 'J3358', crossReferences: ['Q9989'], addedOn: '2018-01-01' },
  ] as const;
  const records = new Map(chain.map((sketch) => [sketch.code as string, recordOf(sketch)]));
  const lookup = (code: string) => records.get(code);

  test('lead over dead codes to the living one', () => {
    expect(chainEnds(records.get('C9487')!, lookup)).toEqual(['J3358']);
    expect(chainEnds(records.get('J3358')!, lookup)).toEqual([]);
  });

  test('the next station is a replacement of its own time', () => {
    expect(crossReferenced(records.get('C9487')!, lookup)).toMatchObject([{ code: 'Q9989', effective: '2017-07-01' }]);
  });

  test('codes that name each other end nowhere', () => {
    const circle = new Map(
      [
        { code: 'C9001', crossReferences: ['C9002'], terminatedOn: '2020-01-01' },
        { code: 'C9002', crossReferences: ['C9001'], terminatedOn: '2020-12-31' },
      ].map((sketch) => [sketch.code, recordOf(sketch)]),
    );
    expect(chainEnds(circle.get('C9001')!, (code) => circle.get(code))).toEqual([]);
  });
});
