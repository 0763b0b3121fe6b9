import { expect, test } from 'vitest';
import { deliverAlerts } from '../../functions/alerts/deliver-alerts.ts';
import { sendOutgoing } from '../../functions/alerts/send-outgoing.ts';
import { importClaimFile } from '../../functions/claims/import-claim-file.ts';
import { purgeClaims } from '../../functions/claims/purge-claims.ts';
import { steerSweep } from '../../functions/queries/list-sweeps.ts';
import { holdForPayer, releaseHold, signOff } from '../../functions/worklist/sign-off.ts';
import { defaultSubscription } from '../../shared/alerts/subscription.ts';
import { newSubscriptionForm } from '../../shared/api/subscription-forms.ts';
import { readHoldings } from '../../shared/holdings/read-holdings.ts';
import { alertSettings } from '../support/alert-world.ts';
import { busyMedium } from '../support/busy-medium.ts';
import { account, claim, january, october, worldOf } from '../support/claim-world.ts';
import { fileOf, tabList } from '../support/cpt-files.ts';
import { randomFrom } from '../support/damage.ts';
import { failingMedium, WriteFailed } from '../support/failing-medium.ts';
import { copyOf, dumpOf, type Medium, type RunningApp, startApp } from '../support/medium.ts';
import { twiceWritten } from '../support/twice-written.ts';

const today = '2026-02-01';
const now = () => `${today}T00:00:00.000Z`;
const claims = [claim('A', ['E1001-Y7 x2', 'E1004']), claim('B', ['E1001 x1', 'E1003 @2025-11-03'])];
const by = { by: 'ann', at: now(), note: null };
const asked = { account, release: '2026-01', today };

interface Story {
  /** What it finds, beside two releases and the claims that the second of them broke. */
  readonly before?: (app: RunningApp) => Promise<unknown>;
  readonly work: (app: RunningApp) => Promise<unknown>;
  /** Whoever is broken off calls it again, and it goes on; else a person looks first. */
  readonly repeats?: false;
}

async function idOf(app: RunningApp, code: string): Promise<string> {
  for await (const { id, finding } of app.findings.list(account, 'open')) if (finding.code === code) return id;
  throw new Error(`no finding of ${code}`);
}

function deliver(app: RunningApp) {
  return deliverAlerts({ ...app, mail: { send: async () => {} }, now })(alertSettings);
}

async function hook(app: RunningApp) {
  const destination = { type: 'webhook', url: 'https://receiver.example/a', payload: 'full', secrets: [] } as const;
  await app.subscriptions.add(account, { ...defaultSubscription(account), id: 'hook', destination });
}

function send(app: RunningApp) {
  const taken = async () => ({ status: 200, error: null, retryAfterSeconds: null });
  return sendOutgoing({ ...app, post: taken, publish: taken, now, random: () => 0.5 })(alertSettings);
}

function take(app: RunningApp, ...rows: readonly string[]) {
  const bytes = new TextEncoder().encode(['cdm,code,mod,price,volume', ...rows].join('\n'));
  const about = { type: 'chargemaster', list: 'main' } as const;
  const read = readHoldings({ name: 'cdm.csv', bytes }, { ...about, asOf: today });
  return app.importHoldings({ account, ...about, file: 'cdm.csv', read, today, shrinks: false });
}

function told(app: RunningApp, ...rows: readonly string[]) {
  const text = `claim id,line,status,date,reason,payer claim number\n${rows.join('\n')}\n`;
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  return importClaimFile(app.importInto(account, 'statuses', today), { name: 'statuses', chunks });
}

const year = (...codes: readonly string[]) => [
  fileOf('LONGULT.txt', tabList(codes.map((code) => ({ code, long: `words of ${code}` })))),
];
const codes = Array.from({ length: 25 }, (_, at) => String(10_000 + at));

const wish = { name: 'Ann', destination: { type: 'webhook', url: 'https://receiver.example/b', payload: 'full' } };

