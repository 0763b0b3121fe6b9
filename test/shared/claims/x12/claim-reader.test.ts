import { describe, expect, test } from 'vitest';
import {
  claim,
  institutionalGuide,
  line,
  oneClaim,
  provider,
  readX12,
  subscriber,
  x12File,
} from '../../../support/x12-file.ts';

const outpatient = ['CLM*C1*100***13:A:1*Y*A*Y*Y', 'DTP*434*RD8*20260105-20260107'];

describe('a professional claim', () => {
  test('is read whole, with nothing of the patient', () => {
    const { claims, refused } = readX12(
      oneClaim({
        claim: ['CLM*C1*150.5***11:B:7*Y*A*Y*Y', 'REF*F8*ICN77', 'HI*ABK:F322'],
        lines: [
          'LX*1',
          'SV1*HC:J0013:JZ:KX*100.5*UN*84*22**1',
          'DTP*472*RD8*20260105-20260106',
          'LIN**N4*50458002802',
          'CTP****84*ME',
          'LX*2',
          'SV1*HC:96372*50*UN*1***1',
          'DTP*472*D8*20260105',
        ],
      }),
    );
    expect(refused).toEqual([]);
    expect(claims).toEqual([
      {
        claimId: 'C1',
        claimType: 'professional',
        frequency: '7',
        payerClaimNumber: 'ICN77',
        payer: '00435',
        filingIndicator: 'MB',
        provider: '1234567893',
        place: '11',
        lines: [
          {
            line: 1,
            code: 'J0013',
            modifiers: ['JZ', 'KX'],
            units: 84,
            unitOfMeasure: 'UN',
            amount: 10_050,
            dateOfService: '2026-01-05',
            throughDate: '2026-01-06',
            placeOfService: '22',
            revenueCode: null,
            drug: { ndc: '50458002802', quantity: 84, unit: 'ME' },
          },
          {
            line: 2,
            code: '96372',
            modifiers: [],
            units: 1,
            unitOfMeasure: 'UN',
            amount: 5_000,
            dateOfService: '2026-01-05',
            throughDate: '2026-01-05',
            placeOfService: '11',
            revenueCode: null,
            drug: null,
          },
        ],
      },
    ]);
  });

  test('free text and empty modifiers of SV101 are dropped', () => {
    const { claims } = readX12(oneClaim({ lines: ['LX*1', 'SV1*HC:J3490:::::Sod Chl see NDC*100*UN*1', line[2]!] }));
    expect(claims[0]?.lines[0]).toMatchObject({ code: 'J3490', modifiers: [] });
    expect(JSON.stringify(claims)).not.toContain('Sod');
  });

  test('a code of another list is kept empty and counted', () => {
    const { claims, counts } = readX12(oneClaim({ lines: ['LX*1', 'SV1*WK:CBACA*100*UN*1', line[2]!] }));
    expect(claims[0]?.lines[0]?.code).toBe('');
    expect(counts.otherCodeSets).toBe(1);
  });

  test('a service without LX is a line of its own', () => {
    const { claims } = readX12(
      oneClaim({ lines: ['SV1*HC:99213*60*UN*1', line[2]!, 'SV1*HC:99214*40*UN*1', line[2]!] }),
    );
    expect(claims[0]?.lines.map((read) => [read.line, read.code])).toEqual([
      [1, '99213'],
      [2, '99214'],
    ]);
  });
});

