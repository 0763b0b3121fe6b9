import type { Claim, RefusedClaim } from '../../shared/claims/claim.ts';
import type { ClaimSink, IntakeCounts, PushReader } from '../../shared/claims/intake-ledger.ts';
import { createX12ClaimReader } from '../../shared/claims/x12/claim-reader.ts';

export interface ReadClaims {
  readonly claims: readonly Claim[];
  readonly refused: readonly RefusedClaim[];
  readonly counts: IntakeCounts;
}

type CreateReader = (sink: ClaimSink) => PushReader;

/** Pushes the parts of a file through a reader. */
export function readParts(create: CreateReader, parts: Iterable<string | Uint8Array>): ReadClaims {
  const claims: Claim[] = [];
  const refused: RefusedClaim[] = [];
  const reader = create({ onClaim: (read) => claims.push(read), onRefused: (refusal) => refused.push(refusal) });
  for (const part of parts) reader.write(part);
  return { claims, refused, counts: reader.end() };
}

/** The file in chunks of `size`. */
export function* chunksOf(file: string | Uint8Array, size: number): Generator<string | Uint8Array> {
  for (let at = 0; at < file.length; at += size)
    yield typeof file === 'string' ? file.slice(at, at + size) : file.subarray(at, at + size);
}

export const createX12 = (sink: ClaimSink): PushReader => createX12ClaimReader({ file: 'claims.837', ...sink });

export function readX12(file: string | Uint8Array, chunk = 65_536): ReadClaims {
  return readParts(createX12, chunksOf(file, chunk));
}

const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0730*^*00501*000000001*0*T*:~';

export const provider = ['HL*1**20*1', 'NM1*85*2*CLINIC*****XX*1234567893', 'REF*EI*587654321'];
export const subscriber = [
  'HL*2*1*22*0',
  'SBR*P*18*******MB',
  'NM1*IL*1*DOE*JANE****MI*A1',
  'NM1*PR*2*INSURER*****PI*00435',
];
export const claim = ['CLM*C1*100***11:B:1*Y*A*Y*Y'];
export const line = ['LX*1', 'SV1*HC:99213*100*UN*1***1', 'DTP*472*D8*20260105'];
export const institutionalGuide = '005010X223A2';

/** One transaction in its envelopes, with counts that are right. */
export function x12File(segments: readonly string[], guide = '005010X222A1'): string {
  const body = [`ST*837*0001*${guide}`, ...segments, `SE*${segments.length + 2}*0001`];
  const group = [`GS*HC*SENDER*RECEIVER*20260105*0730*1*X*${guide}`, ...body, 'GE*1*1', 'IEA*1*000000001'];
  return isa + group.map((segment) => `${segment}~`).join('');
}

/** A file with one claim of the default lines, some of its parts given. */
export function oneClaim(parts: { claim?: readonly string[]; lines?: readonly string[]; guide?: string } = {}): string {
  return x12File([...provider, ...subscriber, ...(parts.claim ?? claim), ...(parts.lines ?? line)], parts.guide);
}
