import type { Claim, ClaimLine, ClaimType } from '../../shared/claims/claim.ts';
import { addDays } from '../../shared/dates.ts';
import { SegmentWriter, type SegmentWriterOptions } from './segment-writer.ts';

export interface GeneratorOptions extends SegmentWriterOptions {
  readonly claims: number;
  readonly claimType?: ClaimType;
  readonly claimsPerTransaction?: number;
  readonly transactionsPerInterchange?: number;
}

export interface GeneratedClaims {
  readonly text: string;
  /** What a reader has to make of the text. */
  readonly claims: readonly Claim[];
}

const guideOf = { professional: '005010X222A1', institutional: '005010X223A2' } as const;
const drugs = [
  { code: 'J0013', ndc: '50458002802', unit: 'ME' },
  { code: 'J1745', ndc: '57894003001', unit: 'UN' },
  { code: 'J9271', ndc: '00006302602', unit: 'ML' },
] as const;
const services = ['99213', '99214', '96372', '80053', 'G0008', 'A0425', 'E0260', 'L1833', '0042T', '36415'] as const;
const modifiers = ['25', '59', 'RT', 'LT', 'JZ', 'GP', 'NU', 'RH'] as const;
const payers = ['00435', '66783', 'CHPWA', '99999', 'PAYER ID 7'] as const;
const indicators = ['MB', 'CI', 'HM', 'MC', 'CH'] as const;

/** The same text and claims for the same options, always. For a file too large to hold use `claimTransactions`. */
export function generateClaims(options: GeneratorOptions): GeneratedClaims {
  const claims: Claim[] = [];
  let text = '';
  for (const part of claimTransactions(options)) {
    text += part.text;
    claims.push(...part.claims);
  }
  return { text, claims };
}

/** The file one transaction at a time, its envelopes with the first and last of them. */
export function* claimTransactions(options: GeneratorOptions): Generator<GeneratedClaims> {
  const { claimsPerTransaction = 20, transactionsPerInterchange = 5 } = options;
  const writer = new ClaimWriter(options);
  const guide = guideOf[options.claimType ?? 'professional'];
  const transactions = Math.ceil(options.claims / claimsPerTransaction);
  for (let n = 0; n < transactions; n++) {
    const inInterchange = n % transactionsPerInterchange;
    const last = inInterchange === transactionsPerInterchange - 1 || n === transactions - 1;
    if (inInterchange === 0) writer.openInterchange(Math.floor(n / transactionsPerInterchange) + 1, guide);
    writer.transaction(inInterchange + 1, Math.min(claimsPerTransaction, options.claims - n * claimsPerTransaction));
    if (last) writer.closeInterchange(inInterchange + 1);
    yield writer.take();
  }
}

class ClaimWriter extends SegmentWriter {
  private claims: Claim[] = [];
  private claimNumber = 0;
  private readonly claimType: ClaimType;
  private readonly seed: number;

  constructor(options: GeneratorOptions) {
    super(options);
    this.seed = options.seed;
    this.claimType = options.claimType ?? 'professional';
  }

  take(): GeneratedClaims {
    const { claims } = this;
    this.claims = [];
    return { text: this.takeText(), claims };
  }

  transaction(number: number, claims: number): void {
    this.segments = 0;
    const control = String(number).padStart(4, '0');
    this.segment('ST', '837', control, guideOf[this.claimType]);
    this.segment('BHT', '0019', '00', this.secret('BATCH'), '20260105', '0730', 'CH');
    this.segment('NM1', '41', '2', this.secret('SUBMITTER'), '', '', '', '', '46', '12345');
    this.segment('PER', 'IC', this.secret('CONTACT'), 'TE', this.secret('3055552222'));
    this.segment('NM1', '40', '2', 'RECEIVER', '', '', '', '', '46', '54321');
    const provider = String(1_000_000_000 + this.below(1_000_000_000));
    this.billingProvider(provider);
    for (let left = claims, level = 2; left > 0; level++) left -= this.subscriber(level, provider, left);
    this.segment('SE', String(this.segments + 1), control);
  }