describe('an institutional claim', () => {
  test('takes dates from the statement where a line has none, and may have a revenue code alone', () => {
    const lines = ['LX*1', 'SV2*0120**60*DA*3', 'LX*2', 'SV2*0636*HC:J1745:JZ*40*UN*10', 'DTP*472*D8*20260106'];
    const { claims, refused } = readX12(oneClaim({ claim: outpatient, lines, guide: institutionalGuide }));
    expect(refused).toEqual([]);
    expect(claims[0]).toMatchObject({ claimType: 'institutional', place: '13' });
    expect(claims[0]?.lines).toMatchObject([
      { code: '', revenueCode: '0120', dateOfService: '2026-01-05', throughDate: '2026-01-07', unitOfMeasure: 'DA' },
      { code: 'J1745', revenueCode: '0636', dateOfService: '2026-01-06', placeOfService: null },
    ]);
  });

  test('with professional lines is read as what its lines are, and said', () => {
    const { claims, refused } = readX12(oneClaim({ guide: institutionalGuide }));
    expect(claims[0]).toMatchObject({ claimType: 'professional', place: '11' });
    expect(refused).toMatchObject([{ kind: 'notice', reason: expect.stringContaining('lines are professional') }]);
  });
});

describe('who is to pay', () => {
  const otherPayer = ['SBR*S*01*******CI', 'NM1*IL*1*X', 'NM1*PR*2*OTHER*****PI*99', 'NM1*85*2', 'REF*F8*THEIRS'];

  test('is never another payer of the claim', () => {
    const { claims } = readX12(oneClaim({ claim: [...claim, ...otherPayer] }));
    expect(claims[0]).toMatchObject({ payer: '00435', filingIndicator: 'MB', payerClaimNumber: null });
  });

  test('is inherited by every claim of a subscriber and of its patients', () => {
    const second = ['CLM*C2*100***11:B:1*Y', ...line];
    const third = ['HL*3*2*23*0', 'PAT*19', 'NM1*QC*1*DOE*JOE', 'CLM*C3*100***11:B:1*Y', ...line];
    const { claims } = readX12(x12File([...provider, ...subscriber, ...claim, ...line, ...second, ...third]));
    expect(claims.map((read) => [read.claimId, read.payer, read.filingIndicator, read.provider])).toEqual([
      ['C1', '00435', 'MB', '1234567893'],
      ['C2', '00435', 'MB', '1234567893'],
      ['C3', '00435', 'MB', '1234567893'],
    ]);
  });

  test('is forgotten with the next subscriber', () => {
    const next = ['HL*3*1*22*0', 'SBR*P*18', 'NM1*IL*1*ROE', 'CLM*C2*100***11:B:1*Y', ...line];
    const { claims } = readX12(x12File([...provider, ...subscriber, ...claim, ...line, ...next]));
    expect(claims[1]).toMatchObject({ payer: null, filingIndicator: null, provider: '1234567893' });
  });

  test('a tax number or social security number of the provider is not taken for an NPI', () => {
    const person = ['HL*1**20*1', 'NM1*85*1*KILDARE*BEN****34*123456789'];
    const { claims } = readX12(x12File([...person, ...subscriber, ...claim, ...line]));
    expect(claims[0]?.provider).toBeNull();
  });
});

