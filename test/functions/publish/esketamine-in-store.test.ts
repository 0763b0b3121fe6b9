import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../shared/claims/finding.ts';
import { account, claim, findingsOf, happening, storing, worldOf } from '../../support/claim-world.ts';
import { openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { releaseFile } from '../../support/release-chain.ts';

const lives = { addedOn: '2020-01-01', actionEffectiveOn: '2020-01-01' };
const spray = { longDescription: 'Esketamine, nasal spray, 1 mg', coverage: 'I' };
const visits = [
  { code: 'G2082', ...lives, coverage: 'C' },
  { code: 'G2083', ...lives, coverage: 'C' },
];
const j0013 = {
  code: 'J0013',
  ...spray,
  addedOn: '2026-01-01',
  actionEffectiveOn: '2026-01-01',
  actionCode: 'A',
};
const october = releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [{ code: 'S0013', ...lives, ...spray }, ...visits]);
const ended = { code: 'S0013', ...lives, ...spray, terminatedOn: '2025-12-31', actionCode: 'D' };
const january = releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [ended, j0013, ...visits]);
/** Posted again, with the deletion taken back. */
const corrected = releaseFile('HCPC2026_JAN_ANWEB_v2_01122026.txt', [
  { code: 'S0013', ...lives, ...spray },
  j0013,
  ...visits,
]);

const medicare = { payer: 'MEDICARE', filingIndicator: 'MB' };
const commercial = { payer: '66783', filingIndicator: 'CI' };
const turn = ['S0013 x84 @2025-12-31', 'S0013 x84 @2026-01-01'];
const claims = [claim('COM', turn, commercial), claim('MED', turn, medicare)];
const visitByDose = [{ code: 'G2083', units: 1, confirm: true }];

async function openFindings(app: RunningApp): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const { finding } of app.findings.list(account, 'open')) found.push(finding);
  return found.sort((a, b) => `${a.claimId} ${a.line}`.localeCompare(`${b.claimId} ${b.line}`));
}

const briefly = (findings: readonly Finding[]) =>
  findings.map(({ claimId, line, rule, fix }) => ({ claimId, line, rule, fix }));

const medicareFindings = [
  { claimId: 'MED', line: 1, rule: 'not-payable-by-medicare', fix: visitByDose },
  { claimId: 'MED', line: 2, rule: 'code-terminated', fix: visitByDose },
];
const broken = {
  claimId: 'COM',
  line: 2,
  rule: 'code-terminated',
  fix: [{ code: 'J0013', units: 84, confirm: false }],
};

describe('S0013 over the turn of the year, in the store', () => {
  test.each([
    ['stored before the release', [october, claims, january]],
    ['stored after it', [october, january, claims]],
  ])('%s', async (_, steps) => {
    const { app } = await worldOf(...steps);
    const found = await openFindings(app);
    expect(briefly(found)).toEqual([broken, ...medicareFindings]);
    expect(found[0]).toMatchObject({
      source: 'HCPCS 2026-01, S0013, termination date 2025-12-31',
      reason: expect.stringContaining('HCPCS 2026-01'),
      message: expect.stringContaining('Bill J0013, 84 units, instead.'),
    });
    expect(found[1]?.message).toMatch(/never a swap/);
  });

  test('Medicare takes neither before the release any more than after', async () => {
    const { app } = await worldOf(october, claims);
    expect(briefly(await openFindings(app))).toEqual([
      { claimId: 'MED', line: 1, rule: 'not-payable-by-medicare', fix: visitByDose },
    ]);
  });

  test('a corrected release that takes the deletion back clears what it caused', async () => {
    const { app, medium } = await worldOf(october, claims, january, corrected);
    expect(briefly(await openFindings(app)).filter(({ claimId }) => claimId === 'COM')).toEqual([]);
    expect(await findingsOf(app, 'cleared')).toContain('COM 2 S0013 code-terminated');
    const before = await findingsOf(app);
    await happening(medium, claims);
    expect(await findingsOf(startApp(medium))).toEqual(before);
  });
});

