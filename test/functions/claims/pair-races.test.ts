import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importClaimFile } from '../../../functions/claims/import-claim-file.ts';
import { listHoldings } from '../../../functions/queries/list-holdings.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { account, claim, findingsOf, january, october, storing, worldOf } from '../../support/claim-world.ts';
import { interleave } from '../../support/interleaving.ts';
import { copyOf, type Medium, type RunningApp, startApp } from '../../support/medium.ts';
import { ingestFile, type ReleaseFile } from '../../support/release-chain.ts';

/** Interleavings of each pair; `npm run campaign:races` asks for more. */
const runs = Number(process.env.INTERLEAVINGS ?? 6);
const today = '2026-02-01';

const claims = [claim('A', ['E1001-Y7 x2', 'E1004']), claim('B', ['E1003 @2025-11-03', 'E1001'])];

type Work = (app: RunningApp) => Promise<unknown>;

const store =
  (some: typeof claims): Work =>
  (app) =>
    storing(some, app);

const publish: Work = async (app) => {
  await ingestFile(app, january);
  await app.sweep();
};

const told =
  (...rows: readonly string[]): Work =>
  (app) => {
    const text = `claim id,line,status,date,reason,payer claim number\n${rows.join('\n')}\n`;
    const chunks = (async function* () {
      yield new TextEncoder().encode(text);
    })();
    return importClaimFile(app.importInto(account, 'statuses', today), { name: 'statuses', chunks });
  };

const take =
  (...rows: readonly string[]): Work =>
  (app) => {
    const bytes = new TextEncoder().encode(['cdm,code,mod,price,volume', ...rows].join('\n'));
    const about = { type: 'chargemaster', list: 'main' } as const;
    const read = readHoldings({ name: 'cdm.csv', bytes }, { ...about, asOf: today });
    return app.importHoldings({ account, ...about, file: 'cdm.csv', read, today, shrinks: false });
  };

const paid = told('A,,paid,2026-01-20,,', 'B,2,paid,2026-01-20,,');
const commercial: Work = async (app) => {
  await app.payerSettings.keepPayers(account, { COM: 'medicare' });
  await app.sweep();
};

interface Pair {
  readonly before: readonly (ReleaseFile | typeof claims)[];
  readonly works: readonly [Work, Work];
}

/** Who may do their work at the same time in the cloud. */
const pairs: Readonly<Record<string, Pair>> = {
  'a list is taken in, a release is published': {
    before: [october],
    works: [take('C1,E1001,,10.00,5', 'C2,E1004,Y7,3.00,'), publish],
  },
  'claims are imported, their answers too': { before: [october, january], works: [store(claims), paid] },
  'answers are imported, a release is published': { before: [october, claims], works: [paid, publish] },
  'claims are imported, and once more': { before: [october, january], works: [store(claims), store(claims)] },
  'claims are imported, the account changes its payers': {
    before: [october, january, [claim('Z', ['E1004'])]],
    works: [store(claims), commercial],
  },
  'a release is published, the account changes its payers': {
    before: [october, claims],
    works: [publish, commercial],
  },
};

/** What whoever looks sees once the schedules have looked too. */
async function seen(medium: Medium) {
  const app = startApp(medium);
  await app.sweep();
  const listed = await listHoldings(app)({ account, wrong: true, today, limit: 100 });
  const uses = await Promise.all(claims.map((each) => app.claims.uses(account, each)));
  return JSON.stringify({
    open: await findingsOf(app),
    lists: listed.lines.map(({ item, findings }) => [item, findings.map(({ code, rule }) => `${code} ${rule}`)]),
    uses: uses.flat().map((use) => [use.pk, use.sk, use.standing]),
  });
}

test.each(Object.entries(pairs))(
  `%s: ${runs} interleavings end as one after the other`,
  { timeout: 60_000 + runs * 2_000 },
  async (_, { before, works }) => {
    const { medium: prepared } = await worldOf(...before);
    const [first, second] = works;
    const serial: string[] = [];
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const medium = await copyOf(prepared);
      for (const work of order) await work(startApp(medium));
      serial.push(await seen(medium));
    }
    const turns = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(turns, async (order) => {
        const medium = await copyOf(prepared);
        await interleave(medium, order, [(mine) => first(startApp(mine)), (mine) => second(startApp(mine))]);
        expect(serial).toContain(await seen(medium));
      }),
      { numRuns: runs, endOnFailure: true },
    );
  },
);