describe('a claim is refused whole, with segment and reason', () => {
  const withLine = (...segments: string[]): string => oneClaim({ lines: segments });
  test.each([
    ['amount', withLine('LX*1', 'SV1*HC:99213*1O0*UN*1', line[2]!), 13, 'line 1: the charge cannot be read'],
    ['a fraction of a cent', withLine('LX*1', 'SV1*HC:99213*1.005*UN*1', line[2]!), 13, 'line 1: the charge'],
    ['units', withLine('LX*1', 'SV1*HC:99213*100*UN*', line[2]!), 13, 'line 1: the number of units'],
    ['date', withLine('LX*1', line[1]!, 'DTP*472*D8*20260230'), 14, 'line 1: the date of service'],
    ['backward span', withLine('LX*1', line[1]!, 'DTP*472*RD8*20260107-20260105'), 14, 'line 1: the date'],
    ['no date', withLine('LX*1', line[1]!), 12, 'line 1: has no date of service'],
    ['two dates', withLine(...line, 'DTP*472*D8*20260106'), 15, 'line 1: has two dates'],
    ['no service', withLine(...line, 'LX*2', 'LX*3'), 15, 'line 2: has no service'],
    ['no list', withLine('LX*1', 'SV1*99213*100*UN*1', line[2]!), 13, 'line 1: the procedure does not say'],
    ['no code', withLine('LX*1', 'SV1*HC:*100*UN*1', line[2]!), 13, 'line 1: the procedure code'],
    ['modifier', withLine('LX*1', 'SV1*HC:99213:2*100*UN*1', line[2]!), 13, 'line 1: a modifier'],
    ['dental line', withLine('LX*1', 'SV3*AD:D0120*100'), 13, 'the claim has dental service lines'],
    ['mixed lines', withLine(...line, 'LX*2', 'SV2*0300*HC:85025*1*UN*1'), 16, 'the claim has professional and'],
    ['unknown segment', withLine(...line, 'SX1*HC:99214*100*UN*1'), 15, 'a segment cannot be recognised'],
    ['swallowed segment', withLine(...line, 'NTE*ADD*TEXTxLX*2'), 15, 'a segment has more elements'],
    ['no line', withLine(), 11, 'the claim has no service line'],
    ['no charge', oneClaim({ claim: ['CLM*C1****11:B:1*Y'] }), 11, 'the charge of the claim'],
    ['no place', oneClaim({ claim: ['CLM*C1*100****Y'] }), 11, 'place and frequency'],
    ['statement', oneClaim({ claim: ['CLM*C1*100***11:B:1', 'DTP*434*D8*2026'] }), 12, "the statement's dates"],
    ['4010', oneClaim({ guide: '004010X098A1' }), 11, 'the claim is a version 4010 claim'],
    ['837D', oneClaim({ guide: '005010X224A2' }), 11, 'the claim is a dental claim'],
    ['unknown guide', oneClaim({ guide: '005010X999' }), 11, 'the claim is of an implementation guide'],
  ])('%s', (_, file, segment, reason) => {
    const { claims, refused, counts } = readX12(file);
    expect(claims).toEqual([]);
    expect(refused[0]).toMatchObject({ kind: 'claim', file: 'claims.837', segment, claimId: 'C1' });
    expect(refused[0]?.reason).toContain(reason);
    expect(counts).toMatchObject({ claims: 1, read: 0, refused: 1 });
  });

  test('and the others are read', () => {
    const second = ['CLM*C2*1OO***11:B:1*Y', ...line, 'CLM*C3*100***11:B:1*Y', ...line];
    const { claims, refused } = readX12(x12File([...provider, ...subscriber, ...claim, ...line, ...second]));
    expect(claims.map((read) => read.claimId)).toEqual(['C1', 'C3']);
    expect(refused).toMatchObject([{ claimId: 'C2', kind: 'claim' }]);
  });

  test('where the level above is missing, for its payer would be another', () => {
    const lost = ['SBR*P*18*******CI', 'NM1*PR*2*NEXT*****PI*77', 'CLM*C2*100***11:B:1*Y', ...line];
    const { claims, refused } = readX12(x12File([...provider, ...subscriber, ...claim, ...line, ...lost]));
    expect(claims.map((read) => read.claimId)).toEqual(['C1']);
    expect(refused).toMatchObject([{ claimId: 'C2', reason: expect.stringContaining('level (HL) above the claim') }]);
  });

  test('where two claims may have run together', () => {
    const { claims, refused } = readX12(oneClaim({ lines: [...line, ...line] }));
    expect(claims).toEqual([]);
    expect(refused[0]?.reason).toContain('numbered twice');
  });

  test('where it begins inside another segment', () => {
    const file = oneClaim().replace('PI*00435~CLM', 'PI*00435CLM');
    const { claims, refused, counts } = readX12(file);
    expect(claims).toEqual([]);
    expect(counts).toMatchObject({ claims: 1, refused: 1 });
    expect(refused.find((refusal) => refusal.kind === 'claim')).toMatchObject({ claimId: 'C1', segment: 10 });
  });

  test.each([
    ['SE', /SE\*.*/],
    ['the end of the last line', /UN\*1\*\*\*1~DTP.*/],
  ])('where the file is cut off before %s', (_, rest) => {
    const { claims, refused, counts } = readX12(oneClaim().replace(rest, ''));
    expect(claims).toEqual([]);
    expect(counts).toMatchObject({ claims: 1, refused: 1 });
    expect(refused[0]).toMatchObject({ kind: 'claim', claimId: 'C1' });
  });
});