/** What the functions write beside imports and releases, which have tests of their own. */
const stories: Readonly<Record<string, Story>> = {
  'alerts are delivered': { before: hook, work: deliver },
  'messages are handed over': {
    before: async (app) => {
      await hook(app);
      await deliver(app);
    },
    work: send,
  },
  'a subscription is made, changed, paused, resumed, replayed and ended': {
    repeats: false,
    work: async (app) => {
      const { manageSubscriptions: manage } = app;
      const { subscription } = await manage.make(account, newSubscriptionForm.parse(wish));
      const { id, token } = subscription;
      await manage.change(account, id, { name: 'Ann Lee' });
      await manage.test(account, id);
      await deliver(app);
      await manage.pause(account, id);
      await manage.resume(account, id);
      await manage.replay(account, id, 1);
      await manage.rotateSecret(account, id);
      await manage.unsubscribe(token);
    },
  },
  'an account is opened, with keys and a user': {
    repeats: false,
    work: async ({ manageAccess: manage }) => {
      await manage.openAccount('clinic', { name: 'Clinic' });
      const { key } = await manage.makeKey('clinic', { name: 'n', role: 'reader', by: 'ann' });
      await manage.rotateKey('clinic', key.id, { until: '2026-03-01T00:00:00.000Z', by: 'ann' });
      await manage.revokeKey('clinic', key.id);
      const { id } = await manage.addUser('clinic', { email: 'bo@clinic.example', name: 'Bo', role: 'biller' });
      await manage.changeUser('clinic', id, { disabled: true });
    },
  },
  'a change is named by whoever asks for it': {
    repeats: false,
    work: async ({ requests }) => {
      const name = { account, id: 'a-key' };
      const begun = await requests.begin(name, 'print', now());
      await requests.finish(name, { status: 201, headers: {}, body: '{}' });
      return [begun, await requests.begin(name, 'print', now())];
    },
  },
  'findings are decided': {
    work: async (app) => {
      const [first, second] = [await idOf(app, 'E1001'), await idOf(app, 'Y7')];
      await app.decideFinding({ account, id: first, act: { kind: 'assign', to: 'bo' }, by: 'ann' });
      return app.decideFinding({ account, id: second, act: { kind: 'dismiss', reason: 'no' }, by: 'ann' });
    },
    repeats: false,
  },
  'a replacement is decided': {
    work: async (app) => {
      const ruling = { old: 'E1001', code: 'E1004', verdict: 'accept', units: null, by: 'ann', note: null } as const;
      await app.decideReplacement(ruling);
      await app.sweep();
    },
  },
  'a release is withdrawn': {
    repeats: false,
    work: async (app) => {
      await app.decideRelease({ which: '2026-01', verdict: 'withdraw', by: 'ann', reason: null });
      await app.sweep();
    },
  },
  'an account changes what it is judged by': {
    work: async (app) => {
      await app.payerSettings.keepPayers(account, { COM: 'commercial' });
      await app.ruleSettings.switch(account, 'code-terminated', { severity: 'warning' });
      await app.sweep();
    },
  },
  'statuses come': { work: (app) => told(app, 'A,1,paid,2026-01-20,,', 'B,,voided,2026-01-21,,N-1') },
  'a list is replaced': {
    before: (app) => take(app, 'C1,E1001,,10.00,5', 'C2,E1004,,3.00,'),
    work: (app) => take(app, 'C1,E1001,,11.00,5', 'C3,E1004,Y7,1.00,'),
  },
  'a release is signed off': {
    work: async (app) => {
      await signOff(app)(asked, 'chargemaster', 'signed', by);
      await holdForPayer(app)(asked, 'BCBS', null, by);
      await holdForPayer(app)(asked, 'AETNA', '2026-02-10', by);
      await releaseHold(app)(asked, 'BCBS');
      return signOff(app)(asked, 'chargemaster', 'undone', by);
    },
    repeats: false,
  },
  'a sweep is stopped and goes on': {
    before: async (app) => {
      const { changeSet } = (await app.codeSets.state('HCPCS')).releases.at(-1)!;
      await app.sweeps.plan('HCPCS', changeSet, true, new Map([['E1001', '1900-01-01']]));
    },
    work: async (app) => {
      await steerSweep(app)('2026-01', 'cancel');
      await app.sweep();
      await steerSweep(app)('2026-01', 'resume');
      await app.sweep();
    },
  },
  'closed claims are purged': {
    before: (app) => told(app, 'A,,paid,2026-01-20,,'),
    work: (app) => purgeClaims({ ...app, clearTraces: async () => 0 })({ account, closedBefore: today, dryRun: false }),
  },
  'a year of CPT is published': {
    before: (app) => app.ingestCpt({ folder: '2025', files: year(...codes), published: null, notify: false }),
    work: async (app) => {
      const files = year(...codes.slice(1), '20000');
      await app.ingestCpt({ folder: '2026', files, published: null, notify: false });
      await app.sweep();
    },
  },
};

