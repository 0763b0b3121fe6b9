import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { apiOf, emptyApp } from '../../support/sample-world.ts';

const headers = { host: '127.0.0.1:8788' };
const today = '2025-11-01';

let app: RunningApp;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  app = await emptyApp();
  for (const file of chain) await ingestFile(app, file);
  api = apiOf(app, { today: () => today });
});

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly link: { href: string };
  readonly summary?: string;
}
interface AtomFeed {
  readonly id: string;
  readonly updated: string;
  readonly title: string;
  readonly entry?: readonly Entry[];
}

async function atom(query = '', from = api): Promise<AtomFeed> {
  const answer = await from.request(`/feeds/changes.atom${query}`, { headers });
  const text = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'entry',
  });
  const { feed } = parser.parse(text) as { feed: AtomFeed & { xmlns: string } };
  expect(feed.xmlns).toBe('http://www.w3.org/2005/Atom');
  return feed;
}

const entriesOf = async (query = '') => (await atom(query)).entry ?? [];

describe('the Atom feed', () => {
  test('holds each change once, the newest publication first, with what RFC 4287 wants', async () => {
    const entries = await entriesOf('?limit=1000');
    const { changes } = (await (await api.request('/v1/changes?limit=1000', { headers })).json()) as {
      changes: { id: string }[];
    };
    const ids = changes.map(({ id }) => `urn:codeset-watch:change:${id}`);
    expect(entries.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(entries.map(({ updated }) => updated)).toEqual(
      entries
        .map(({ updated }) => updated)
        .toSorted()
        .reverse(),
    );
    for (const { title, updated, link } of entries) {
      expect(title).toMatch(/^\w{2,5} (added|ended|revised|reactivated).*, effective \d{4}-\d\d-\d\d$/);
      expect(updated).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/);
      expect(link.href).toMatch(/^\/codes\//);
    }
  });

  test('tells what is billed instead, and the units', async () => {
    const [entry] = await entriesOf('?code=C9001&kind=deleted');
    expect(JSON.stringify(entry)).toContain('J1003 (5 units are 1 unit of it');
  });

  test('is another feed for another filter, and the same for the same, in whatever order it is written', async () => {
    const [all, some, same] = [
      await atom(),
      await atom('?kind=deleted&section=J'),
      await atom('?section=J&kind=deleted'),
    ];
    expect(some.id).not.toBe(all.id);
    expect(same).toEqual(some);
    expect(some.entry!.every(({ title }) => /^J\d+ ended/.test(title))).toBe(true);
  });

  test('keeps its ids and gains entries at the top when a release comes', async () => {
    const growing = await emptyApp();
    const from = apiOf(growing, { today: () => today });
    for (const file of chain.slice(0, 3)) await ingestFile(growing, file);
    const before = (await atom('', from)).entry!.map(({ id }) => id);
    await ingestFile(growing, chain[3]!);
    const after = (await atom('', from)).entry!.map(({ id }) => id);
    expect(after.slice(-before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
  });

  test('of an empty store is a feed without entries', async () => {
    expect((await atom('', apiOf(await emptyApp()))).entry).toBeUndefined();
  });

  test('of the sample says so', async () => {
    expect((await atom('', apiOf(app, { sample: true }))).title).toMatch(/^SAMPLE DATA/);
  });
});

async function events(query = '', from = api) {
  const answer = await from.request(`/feeds/calendar.ics${query}`, { headers });
  const text = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const component = new ICAL.Component(ICAL.parse(text));
  expect([component.name, component.getFirstPropertyValue('version')]).toEqual(['vcalendar', '2.0']);
  return component.getAllSubcomponents('vevent').map((event) => {
    const { uid, summary, description, startDate, endDate } = new ICAL.Event(event);
    expect(event.getFirstPropertyValue('dtstamp')).toBeTruthy();
    return {
      uid,
      summary,
      description,
      start: startDate.toString(),
      end: endDate.toString(),
      allDay: startDate.isDate,
    };
  });
}

describe('the calendar', () => {
  test('has a whole day for every effective date, with counts and codes', async () => {
    const found = await events();
    const july = found.find(({ start, summary }) => start === '2025-07-01' && summary.includes('take effect'))!;
    expect(july.summary).toMatch(/^HCPCS changes take effect: /);
    expect(july.description).toContain('J1002');
    expect(found.every(({ allDay, start, end }) => allDay && start < end)).toBe(true);
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length);
  });

  test('announces the next releases', async () => {
    const expected = (await events()).filter(({ summary }) => summary.includes('expected'));
    expect(expected.map(({ start }) => start)).toEqual(['2025-12-24', '2026-03-25', '2026-06-24', '2026-09-24']);
    expect(expected[0]!.summary).toBe('HCPCS Level II, quarterly: 2026-01 expected by today');
  });

  test('takes filters', async () => {
    const days = (await events('?code=C9001')).filter(({ summary }) => summary.includes('take effect'));
    expect(days.map(({ start, summary }) => `${start} ${summary}`)).toEqual([
      '2025-04-01 HCPCS changes take effect: 1 added',
      '2025-10-01 HCPCS changes take effect: 1 ended, 1 revised',
    ]);
  });

  test('keeps the ids of days that stay', async () => {
    const tomorrow = await events('', apiOf(app, { today: () => '2025-11-02' }));
    expect(tomorrow.map(({ uid }) => uid)).toEqual((await events()).map(({ uid }) => uid));
  });

  test('of an empty store still announces releases', async () => {
    expect((await events('', apiOf(await emptyApp()))).length).toBe(8);
  });
});

test.each(['/feeds/changes.atom?kind=added', '/feeds/calendar.ics'])('%s is not sent twice', async (path) => {
  const first = await api.request(path, { headers });
  const etag = first.headers.get('etag')!;
  const again = await api.request(path, { headers: { ...headers, 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect(await (await apiOf(app, { today: () => today }).request(path, { headers })).text()).toBe(await first.text());
});

test('a wrong filter is refused', async () => {
  expect((await api.request('/feeds/changes.atom?kind=gone', { headers })).status).toBe(400);
  expect((await api.request('/feeds/changes.atom?code=D0120', { headers })).status).toBe(404);
});
