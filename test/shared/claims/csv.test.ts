import { describe, expect, test } from 'vitest';
import { type CsvClaimOptions, createCsvClaimReader } from '../../../shared/claims/csv.ts';
import { chunksOf, type ReadClaims, readParts } from '../../support/x12-file.ts';

function readCsv(
  text: string,
  { chunk = 65_536, mapping }: { chunk?: number; mapping?: CsvClaimOptions['mapping'] } = {},
): ReadClaims {
  return readParts(
    (sink) => createCsvClaimReader({ file: 'claims.csv', mapping, ...sink }),
    chunksOf(new TextEncoder().encode(text), chunk),
  );
}

const header = 'Claim ID,Line,Code,Modifiers,Date of Service,Units,Charge,Payer,POS';
const row = 'C1,1,J0013,JZ,2026-01-05,84,1250.50,00435,11';

describe('claims from CSV', () => {
  test('rows of a claim become its lines', () => {
    const text = `${header},NPI,NDC,NDC Quantity,NDC Unit\n${row},1234567893,50458-0028-02,84,ME\nC1,2,99213,"25, 59",1/5/2026,1,$100,,,,,,\nC2,1,99214,,20260106,1,"$1,000.00",66783,2,,,,\n`;
    const { claims, refused, counts } = readCsv(text);
    expect(refused).toEqual([]);
    expect(counts).toMatchObject({ claims: 2, read: 2, lines: 3, refused: 0 });
    expect(claims).toMatchObject([
      {
        claimId: 'C1',
        claimType: 'professional',
        frequency: '1',
        payer: '00435',
        provider: '1234567893',
        place: '11',
        lines: [
          {
            line: 1,
            code: 'J0013',
            modifiers: ['JZ'],
            units: 84,
            unitOfMeasure: 'UN',
            amount: 125_050,
            dateOfService: '2026-01-05',
            throughDate: '2026-01-05',
            placeOfService: '11',
            drug: { ndc: '50458002802', quantity: 84, unit: 'ME' },
          },
          { line: 2, code: '99213', modifiers: ['25', '59'], amount: 10_000, dateOfService: '2026-01-05' },
        ],
      },
      {
        claimId: 'C2',
        payer: '66783',
        lines: [{ amount: 100_000, placeOfService: '02', dateOfService: '2026-01-06' }],
      },
    ]);
  });

  test.each([
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['tabs', (text: string) => text.replaceAll(',', '\t')],
    ['bars', (text: string) => text.replaceAll(',', '|')],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', (text: string) => text.replaceAll('\n', '\r')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['quotes everywhere', (text: string) => text.replace(/[^,\n]+/g, '"$&"')],
    ['blank lines', (text: string) => text.replaceAll('\n', '\n\n')],
    ['no line end behind the last row', (text: string) => text.trimEnd()],
    [
      'other names',
      (text: string) =>
        text.replace(header, 'claimNumber,LineNo,CPT/HCPCS,Mod,DOS,Qty,BilledAmount,payer_id,Place Of Service'),
    ],
    ['from and through', (text: string) => text.replace('Date of Service', 'From').replaceAll(',POS', ',Place')],
    ['a start date of service', (text: string) => text.replace('Date of Service', 'service_start_date')],
    ['columns that are not needed', (text: string) => text.replace(/^/gm, 'Smith,').replace(/Smith,$/, '')],
  ])('with %s', (_, change) => {
    const text = change(`${header}\n${row}\nC2,1,99213,,2026-01-06,1,100,00435,11\n`);
    for (const chunk of [1, 7, 65_536]) {
      const { claims, refused } = readCsv(text, { chunk });
      expect(refused).toEqual([]);
      expect(claims.map((claim) => [claim.claimId, claim.lines[0]?.code, claim.lines[0]?.amount])).toEqual([
        ['C1', 'J0013', 125_050],
        ['C2', '99213', 10_000],
      ]);
    }
  });

  test('decimal commas, and thousands, as the file writes them', () => {
    const head = 'claim;code;dos;units;charge\n';
    const { claims, refused } = readCsv(
      `\ufeffsep=;\n${head}A;J0013;2026-01-05;1,5;1.250,50\nB;J0013;2026-01-05;2;1250\nC;J0013;2026-01-05;1,500;10\n`,
    );
    expect(claims.map(({ claimId, lines }) => [claimId, lines[0]!.units, lines[0]!.amount])).toEqual([
      ['A', 1.5, 125_050],
      ['B', 2, 125_000],
    ]);
    expect(refused).toMatchObject([{ claimId: 'C', reason: 'the number of units cannot be read' }]);
  });

  test('columns may be mapped by name', () => {
    const text = 'Acct #,Svc,When\nA-1,J0013,2026-01-05\n';
    const mapping = { claimId: 'Acct #', code: 'Svc', dateOfService: 'When' };
    const { claims, refused } = readCsv(text, { mapping });
    expect(claims).toMatchObject([{ claimId: 'A-1', lines: [{ code: 'J0013', units: 1, amount: 0 }] }]);
    expect(refused).toMatchObject([{ kind: 'notice', reason: expect.stringContaining('no column for the charge') }]);
  });

  test('modifiers may stand in columns of their own, run together, or at the code', () => {
    const text = 'claim,code,mod1,mod2,dos,charge\nA,99213-25,59,,2026-01-05,1\nB,99213,2559,RT,2026-01-05,1\n';
    expect(readCsv(text).claims.map((claim) => [claim.lines[0]?.code, claim.lines[0]?.modifiers])).toEqual([
      ['99213', ['25', '59']],
      ['99213', ['25', '59', 'RT']],
    ]);
  });

  test('institutional rows have a type of bill and revenue codes', () => {
    const text =
      'claim,type,tob,rev code,hcpcs,dos,to date,charge\nA,837I,0137,636,J1745,2026-01-05,2026-01-07,10\nA,,,120,,2026-01-05,,5\n';
    expect(readCsv(text).claims).toMatchObject([
      {
        claimType: 'institutional',
        frequency: '7',
        place: '13',
        lines: [
          { revenueCode: '0636', code: 'J1745', throughDate: '2026-01-07', placeOfService: null },
          { revenueCode: '0120', code: '', line: 2 },
        ],
      },
    ]);
  });
});

