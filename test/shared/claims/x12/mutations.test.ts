import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generateClaims } from '../../../support/claim-generator.ts';
import { blowNames, damage } from '../../../support/damage.ts';
import { claimsFolder, haveClaims } from '../../../support/shared-files.ts';
import { readX12 } from '../../../support/x12-file.ts';

/** `npm run campaign:x12` tries 10,000, which take half a minute. */
const mutations = Number(process.env.MUTATIONS ?? 500);
const headerLength = 106;

describe(`${mutations} damaged files`, () => {
  test('never stop the reader, never lose a claim unreported', { timeout: 600_000 }, () => {
    const table = new Map<string, { tried: number; 'all read': number; refused: number }>();
    for (let seed = 1; seed <= mutations; seed++) {
      const { text } = generateClaims({
        seed,
        claims: 6,
        claimType: seed % 2 ? 'professional' : 'institutional',
        wrap: seed % 3 ? '\n' : '\r\n',
        claimsPerTransaction: 3,
        transactionsPerInterchange: 1 + (seed % 2),
      });
      const blow = blowNames[seed % blowNames.length]!;
      const damaged = damage(Buffer.from(text, 'latin1'), seed, seed % 3 === 0 ? undefined : blow);
      const whole = expectNothingLost(text, damaged, seed);
      const kind = seed % 3 === 0 ? 'one to three of them' : blow;
      const row = table.get(kind) ?? { tried: 0, 'all read': 0, refused: 0 };
      row.tried++;
      row[whole ? 'all read' : 'refused']++;
      table.set(kind, row);
    }
    console.table(Object.fromEntries([...table].sort()));
  });

  test.skipIf(!haveClaims)('of the public samples', () => {
    const names = readdirSync(claimsFolder).filter((name) => name !== 'README.md');
    for (let seed = 1; seed <= mutations / 5; seed++) {
      const bytes = readFileSync(claimsFolder + names[seed % names.length]!);
      expectNothingLost(bytes.toString('latin1'), damage(bytes, seed), seed);
    }
  });
});

/** Each given claim is whole, each CLM is given or refused, and what is not there any more has left a trace. */
function expectNothingLost(intact: string, damaged: Uint8Array, seed: number): boolean {
  const text = Buffer.from(damaged).toString('latin1');
  const { claims, refused, counts } = readX12(damaged, 1 + (seed % 700));
  const before = readX12(intact).claims;
  const where = `seed ${seed}`;
  expect(counts.claims, where).toBe(counts.read + counts.refused);
  expect(counts, where).toMatchObject({
    read: claims.length,
    refused: refused.filter((refusal) => refusal.kind === 'claim').length,
    lines: claims.reduce((sum, claim) => sum + claim.lines.length, 0),
  });
  if (delimitersIntact(text, intact)) expect(counts.claims, where).toBeGreaterThanOrEqual(claimSegments(text));
  if (refused.length > 0) return false;
  const lineCounts = new Map(before.map((claim) => [claim.claimId, claim.lines.length]));
  expect(claims.length, where).toBeGreaterThanOrEqual(before.length);
  for (const { claimId, lines } of claims) expect(lines.length, where).toBe(lineCounts.get(claimId) ?? lines.length);
  return true;
}

function delimitersIntact(text: string, intact: string): boolean {
  const headers = [...text.matchAll(/ISA\*/g)].map((match) => text.slice(match.index, match.index + headerLength));
  const known = new Set(
    [...intact.matchAll(/ISA\*/g)].map((match) => intact.slice(match.index, match.index + headerLength)),
  );
  return headers.length > 0 && headers.every((header) => known.has(header)) && text.startsWith('ISA*');
}

function claimSegments(text: string): number {
  return text.split('~').filter((segment) => segment.trimStart().startsWith('CLM*')).length;
}
