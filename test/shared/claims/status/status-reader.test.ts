import { describe, expect, test } from 'vitest';
import type { ClaimLine, RefusedClaim } from '../../../../shared/claims/claim.ts';
import { type ClaimStatus, isOpen, lineOf, type StatusCounts } from '../../../../shared/claims/status/claim-status.ts';
import { createStatusReader } from '../../../../shared/claims/status/status-reader.ts';
import { damage } from '../../../support/damage.ts';
import { chunksOf, x12File } from '../../../support/x12-file.ts';

interface ReadStatuses {
  readonly statuses: readonly ClaimStatus[];
  readonly refused: readonly RefusedClaim[];
  readonly counts: StatusCounts;
}

function read(file: string | Uint8Array, chunk = 65_536): ReadStatuses {
  const statuses: ClaimStatus[] = [];
  const refused: RefusedClaim[] = [];
  const onStatus = (status: ClaimStatus): void => void statuses.push(status);
  const reader = createStatusReader({ file: 'status', onStatus, onRefused: (refusal) => refused.push(refusal) });
  for (const part of chunksOf(file, chunk)) reader.write(part);
  return { statuses, refused, counts: reader.end() };
}

const remittance = (...segments: string[]): string =>
  x12File(['BPR*I*100*C*ACH************20260120', 'TRN*1*CHECK*1', 'LX*1', ...segments], '005010X221A1').replace(
    'ST*837',
    'ST*835',
  );
const acknowledgement = (...segments: string[]): string =>
  x12File(
    ['HL*1**20*1', 'HL*2*1*21*1', 'TRN*2*BATCH', 'STC*A1:19*20260106*WQ*1', 'HL*3*2*19*1', 'HL*4*3*PT', ...segments],
    '005010X214',
  ).replace('ST*837', 'ST*277');

describe('a remittance (835)', () => {
  test('gives the claim and each of its lines', () => {
    const { statuses, refused } = read(
      remittance(
        'CLP*C1*1*200*60*0*MB*ICN1*11*1',
        'NM1*QC*1*SMITH*JANE****MI*A1',
        'MOA***MA01',
        'SVC*HC:J0013:JZ*100*0**84',
        'DTM*472*20260105',
        'CAS*CO*181*100',
        'REF*6R*142',
        'LQ*HE*M20',
        'SVC*HC:99213*100*60**1*HC:99214:25',
        'DTM*150*20260105',
        'CAS*CO*45*30**2*10',
      ),
    );
    expect(refused).toEqual([]);
    const ofAll = {
      claimId: 'C1',
      clearinghouseNumber: null,
      line: null,
      date: '2026-01-20',
      payerClaimNumber: 'ICN1',
      payer: null,
    };
    const claim = { ...ofAll, controlNumber: null };
    expect(statuses).toEqual([
      { ...claim, service: null, state: 'paid', carc: [], rarc: ['MA01'] },
      {
        ...ofAll,
        controlNumber: '142',
        service: { code: 'J0013', modifiers: ['JZ'], amount: 10_000, dateOfService: '2026-01-05' },
        state: 'paid-zero',
        carc: ['181'],
        rarc: ['M20'],
      },
      {
        ...claim,
        service: { code: '99214', modifiers: ['25'], amount: 10_000, dateOfService: '2026-01-05' },
        state: 'paid',
        carc: ['45', '2'],
        rarc: [],
      },
    ]);
  });

  test.each([
    ['reversed', ['CLP*C1*22*-100*-60**MB*ICN1'], 'reversed'],
    ['forwarded', ['CLP*C1*23*100*0'], 'rejected'],
    ['denied', ['CLP*C1*4*100*0', 'CAS*CO*16*100'], 'denied'],
    ['unprocessable', ['CLP*C1*1*100*0', 'CAS*CO*16*100', 'MOA***MA130'], 'returned'],
    ['paid nothing', ['CLP*C1*1*100*0', 'CAS*CO*16*100'], 'paid-zero'],
    ["left to the patient's deductible", ['CLP*C1*1*100*0', 'CAS*PR*1*80', 'CAS*CO*45*20'], 'paid'],
    ['paid', ['CLP*C1*1*100*80'], 'paid'],
  ])('%s', (_, segments, state) => expect(read(remittance(...segments)).statuses).toMatchObject([{ state }]));

  test('a predetermination says nothing', () => expect(read(remittance('CLP*C1*25*100*0')).statuses).toEqual([]));
});