  private billingProvider(npi: string): void {
    this.segment('HL', '1', '', '20', '1');
    this.segment('PRV', 'BI', 'PXC', '203BF0100Y');
    this.segment('NM1', '85', '2', this.secret('CLINIC'), '', '', '', '', 'XX', npi);
    this.address();
    this.segment('REF', 'EI', this.secret('587654321'));
  }

  /** One subscriber with one claim or two; answers how many. */
  private subscriber(level: number, provider: string, most: number): number {
    const payer = this.pick(payers);
    const filingIndicator = this.pick(indicators);
    const count = Math.min(most, this.chance(0.2) ? 2 : 1);
    this.segment('HL', String(level), '1', '22', '0');
    this.segment('SBR', 'P', '18', this.secret('GROUP'), this.secret('PLAN'), '', '', '', '', filingIndicator);
    this.segment(
      'NM1',
      'IL',
      '1',
      this.secret('SMITH'),
      this.secret('JANE'),
      '',
      '',
      '',
      'MI',
      this.secret('JS001112'),
    );
    this.address();
    this.segment('DMG', 'D8', this.secret('19430501'), 'F');
    this.segment('NM1', 'PR', '2', this.secret('INSURER'), '', '', '', '', 'PI', payer);
    if (this.chance(0.5)) this.address();
    if (this.chance(0.25)) this.patient(level);
    for (let n = 0; n < count; n++) this.claims.push(this.claim(provider, payer, filingIndicator));
    return count;
  }

  /** Loop 2000C: the patient is somebody else than the subscriber. Levels are numbered apart, as some systems do. */
  private patient(subscriber: number): void {
    this.segment('HL', `${subscriber}1`, String(subscriber), '23', '0');
    this.segment('PAT', '19');
    this.segment('NM1', 'QC', '1', this.secret('SMITH'), this.secret('TED'));
    this.address();
    this.segment('DMG', 'D8', this.secret('20130501'), 'M');
  }

  private claim(provider: string, payer: string, filingIndicator: string): Claim {
    const professional = this.claimType === 'professional';
    const frequency = this.chance(0.1) ? this.pick(['7', '8']) : '1';
    const place = professional ? this.pick(['11', '22', '12']) : this.pick(['13', '11', '85']);
    const first = addDays('2025-12-01', this.below(60));
    const lines = Array.from({ length: 1 + this.below(4) }, (_, n) => this.plan(n + 1, first, place));
    const charge = lines.reduce((sum, line) => sum + line.amount, 0);
    const claimId = `C${this.seed}-${++this.claimNumber}`;
    this.segment(
      'CLM',
      claimId,
      money(charge),
      '',
      '',
      this.composite(place, professional ? 'B' : 'A', frequency),
      'Y',
      'A',
      'Y',
      'Y',
    );
    this.segment('DTP', '431', 'D8', this.secret('20251130'));
    if (!professional) this.statement(first, addDays(first, 3));
    if (frequency !== '1') this.segment('REF', 'F8', `ICN${claimId}`);
    this.claimDetails(claimId);
    if (this.chance(0.15)) this.otherPayer();
    for (const line of lines) this.line(line);
    return {
      claimId,
      claimType: this.claimType,
      frequency,
      payerClaimNumber: frequency === '1' ? null : `ICN${claimId}`,
      clearinghouseNumber: `CH${claimId}`,
      payer,
      filingIndicator,
      provider,
      place,
      lines,
    };
  }

  private statement(from: string, through: string): void {
    this.segment('DTP', '434', 'RD8', `${compact(from)}-${compact(through)}`);
    this.segment('CL1', '1', '9', '01');
  }

