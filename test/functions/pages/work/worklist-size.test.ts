import { beforeAll, expect, test } from 'vitest';
import { type FindingRow, findingRow } from '../../../../functions/adapters/finding-row.ts';
import type { FindingOrder } from '../../../../functions/adapters/finding-store.ts';
import { type HoldingRow, rowsOfLine, withVerdict } from '../../../../functions/adapters/holding-row.ts';
import type { Service } from '../../../../functions/api/service.ts';
import type { HeldLine } from '../../../../shared/holdings/holding.ts';
import type { HoldingVerdict } from '../../../../shared/holdings/judge-holding.ts';
import type { Key } from '../../../../shared/keys/key.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { sampleAccount, sampleApp, sampleKey } from '../../../support/sample-world.ts';

const many = 50_000;
const manyHeld = 10_000;
const longText = `<script>alert(1)</script> \u202e${'word '.repeat(200)}`;

function row(number: number): Key & FindingRow {
  const finding = {
    claimId: `CLAIM-${number}`,
    line: 1,
    code: number % 1_000 === 0 ? 'J0013' : 'S0013',
    dateOfService: '2026-01-05',
    rule: 'code-terminated',
    severity: 'error',
    message: 'Code S0013 ended on 2025-12-31; it is not valid on 2026-01-05. Bill J0013, 84 units, instead.',
    reason: number % 10 === 0 ? longText : 'It ended before the date of service.',
    source: 'HCPCS 2026-01, S0013, termination date 2025-12-31',
    fix: [{ code: 'J0013', units: 84, confirm: false }],
    wayBack: 'Correct it before it is sent.',
    amount: (number * 7919) % 100_000,
  } as const;
  const id = number.toString(32).toUpperCase().padStart(8, '0');
  const deadline = `2026-${String((number % 12) + 1).padStart(2, '0')}-15`;
  const facts = { account: sampleAccount, id, finding, provider: null, payer: 'P1', deadline };
  const life = { status: 'open', assignee: null, content: 'c', dismissed: null, history: [] } as const;
  const written = { ...facts, changeSet: null, window: 'test', revision: 1 };
  return findingRow({ pk: 'p', sk: String(number) }, written, life);
}

const sample = (name: 'holding' | 'finding', number: number) =>
  ({
    holding: {
      ...{ type: 'order', list: 'main', item: `ORDER-${number}`, code: 'S0013', modifiers: [], units: 84, price: 1750 },
      ...{ from: '2025-01-01', through: null, payer: 'P1', provider: null, description: longText },
    },
    finding: {
      ...{ rule: 'code-terminated', severity: 'error', since: `2026-${String((number % 12) + 1).padStart(2, '0')}-01` },
      ...{ until: null, message: 'Code S0013 has ended.', reason: longText, source: 'HCPCS 2026-01', fix: [] },
    },
  })[name];

function heldRow(number: number): Key & HoldingRow {
  const [unjudged] = rowsOfLine(sampleAccount, sample('holding', number) as unknown as HeldLine, 'c');
  const verdict = { finding: sample('finding', number), awaits: false } as unknown as HoldingVerdict;
  return withVerdict(
    unjudged!,
    verdict,
    { changeSet: null, window: 'test', reason: 'test' },
    '2026-01-01T00:00:00.000Z',
  );
}

let read = 0;

/** An index as the database reads it: a sorted list, page by page, that counts what is read. */
async function* readFrom<Row>(sorted: readonly Row[], begin: number, pageSize = 1_000): AsyncGenerator<Row> {
  for (let at = begin; at < sorted.length; at++) {
    if ((at - begin) % pageSize === 0) read += Math.min(pageSize, sorted.length - at);
    yield sorted[at]!;
  }
}

type Order = { readonly by?: FindingOrder; readonly from?: string | undefined; readonly pageSize?: number };

function indexOf<Row extends object>(rows: readonly Row[]) {
  const places = { money: 'findingSort', deadline: 'deadlineSort' } as const;
  const placed = (by: FindingOrder) => {
    const placeOf = (each: Row) => String((each as Record<string, unknown>)[places[by]]);
    return { placeOf, sorted: rows.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)) };
  };
  const orders = { money: placed('money'), deadline: placed('deadline') };
  return ({ by = 'money', from = '', pageSize }: Order): AsyncGenerator<Row> => {
    const { sorted, placeOf } = orders[by];
    const begin = sorted.findIndex((each) => placeOf(each) >= from);
    return readFrom(sorted, begin < 0 ? sorted.length : begin, pageSize);
  };
}