describe('what is no claim', () => {
  test.each([
    ['835', 'the transaction is a remittance advice (835): import it as a status update'],
    ['277', 'the transaction is a claim status or acknowledgement (277): import it as a status update'],
    ['999', 'the transaction is an acknowledgement (999)'],
    ['123', 'the transaction is no claim (837)'],
  ])('%s is refused with its name', (id, reason) => {
    const { counts, refused } = readX12(x12File(['BPR*I*100', 'CLP*C1*4*100*0']).replace('ST*837', `ST*${id}`));
    expect(refused).toEqual([{ kind: 'input', file: 'claims.837', segment: 3, reason, claimId: null }]);
    expect(counts).toMatchObject({ claims: 0, otherRefusals: 1 });
  });

  test.each([
    ['nothing', ''],
    ['text', 'Dear Sir, please find enclosed our claims.'],
    ['text with the letters ISA', 'VISA: 4111, ISA* and so on'],
  ])('%s is no interchange', (_, file) => {
    const { refused } = readX12(file);
    expect(refused.at(-1)).toMatchObject({ kind: 'input', reason: expect.stringContaining('no X12 interchange') });
  });

  test('service lines without a claim are reported once', () => {
    const { refused, counts } = readX12(x12File([...provider, ...subscriber, ...line, ...line]));
    expect(refused).toMatchObject([{ kind: 'input', segment: 11 }]);
    expect(counts.claims).toBe(0);
  });
});

describe('notices lose nothing', () => {
  test.each([
    ['SE01', oneClaim().replace('SE*13', 'SE*11'), 'SE01 does not state the 13 segments'],
    ['SE02', oneClaim().replace('SE*13*0001', 'SE*13*0002'), 'SE02 is not the control number'],
    ['GE01', oneClaim().replace('GE*1', 'GE*2'), 'GE01 does not state the 1 transactions'],
    ['IEA02', oneClaim().replace('IEA*1*000000001', 'IEA*1*9'), 'IEA02 is not the control number'],
    ['no IEA', oneClaim().replace(/IEA.*/, ''), 'the interchange is not closed'],
    ['junk behind', `${oneClaim()}thank you`, 'a segment cannot be recognised'],
    ['junk before', `hello${oneClaim()}`, '5 characters outside an interchange'],
    ['charges', oneClaim({ claim: ['CLM*C1*99***11:B:1*Y'] }), 'do not add up'],
    ['NDC', oneClaim({ lines: [...line, 'LIN**N4*123'] }), 'line 1: the drug is left out'],
    ['separator', oneClaim().replace('HC:99213', 'HC>99213'), 'composites use another separator'],
    ['HL02', oneClaim().replace('HL*2*1*22', 'HL*2*5*22'), 'HL02 names another level'],
    ['ISA length', oneClaim().replace('SENDER         ', 'SENDER'), 'the ISA segment is not 106 characters'],
    ['ISA terminator', oneClaim().replace(':~GS', ':!GS'), 'is not the one that the interchange uses'],
    ['ISA separators', oneClaim().replace('ISA*00', 'ISAx00'), 'the ISA segment is damaged'],
  ])('%s', (_, file, reason) => {
    const { claims, refused } = readX12(file);
    expect(claims).toMatchObject([{ claimId: 'C1', lines: [{ code: '99213', amount: 10_000 }] }]);
    expect(refused.map((refusal) => refusal.kind)).toEqual(refused.map(() => 'notice'));
    expect(refused.map((refusal) => refusal.reason).join()).toContain(reason);
  });
});
