import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimsFolder, haveClaims } from '../../../support/shared-files.ts';
import { readX12 } from '../../../support/x12-file.ts';

const names = haveClaims ? readdirSync(claimsFolder).filter((name) => name !== 'README.md') : [];

describe.skipIf(!haveClaims)('public sample claims', () => {
  test.each(names)('%s', (name) => {
    const text = readFileSync(claimsFolder + name, 'latin1');
    const { counts, claims, refused } = readX12(text);
    expect(counts).toMatchObject({
      claims: count(text, /\bCLM\*/g),
      lines: count(text, /\bSV[12]\*/g),
      refused: 0,
      otherRefusals: 0,
    });
    expect(refused.every((refusal) => refusal.kind === 'notice')).toBe(true);
    for (const claim of claims) expect(claim.provider).toMatch(/^\d{10}$/);
  });

  test('all of them are there', () => expect(names.length).toBeGreaterThan(30));
});

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
