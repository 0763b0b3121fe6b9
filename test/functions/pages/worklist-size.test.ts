import { beforeAll, expect, test } from 'vitest';
import { type FindingRow, findingRow } from '../../../functions/adapters/finding-row.ts';
import type { FindingOrder } from '../../../functions/adapters/finding-store.ts';
import type { Service } from '../../../functions/api/service.ts';
import type { Key } from '../../../shared/keys.ts';
import { visitor } from '../../support/page-visitor.ts';
import { emptyApp, sampleAccount, sampleKey } from '../../support/sample-world.ts';

const many = 50_000;
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

/** The index, as a sorted list that counts what is read of it, page by page as the database does. */
const rows: Record<FindingOrder, (Key & FindingRow)[]> = { money: [], deadline: [] };
let read = 0;

async function* list(
  _account: string,
  status: string,
  from = '',
  { by = 'money', pageSize = 1_000 }: { by?: FindingOrder; pageSize?: number } = {},
): AsyncGenerator<Key & FindingRow> {
  if (status !== 'open') return;
  const place = by === 'money' ? 'findingSort' : 'deadlineSort';
  const begin = rows[by].findIndex((each) => String(each[place]) >= from);
  for (let at = begin; at < rows[by].length; at++) {
    if ((at - begin) % pageSize === 0) read += pageSize;
    yield rows[by][at]!;
  }
}

let biller: Awaited<ReturnType<typeof visitor>>;
beforeAll(async () => {
  const all = Array.from({ length: many }, (_, number) => row(number));
  const sorted = (place: string) => all.toSorted((a, b) => (String(a[place]) < String(b[place]) ? -1 : 1));
  rows.money = sorted('findingSort');
  rows.deadline = sorted('deadlineSort');
  const app = await emptyApp();
  biller = await visitor(app, sampleKey, { findings: { ...app.findings, list } as unknown as Service['findings'] });
});

test.each([
  ['/worklist', 60],
  ['/worklist?by=deadline', 60],
  ['/worklist?payer=P1', 60],
  // A filter that lets few through reads a bounded number, and offers more.
  ['/worklist?code=J0013', 2_100],
  ['/worklist?code=NONE', 2_100],
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