describe('an acknowledgement (277CA) and a status response (277)', () => {
  test('give the claim by its number, with the gravest category', () => {
    const { statuses, refused } = read(
      acknowledgement(
        'NM1*QC*1*SMITH',
        'TRN*2*C1',
        'STC*A2:20*20260107*WQ*100',
        'STC*A7:21*20260107*U*100*******A6:1',
        'REF*1K*ICN1',
        'DTP*472*D8*20260105',
        'SVC*HC:J0013*100*0**NU**1',
        'STC*A7:507*20260107*U',
        'DTP*472*RD8*20260105-20260106',
        'TRN*2*C2',
        'STC*A2:20*20260107*WQ*100',
      ),
    );
    expect(refused).toEqual([]);
    expect(statuses).toMatchObject([
      { claimId: 'C1', state: 'rejected', date: '2026-01-07', payerClaimNumber: 'ICN1', service: null },
      { claimId: 'C1', state: 'rejected', service: { code: 'J0013', dateOfService: '2026-01-05', amount: 10_000 } },
      { claimId: 'C2', state: 'pending' },
    ]);
  });

  test('a response names the claim by REF*EJ', () => {
    const file = acknowledgement('TRN*2*QUESTION', 'STC*F2:21*20260107', 'REF*EJ*C1')
      .replaceAll('005010X214', '005010X212')
      .replace('HL*4*3*PT', 'HL*4*3*22');
    expect(read(file).statuses).toMatchObject([{ claimId: 'C1', state: 'denied' }]);
  });

  test.each([
    ['A0:16', 'sent'],
    ['A1:19', 'sent'],
    ['A3:21', 'returned'],
    ['A4:35', 'rejected'],
    ['A8:562', 'rejected'],
    ['P1:3', 'pending'],
    ['R3:448', 'pending'],
    ['F1:65', 'paid'],
    ['F4:107', 'paid-zero'],
  ])('%s is %s', (category, state) => {
    expect(read(acknowledgement('TRN*2*C1', `STC*${category}*20260107`)).statuses).toMatchObject([{ state }]);
  });
});

describe('statuses from CSV', () => {
  test('one a row', () => {
    const { statuses, refused } = read(
      'Claim,Line,Status,Status Date,Reason Codes,Remark,ICN\nC1,2,Denied,1/20/2026,"CO-181, 45",M20,ICN1\nC2,,Paid,,,,\n',
    );
    expect(refused).toEqual([]);
    expect(statuses).toEqual([
      {
        claimId: 'C1',
        line: 2,
        service: null,
        controlNumber: null,
        clearinghouseNumber: null,
        payer: null,
        state: 'denied',
        date: '2026-01-20',
        payerClaimNumber: 'ICN1',
        carc: ['181', '45'],
        rarc: ['M20'],
      },
      {
        claimId: 'C2',
        line: null,
        service: null,
        controlNumber: null,
        clearinghouseNumber: null,
        payer: null,
        state: 'paid',
        date: null,
        payerClaimNumber: null,
        carc: [],
        rarc: [],
      },
    ]);
  });

  test.each([
    ['C1,,Lost,', 'the status is none that is known'],
    [',,Paid,', 'the row has no number of a claim'],
    ['C1,x,Paid,', 'the number of the line'],
    ['C1,,Paid,soon', 'a date cannot be read'],
  ])('%s is refused', (row, reason) => {
    const { refused } = read(`Claim,Line,Status,Date\n${row}\n`);
    expect(refused).toMatchObject([{ segment: 2, reason: expect.stringContaining(reason) }]);
  });
});