/** A process whose random numbers are the same each time. */
function start(medium: Medium): RunningApp {
  let drawn = 0;
  return startApp(medium, now, (bytes) => Buffer.alloc(bytes, ++drawn).toString('base64url'));
}

/** What is stored, but for tokens that only tell one change of settings from the next, by key. */
async function standing(medium: Medium) {
  const { codesets, accounts, objects } = await dumpOf(medium);
  const rows = accounts.map((row) => {
    const item = JSON.parse(row.replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, 'uuid'));
    // What is sent is written once from what was read, and a database keeps its attributes in no order.
    const stored = typeof item.body === 'string' ? { ...item, body: JSON.parse(item.body) } : item;
    return [`${item.pk} ${item.sk}`, stored] as const;
  });
  return { codesets, accounts: Object.fromEntries(rows), objects };
}

const shared = worldOf(october, claims, january);

async function prepared({ before }: Story): Promise<Medium> {
  const medium = await copyOf((await shared).medium);
  await before?.(start(medium));
  return medium;
}

test.each(Object.entries(stories))(
  '%s, with lost answers and under load: nothing lost, nothing doubled',
  async (_, story) => {
    const { work } = story;
    const medium = await prepared(story);
    const calm = await copyOf(medium);
    const result = await work(start(calm));
    const expected = await standing(calm);

    for (const from of [0, 1] as const) {
      const twice = await copyOf(medium);
      expect(await work(start(twiceWritten(twice, from))), `answers lost from ${from}`).toEqual(result);
      expect(await standing(twice), `answers lost from ${from}`).toEqual(expected);
    }

    const busy = await copyOf(medium);
    const load = busyMedium(busy, { random: randomFrom(2), leaves: 0.5, throttles: 0 });
    expect(await work(start(load.medium)), 'batches left half done').toEqual(result);
    expect(await standing(busy), 'batches left half done').toEqual(expected);
  },
);

const repeated = Object.entries(stories).filter(([, { repeats = true }]) => repeats);
/** Each fifth write, and all where `EVERY_WRITE` is set. */
const step = process.env.EVERY_WRITE ? 1 : 5;

test.each(repeated)('%s, broken off at a write and begun again: the same', async (_, story) => {
  const { work } = story;
  const medium = await prepared(story);
  const calm = await copyOf(medium);
  const counting = failingMedium(calm, Number.POSITIVE_INFINITY, 'crash');
  await work(start(counting));
  const expected = await standing(calm);
  for (let nth = 1; nth <= counting.writes(); nth += step) {
    const broken = await copyOf(medium);
    // Some say what failed in their report, and go on with the next.
    await work(start(failingMedium(broken, nth, 'crash'))).catch((error) => expect(error).toBeInstanceOf(WriteFailed));
    await work(start(broken));
    expect(await standing(broken), `write ${nth}`).toEqual(expected);
  }
});