describe('rows of one claim that stand apart', () => {
  const of = (claimId: string, line: number, payer = '00435') =>
    `${claimId},${line},99213,,2026-01-05,1,10,${payer},11`;
  const crowd = (from: number) => Array.from({ length: 2_000 }, (_, n) => of(`X${from + n}`, 1));
  const linesOf = ({ claims }: ReadClaims) =>
    claims.filter(({ claimId }) => claimId.startsWith('C')).map((claim) => [claim.claimId, claim.lines.length]);

  test('are joined, as an export by date has them', () => {
    const read = readCsv([header, of('C1', 1), of('C2', 1), of('C1', 2), of('C3', 1), of('C2', 2)].join('\n'));
    expect(read.refused).toEqual([]);
    expect(linesOf(read)).toEqual([
      ['C1', 2],
      ['C2', 2],
      ['C3', 1],
    ]);
  });

  test('are refused where their claim has been given: they must not take its place', () => {
    const read = readCsv([header, of('C1', 1), ...crowd(0), of('C1', 2)].join('\n'));
    expect(read.refused).toMatchObject([{ kind: 'input', segment: 2003, claimId: 'C1' }]);
    expect(read.refused[0]?.reason).toContain('sort the file by claim');
    expect(linesOf(read)).toEqual([['C1', 1]]);
    expect(read.counts).toMatchObject({ claims: 2001, read: 2001 });
  });

  test('refuse the claim where one of them is bad', () => {
    const read = readCsv([header, of('C1', 1), of('C2', 1), 'C1,2,99213,,x,1,10,00435,11'].join('\n'));
    expect(read.refused).toMatchObject([{ kind: 'claim', segment: 4, claimId: 'C1' }]);
    expect(linesOf(read)).toEqual([['C2', 1]]);
  });

  test('are a bill of their own for another payer', () => {
    const read = readCsv([header, of('C1', 1), of('C2', 1), of('C1', 1, '777')].join('\n'));
    expect(read.refused).toEqual([]);
    expect(read.claims.map(({ claimId, payer }) => [claimId, payer])).toEqual([
      ['C1', '00435'],
      ['C2', '00435'],
      ['C1', '777'],
    ]);
  });
});