describe('what an account says of its payers', () => {
  const window = { payer: '66783', code: 'S0013', from: null, to: '2026-03-31', document: 'bulletin 7' };
  const both = [claim('COM', ['S0013 x84 @2026-01-01', 'S0013 x84 @2026-04-01'], commercial)];

  async function world() {
    const { app } = await worldOf(october, january, both);
    const change = async (act: () => Promise<unknown>) => {
      await act();
      await app.sweep();
      return findingsOf(app);
    };
    return { app, change };
  }
  const terminated = ['COM 1 S0013 code-terminated', 'COM 2 S0013 code-terminated'];
  const outside = 'COM 2 S0013 code-outside-payer-window';

  test('a window judges the stored lines of its code again, and its end does, too', async () => {
    const { app, change } = await world();
    expect(await findingsOf(app)).toEqual(terminated);
    expect(await change(() => app.payerSettings.keepWindows(account, [window]))).toEqual([outside]);
    expect(await change(async () => app.sweep())).toEqual([outside]);
    const [finding] = await openFindings(app);
    expect(finding).toMatchObject({ source: 'bulletin 7', fix: [{ code: 'J0013', units: 84, confirm: false }] });
    const { payer, code } = window;
    expect(await change(() => app.payerSettings.removeWindows(account, { payer, code }))).toEqual(terminated);
  });

  test('a window of the code that follows decides whether it is named', async () => {
    const { app, change } = await world();
    await change(() =>
      app.payerSettings.keepWindows(account, { ...window, code: 'J0013', from: '2026-04-01', to: null }),
    );
    expect(briefly(await openFindings(app)).map(({ fix }) => fix.length)).toEqual([0, 1]);
  });

  test('lines that come later are judged by the window, too', async () => {
    const { app } = await world();
    await app.payerSettings.keepWindows(account, [window]);
    await app.sweep();
    await storing([claim('NEW', ['S0013 x84 @2026-02-01'], commercial)], app);
    expect(await findingsOf(app)).toEqual([outside]);
  });

  test("a payer's profile judges all lines again", async () => {
    const medium = await openMedium();
    await happening(medium, october, [claim('COM', ['S0013 x84 @2025-12-01'], commercial)]);
    const app = startApp(medium);
    const taking = (takesSCodes: boolean) => ({ '66783': { class: 'commercial', takesSCodes } });
    expect(await findingsOf(app)).toEqual([]);
    await app.payerSettings.keepPayers(account, taking(false));
    await app.sweep();
    expect(await findingsOf(app)).toEqual(['COM 1 S0013 s-code-not-taken']);
    await app.payerSettings.keepPayers(account, taking(true));
    await app.sweep();
    expect(await findingsOf(app)).toEqual([]);
  });

  test('whoever is stopped before the lines are judged leaves it on the books', async () => {
    const medium = await openMedium();
    await happening(medium, october, january, both);
    await startApp(medium).payerSettings.keepWindows(account, [window]);
    const later = startApp(medium);
    expect(await findingsOf(later)).toEqual(terminated);
    await later.sweep();
    expect(await findingsOf(later)).toEqual([outside]);
    expect(await later.settings.due()).toEqual([]);
  });
});

describe('what an account says of the rules', () => {
  const visit = claim('A', ['99211', '96372'], medicare);
  const nurse = 'A 1 99211 nurse-visit-with-administration';
  const noDrug = 'A 2 96372 administration-without-drug';

  async function world() {
    const { app } = await worldOf(october, [visit]);
    const change = async (act: () => Promise<unknown>) => {
      await act();
      await app.sweep();
      return findingsOf(app);
    };
    return { app, change };
  }

  test('one that is switched off takes its findings back, and brings them again', async () => {
    const { app, change } = await world();
    expect(await findingsOf(app)).toEqual([nurse, noDrug]);
    const name = 'administration-without-drug';
    expect(await change(() => app.ruleSettings.switch(account, name, { enabled: false }))).toEqual([nurse]);
    expect(await change(() => app.ruleSettings.switch(account, name, { enabled: true }))).toEqual([nurse, noDrug]);
  });

  test('another severity stands in the stored finding', async () => {
    const { app, change } = await world();
    await change(() => app.ruleSettings.switch(account, 'nurse-visit-with-administration', { severity: 'review' }));
    expect((await openFindings(app)).map(({ severity }) => severity)).toEqual(['review', 'review']);
  });

  test('nothing is an error that nobody has looked up', async () => {
    const { app } = await world();
    await expect(
      app.ruleSettings.switch(account, 'administration-without-drug', { severity: 'error' }),
    ).rejects.toThrow('nobody has looked up');
  });

  const own = {
    name: 'no-96372-here',
    number: null,
    title: 'An injection that the clinic does not give',
    from: '2020-01-01',
    to: null,
    payers: null,
    claimTypes: null,
    severity: 'warning',
    source: { document: 'clinic policy 4', standing: 'read' },
    conditions: [{ kind: 'pattern', line: { codes: ['96372'] }, message: '{code} is not given here' }],
    evidence: 'Who gave it',
    falsePositives: ['a visiting nurse'],
    examples: [{ says: 'given', payer: 'commercial', date: '2026-01-05', lines: ['96372'], finds: [1] }],
  };

  test('one of its own judges stored lines, old and new, without code', async () => {
    const { app, change } = await world();
    expect(await change(() => app.ruleSettings.add(account, own))).toEqual([nurse, noDrug, 'A 2 96372 no-96372-here']);
    await storing([claim('B', ['96372', 'J1885'], commercial)], app);
    expect(await findingsOf(app)).toContain('B 1 96372 no-96372-here');
    expect(await change(() => app.ruleSettings.remove(account, own.name))).toEqual([nurse, noDrug]);
  });

  test('one whose examples do not come out is refused', async () => {
    const { app } = await world();
    const wrong = { ...own, examples: [{ ...own.examples[0], finds: [] }] };
    await expect(app.ruleSettings.add(account, wrong)).rejects.toThrow(
      'its example "given" says that it finds on no line',
    );
  });

  test('a list lets a rule judge that waits for it', async () => {
    const { app } = await worldOf(october, [claim('A', ['J9035 x10', '96413'], medicare)]);
    expect((await app.ruleSettings.rules(account)).rules.find(({ number }) => number === 7)?.needs).toEqual([
      'single-dose',
    ]);
    const codes = { 'single-dose': { source: 'labels', codes: ['J9035'] } };
    await app.ruleSettings.keepLists(account, { codes });
    await app.sweep();
    expect(await findingsOf(app)).toEqual(['A 1 J9035 single-dose-drug-without-waste-modifier']);
    await app.ruleSettings.removeList(account, 'single-dose');
    await app.sweep();
    expect(await findingsOf(app)).toEqual([]);
  });
});