let biller: Awaited<ReturnType<typeof visitor>>;
beforeAll(async () => {
  const numbers = Array.from({ length: many }, (_, number) => number);
  const ofClaims = indexOf(numbers.map(row));
  const held = numbers.slice(0, manyHeld).map(heldRow);
  const ofLists = indexOf(held);
  const uses = numbers.map((number) => ({
    ...{ account: sampleAccount, head: { claimId: `CLAIM-${number}` }, line: { amount: 100 } },
  }));
  const none = readFrom([], 0);
  const app = await sampleApp();
  const counted = {
    findings: {
      ...app.findings,
      keysOf: (account: string, id: string) => app.findings.keysOf(account, id),
      list: (_: string, status: string, from?: string, order: Order = {}) =>
        status === 'open' ? ofClaims({ ...order, from }) : none,
    },
    holdings: {
      lists: async () => [
        { type: 'order', list: 'main', file: 'orders.csv', importedOn: '2026-01-01', lines: manyHeld },
      ],
      rows: () => readFrom(held, 0),
      findings: (_: string, type: string, order: Order = {}) => (type === 'order' ? ofLists(order) : none),
    },
    claims: {
      holdsLinesOf: async () => true,
      held: async () => new Map(),
      openUses: (_: string, __: string, ___: string, pageSize?: number) => readFrom(uses, 0, pageSize),
    },
  };
  biller = await visitor(app, sampleKey, counted as unknown as Partial<Service>);
  // The default subscription comes to be when somebody looks.
  await biller.get('/settings/subscriptions');
});

test.each([
  ['/worklist', 60],
  ['/worklist?by=deadline', 60],
  ['/worklist?payer=P1', 60],
  // A filter that lets few through reads a bounded number, and offers more.
  ['/worklist?code=J0013', 2_100],
  ['/worklist?code=NONE', 2_100],
  ['/worklist?type=order', 60],
  ['/worklist?type=order&by=deadline', 60],
  ['/worklist?type=order&by=deadline&code=NONE', 2_100],
])('of 50,000 findings %s reads at most %i', async (path, atMost) => {
  read = 0;
  const { status, text, $ } = await biller.get(path);
  expect(status).toBe(200);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(atMost);
  expect(Buffer.byteLength(text)).toBeLessThan(200_000);
  expect($('a[rel=next]').length).toBe(1);
  expect(text).not.toContain('<script>alert');
});

test('a page far into the list reads no more than the first', async () => {
  let path = '/worklist';
  const seen = new Set<string>();
  for (let page = 0; page < 5; page++) {
    read = 0;
    const { $ } = await biller.get(path);
    expect(read).toBeLessThanOrEqual(60);
    for (const box of $('#work input[name=id]')) seen.add($(box).attr('value')!);
    path = $('a[rel=next]').attr('href')!;
  }
  expect(seen.size).toBe(250);
});

test.each([
  // Money at risk adds up the 5,000 with the most money, and says that there are more.
  ['/', 6_100, 'Money at risk&gt; $'],
  ['/audit', 10_100, 'The 5,000 findings with the most money were read.'],
  ['/changes', 50 * 101, 'Used in at least 100 open claims'],
  ['/releases/2026-01/changes', 50 * 101, 'Used in at least 100 open claims'],
  ['/codes/S0013', 1_001, 'Used in at least 1,000 open claims'],
  ['/settings/subscriptions/default', 6_100, 'What it would have told'],
  ['/settings/imports', 1_100, 'orders.csv'],
])('with 50,000 findings and lines %s reads at most %i, and says that there are more', async (path, atMost, words) => {
  read = 0;
  const { status, text, $ } = await biller.get(path);
  expect(status).toBe(200);
  expect(read).toBeLessThanOrEqual(atMost);
  expect(Buffer.byteLength(text)).toBeLessThan(200_000);
  expect($.html('main').replace(/<[^>]+>/g, '')).toContain(words);
});
