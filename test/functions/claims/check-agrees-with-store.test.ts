import { createReadStream, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { heldCodeSets } from '../../../functions/judge/held-code-sets.ts';
import { samplePath } from '../../../infra/local/sample.ts';
import { createChecker } from '../../../shared/claims/check/checker.ts';
import type { Claim } from '../../../shared/claims/claim.ts';
import type { Finding } from '../../../shared/claims/finding.ts';
import { createClaimReader } from '../../../shared/claims/intake.ts';
import { account, claim, storing, worldOf } from '../../support/claim-world.ts';
import { startApp } from '../../support/medium.ts';
import { ingestFile, type ReleaseFile } from '../../support/release-chain.ts';

const medicare = { payer: 'MEDICARE', filingIndicator: 'MB' };
const commercial = { payer: 'COMMERCIAL', filingIndicator: 'CI' };
const hospital = { claimType: 'institutional', place: '13' } as const;

/** Lines of rules, and lines of which nothing may be found, besides those of the sample. */
const more: readonly Claim[] = [
  claim('R1', ['96365', '99213-25'], commercial),
  claim('R2', ['96372'], { ...medicare, place: '22' }),
  claim('R3', ['96413', '96365', 'J1885'], commercial),
  claim('R4', ['96375', 'J1885'], medicare),
  claim('R5', ['99211', '96372', 'J1885'], medicare),
  claim('R8', ['J9035-JW x5'], medicare),
  claim('R9', ['G2083', 'S0013 x84', '99214'], medicare),
  claim('R11', ['97760-GP', 'L1833-RT'], commercial),
  claim('R12', ['97760'], medicare),
  claim('R14', ['L1833-RT-LT x2'], { ...medicare, place: '12' }),
  claim('R16', ['A0428'], medicare),
  claim('R17', ['80305', '80307'], medicare),
  claim('R18', ['C9399'], medicare),
  claim('N1', ['A0428-RH', 'A0425-RH x12'], medicare),
  claim('N2', ['00100-P3', 'T1019-U7'], commercial),
  claim('N3', ['none rev=0258', '96365 rev=0260'], { ...hospital, ...commercial }),
];

async function sampleClaims(): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  for (const name of ['claims.csv', 'claims.837', 'claims-institutional.837']) {
    const reader = createClaimReader({ file: name, onClaim: (each) => claims.push(each), onRefused: () => {} });
    for await (const chunk of createReadStream(samplePath(name))) reader.write(chunk as Buffer);
    reader.end();
  }
  return claims;
}

function release(name: string): ReleaseFile {
  return { name, bytes: readFileSync(samplePath(name)) };
}

const told = ({ claimId, line, code, rule, severity, fix, source }: Finding) =>
  JSON.stringify([claimId, line, code, rule, severity, fix, source]);

test('what is found in stored claims is what is found before they are billed, whichever came first', async () => {
  const claims = [...(await sampleClaims()), ...more];
  const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(release);
  const { medium, app } = await worldOf(october!);
  await storing(claims, app);
  await ingestFile(app, january!);
  const later = startApp(medium);
  await later.sweep();

  const { books } = await heldCodeSets(later.codeSets);
  const { payers, windows, rules, lists } = await later.settings.read(account);
  const checker = createChecker({ codeBooks: books, payers, windows, rules, lists });
  const expected: string[] = [];
  for (const each of claims) checker.check(each, (finding) => expected.push(told(finding)));

  const stored: string[] = [];
  for await (const { finding } of later.findings.list(account, 'open')) stored.push(told(finding));
  expect(stored.sort()).toEqual([...new Set(expected)].sort());
  // The sample lacks some of their codes; nothing else may be said of them.
  const unwanted = expected.filter((text) => text.startsWith('["N') && !text.includes('"code-unknown"'));
  expect(unwanted).toEqual([]);
  const rulesFound = new Set(expected.filter((text) => text.startsWith('["R')).map((text) => JSON.parse(text)[3]));
  expect(rulesFound.size).toBeGreaterThan(10);
});