  private claimDetails(claimId: string): void {
    this.segment('REF', 'D9', `CH${claimId}`);
    this.segment('REF', 'EA', this.secret('MEDICALRECORD'));
    this.segment('NTE', 'ADD', this.secret('PATIENT NOTE'));
    this.segment('HI', this.composite('ABK', this.secret('F322')), this.composite('ABF', this.secret('Z7982')));
    this.segment(
      'NM1',
      '82',
      '1',
      this.secret('KILDARE'),
      this.secret('BEN'),
      '',
      '',
      '',
      'XX',
      this.secret('1999996666'),
    );
    this.segment('PRV', 'PE', 'PXC', '208D00000X');
    if (this.chance(0.5)) this.serviceFacility();
  }

  /** Loop 2310C. */
  private serviceFacility(): void {
    this.segment('NM1', '77', '2', this.secret('CLINIC EAST'), '', '', '', '', 'XX', this.secret('1234567893'));
    this.address();
  }

  /** Loops 2320 and 2330: another payer, which must never be taken for the one that the claim goes to. */
  private otherPayer(): void {
    this.segment('SBR', 'S', '01', this.secret('OTHERGROUP'), '', '', '', '', '', '12');
    this.segment('CAS', 'PR', '1', '21.89');
    this.segment('OI', '', '', 'Y', 'P', '', 'Y');
    this.segment(
      'NM1',
      'IL',
      '1',
      this.secret('OTHER'),
      this.secret('JOHN'),
      '',
      '',
      '',
      'MI',
      this.secret('222004433'),
    );
    this.address();
    this.segment('NM1', 'PR', '2', this.secret('OTHERPAYER'), '', '', '', '', 'PI', this.secret('88888'));
    this.segment('REF', 'F8', this.secret('OTHERCONTROL'));
  }

  private plan(line: number, first: string, place: string): ClaimLine {
    const professional = this.claimType === 'professional';
    const drug = this.chance(0.25) ? this.pick(drugs) : null;
    const from = this.chance(0.9) || !professional ? addDays(first, this.below(3)) : first;
    const units = drug ? 1 + this.below(90) : this.pick([1, 1, 1, 2, 0.5]);
    const chosen = this.chance(0.4) ? [this.pick(modifiers)] : [];
    return {
      line,
      code: drug?.code ?? this.pick(services),
      modifiers: chosen.length > 0 && this.chance(0.2) ? [...chosen, 'KX'] : chosen,
      units,
      unitOfMeasure: 'UN',
      amount: 1 + this.below(200_000),
      dateOfService: from,
      throughDate: this.chance(0.1) ? addDays(from, 2) : from,
      placeOfService: professional ? place : null,
      revenueCode: professional ? null : this.pick(['0250', '0636', '0305']),
      controlNumber: `L${this.seed}-${this.claimNumber}-${line}`,
      drug: drug && { ndc: drug.ndc, quantity: this.pick([1, 2.5, 10]), unit: drug.unit },
    };
  }

  private line(line: ClaimLine): void {
    const text = this.chance(0.04)
      ? ['', '', '', ''].slice(line.modifiers.length).concat(this.secret('FREE TEXT'))
      : [];
    const procedure = this.composite('HC', line.code, ...line.modifiers, ...text);
    this.segment('LX', String(line.line));
    if (line.revenueCode === null)
      this.segment('SV1', procedure, money(line.amount), 'UN', String(line.units), '', '', '1');
    else this.segment('SV2', line.revenueCode, procedure, money(line.amount), 'UN', String(line.units));
    if (line.dateOfService === line.throughDate) this.segment('DTP', '472', 'D8', compact(line.dateOfService!));
    else this.segment('DTP', '472', 'RD8', `${compact(line.dateOfService!)}-${compact(line.throughDate!)}`);
    this.segment('REF', '6R', line.controlNumber!);
    if (!line.drug) return;
    this.segment('LIN', '', 'N4', line.drug.ndc);
    this.segment('CTP', '', '', '', String(line.drug.quantity), line.drug.unit!);
  }
}

function money(cents: number): string {
  const dollars = (cents / 100).toFixed(2);
  return cents % 100 === 0 ? dollars.slice(0, -3) : dollars;
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}