describe('a bad row is refused with its line, and its claim with it', () => {
  const next = 'C9,1,99213,,2026-01-06,1,100,00435,11';
  test.each([
    ['date', 'C1,1,J0013,,2026-13-05,1,10,1,11', 'the date of service cannot be read'],
    ['no date', 'C1,1,J0013,,,1,10,1,11', 'the row has no date of service'],
    ['code', 'C1,1,J00/13,,2026-01-05,1,10,1,11', 'the code cannot be read'],
    ['no code', 'C1,1,,,2026-01-05,1,10,1,11', 'the code cannot be read'],
    ['modifier', 'C1,1,J0013,RTX,2026-01-05,1,10,1,11', 'a modifier cannot be read'],
    ['units', 'C1,1,J0013,,2026-01-05,few,10,1,11', 'the number of units cannot be read'],
    ['no units', 'C1,1,J0013,,2026-01-05,,10,1,11', 'the number of units cannot be read'],
    ['charge', 'C1,1,J0013,,2026-01-05,1,(10),1,11', 'the charge cannot be read'],
    ['place', 'C1,1,J0013,,2026-01-05,1,10,1,office', 'the place of service cannot be read'],
    ['line', 'C1,one,J0013,,2026-01-05,1,10,1,11', 'the number of the line cannot be read'],
    ['cells', 'C1,1,J0013,,2026-01-05,1,10,1,11,more', 'the row has more cells than the header'],
    ['open quote', 'C1,1,J0013,"RT,2026-01-05,1,10,1,11', 'a quoted cell of the row is not closed'],
  ])('%s', (_, bad, reason) => {
    const { claims, refused, counts } = readCsv([header, row, bad, next].join('\n'));
    expect(refused).toEqual([{ kind: 'claim', file: 'claims.csv', segment: 3, reason, claimId: 'C1' }]);
    expect(claims.map((claim) => claim.claimId)).toEqual(['C9']);
    expect(counts).toMatchObject({ claims: 2, read: 1, refused: 1 });
  });

  test('more bad rows of the claim are told as well', () => {
    const bad = 'C1,2,J0013,,x,1,10,1,11';
    const { refused } = readCsv([header, row, bad, bad, next].join('\n'));
    expect(refused.map(({ kind, segment }) => [kind, segment])).toEqual([
      ['claim', 3],
      ['input', 4],
    ]);
  });

  test('a row without a claim may belong to the claim before it', () => {
    const { claims, refused } = readCsv([header, row, ',2,99213,,2026-01-06,1,100,1,11', next].join('\n'));
    expect(claims.map((claim) => claim.claimId)).toEqual(['C9']);
    expect(refused).toMatchObject([
      { kind: 'input', segment: 3, claimId: null },
      { kind: 'claim', segment: 3, claimId: 'C1' },
    ]);
  });

  test.each([
    ['another payer', 'C1,2,99213,,2026-01-05,1,10,999,11', 'another payer'],
    ['the same line', 'C1,1,99213,,2026-01-05,1,10,00435,11', 'stands twice'],
  ])('%s', (_, bad, reason) => {
    expect(readCsv([header, row, bad].join('\n')).refused[0]?.reason).toContain(reason);
  });

  test.each([
    ['no header', 'C1,J0013,2026-01-05\n', 'no column for claimId: name it in the mapping'],
    ['nothing', '', 'the file is empty'],
  ])('a file with %s', (_, text, reason) => {
    const { refused, counts } = readCsv(text);
    expect(refused).toMatchObject([{ kind: 'input', segment: 1, reason: expect.stringContaining(reason) }]);
    expect(counts.claims).toBe(0);
  });

  test('a row that never ends does not fill the memory', () => {
    const { refused, claims } = readCsv(`${header}\n${'x'.repeat(3_000_000)}\n${row}\n`);
    expect(refused[0]).toMatchObject({ kind: 'input', segment: 2 });
    expect(claims).toHaveLength(1);
  });

  test('reasons never quote the row', () => {
    const secret = 'Qz-Secret';
    const cells = row.split(',');
    for (let n = 1; n < cells.length; n++) {
      if (n === 7) continue;
      const { refused } = readCsv([header, cells.with(n, secret).join(',')].join('\n'));
      expect(refused).toHaveLength(1);
      expect(JSON.stringify(refused)).not.toContain(secret);
    }
  });
});