describe('what is no status', () => {
  test.each([
    ['a claim', x12File(['BHT*0019']), 'the transaction is a claim (837)'],
    ['another version', remittance().replaceAll('005010X221A1', '004010X091A1'), 'is not read'],
    ['JSON', '{}', 'not read from JSON'],
    ['text', 'hello', 'no column for claimId'],
    ['nothing', '', 'the file is empty'],
  ])('%s is refused', (_, file, reason) => {
    const { statuses, refused } = read(file);
    expect(statuses).toEqual([]);
    expect(refused[0]).toMatchObject({ kind: 'input', reason: expect.stringContaining(reason) });
  });

  test.each([
    ['no number', remittance('CLP**1*100*100'), 'the status names no claim'],
    ['no payment', remittance('CLP*C1*1*100*x'), 'the amount paid'],
    ['an unknown segment', remittance('CLP*C1*1*100*100', 'XYZ*1'), 'a segment cannot be recognised'],
    ['no service', remittance('CLP*C1*1*100*100', 'SVC*ZZ*100*0'), 'the procedure does not say'],
    ['no category', acknowledgement('TRN*2*C1', 'STC*E0:1*20260107'), 'says nothing of where the claim stands'],
    ['an early end', remittance('CLP*C1*1*100*100').replace(/SE\*.*/, ''), 'the file ends inside the claim'],
  ])('a claim with %s is refused', (_, file, reason) => {
    const { statuses, refused } = read(file);
    expect(statuses).toEqual([]);
    expect(refused[0]).toMatchObject({ kind: 'claim', reason: expect.stringContaining(reason) });
  });
});

test('damaged files never stop the reader, and leave a trace where a status is missing', () => {
  const claims = Array.from({ length: 5 }, (_, n) => [
    `CLP*C${n}*1*100*60*0*MB*ICN${n}`,
    'SVC*HC:99213*100*60',
    'DTM*472*20260105',
  ]);
  const bytes = Buffer.from(remittance(...claims.flat()).replaceAll('~', '~\n'), 'latin1');
  for (let seed = 1; seed <= 500; seed++) {
    const { statuses, refused, counts } = read(damage(bytes, seed), 1 + (seed % 90));
    expect(counts.read, `seed ${seed}`).toBe(statuses.length);
    if (refused.length === 0) expect(statuses.length, `seed ${seed}`).toBeGreaterThanOrEqual(10);
  }
});

test('no person leaves a trace', () => {
  const secret = 'Qz-Secret';
  const segments = remittance(
    'CLP*C1*4*100*0*0*MB*ICN1',
    'NM1*QC*1*SMITH*JANE****MI*A1',
    'SVC*HC:99213*100*0',
    'CAS*CO*16*100',
    'LQ*HE*M20',
  ).split('~');
  for (const [n, segment] of segments.entries()) {
    const elements = segment.split('*');
    for (let place = 1; n > 0 && place <= elements.length; place++) {
      if (/^CLP$/.test(elements[0]!) && (place === 1 || place === 7)) continue;
      const { statuses, refused } = read(segments.with(n, elements.toSpliced(place, 1, secret).join('*')).join('~'));
      expect(JSON.stringify([statuses, refused]), `${elements[0]}${place}`).not.toContain(secret);
    }
  }
});

describe('which lines are open', () => {
  test.each<[ClaimStatus['state'], readonly string[], boolean]>([
    ['unsent', [], true],
    ['sent', [], true],
    ['pending', [], true],
    ['rejected', [], true],
    ['returned', [], true],
    ['reversed', [], true],
    ['paid-zero', ['181'], true],
    ['paid-zero', ['182', '45'], true],
    ['paid-zero', ['50'], false],
    ['denied', ['16'], true],
    ['denied', ['29'], false],
    ['paid', ['45'], false],
    ['superseded', [], false],
  ])('%s with %j: %s', (state, carc, open) => expect(isOpen({ state, carc })).toBe(open));

  test('a reported service is found by code, date, charge and modifiers', () => {
    const line = (number: number, code: string, modifiers: string[], amount: number): ClaimLine => ({
      line: number,
      code,
      modifiers,
      units: 1,
      unitOfMeasure: 'UN',
      amount,
      dateOfService: '2026-01-05',
      throughDate: '2026-01-05',
      placeOfService: '11',
      revenueCode: null,
      drug: null,
    });
    const lines = [line(1, '99213', [], 100), line(2, '97110', ['GP'], 50), line(3, '97110', ['GO'], 50)];
    const service = { code: '97110', modifiers: ['GO'], amount: 50, dateOfService: '2026-01-05' };
    expect(lineOf(service, lines)).toBe(3);
    expect(lineOf(service, lines, new Set([3]))).toBe(2);
    expect(lineOf({ ...service, amount: null, dateOfService: null, modifiers: [] }, lines)).toBe(2);
    expect(lineOf({ ...service, amount: 51 }, lines)).toBeNull();
  });
});
