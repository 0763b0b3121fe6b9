import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createClaimReader } from '../../../shared/claims/intake.ts';
import { generateClaims } from '../../support/claim-generator.ts';
import { claimsFolder, haveClaims } from '../../support/shared-files.ts';
import { chunksOf, oneClaim, type ReadClaims, readParts } from '../../support/x12-file.ts';

function read(file: string | Uint8Array, chunk = 65_536): ReadClaims {
  return readParts((sink) => createClaimReader({ file: 'claims', ...sink }), chunksOf(file, chunk));
}

const csv = 'claim,code,dos,charge\nC1,99213,2026-01-05,100\n';
const fhir = JSON.stringify({
  resourceType: 'Claim',
  id: 'C1',
  type: { coding: [{ code: 'professional' }] },
  item: [{ productOrService: { coding: [{ code: '99213' }] }, servicedDate: '2026-01-05', net: { value: 100 } }],
});

describe('the form is seen from the first bytes', () => {
  test.each([
    ['X12', oneClaim()],
    ['X12 behind blank lines', `\n\n${oneClaim()}`],
    ['X12 behind a byte order mark', `\ufeff${oneClaim()}`],
    ['X12 behind a mail', `From: billing\nSubject: claims\n\n${oneClaim()}`],
    ['X12 without ISA', oneClaim().replace(/^ISA.*?~/, '')],
    ['X12 with tabs', oneClaim().replaceAll('*', '\t')],
    ['CSV', csv],
    ['CSV behind a byte order mark', `\ufeff${csv}`],
    ['CSV with tabs', csv.replaceAll(',', '\t')],
    ['NDJSON', `${fhir}\n${fhir.replace('C1', 'C2')}\n`],
    ['a resource', JSON.stringify(JSON.parse(fhir), null, 2)],
  ])('%s', (_, file) => {
    for (const chunk of [1, 33, 65_536]) {
      const { claims, refused } = read(file, chunk);
      expect(claims[0]).toMatchObject({ claimId: 'C1', lines: [{ code: '99213', amount: 10_000 }] });
      expect(refused.filter((refusal) => refusal.kind !== 'notice')).toEqual([]);
    }
  });

  test.each([
    ['a zip', 'PK\x03\x04rest', 'unpack it'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'unpack it'],
    ['a PDF', '%PDF-1.7', 'PDF'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 73, 0), 'UTF-8'],
    ['a web page', '<!doctype html>', 'web page'],
    ['text', 'Dear Sir, these are our claims.', 'no column for claimId'],
    ['nothing', '', 'the file is empty'],
  ])('%s is refused', (_, file, reason) => {
    const { refused, counts } = read(file);
    expect(refused).toMatchObject([
      { kind: 'input', file: 'claims', segment: 1, reason: expect.stringContaining(reason) },
    ]);
    expect(counts).toMatchObject({ claims: 0, otherRefusals: 1 });
  });

  test('a large file is read as it comes', () => {
    const { text, claims } = generateClaims({ seed: 3, claims: 200 });
    expect(read(new TextEncoder().encode(text), 10_000).claims).toEqual(claims);
  });

  test('random bytes never stop the reader', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = Uint8Array.from(
        { length: seed * 3 },
        (_, n) => (Math.imul(n + 1, seed * 2_654_435_761) >>> 13) & 255,
      );
      for (const begin of ['', 'ISA*', '{', 'claim,code,dos\n'])
        expect(read(Buffer.concat([Buffer.from(begin), bytes])).counts.read).toBe(0);
    }
  });
});

describe.skipIf(!haveClaims)('public sample claims', () => {
  test('are all seen to be X12', () => {
    for (const name of readdirSync(claimsFolder).filter((file) => file !== 'README.md'))
      expect(read(readFileSync(claimsFolder + name)).counts, name).toMatchObject({ refused: 0, otherRefusals: 0 });
  });
});
