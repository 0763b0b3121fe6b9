import { account, claim } from './claim-world.ts';
import type { RunningApp } from './medium.ts';
import { ownRule } from './own-rule.ts';
import { visitor } from './page-visitor.ts';
import { ingestFile, releaseFile } from './release-chain.ts';
import { apiOf, emptyApp, sampleKey, ticking } from './sample-world.ts';

/** Gives the words of a place that a file or a person fills, of at most so many characters. */
export type WordsOf = (place: string, longest: number) => string;

export interface WorldOfWords {
  readonly app: RunningApp;
  /** Addresses at which the words show, or which hold them. */
  readonly paths: readonly string[];
  /** Forms that took none of them, and why. */
  readonly refused: readonly string[];
}

const lives = { addedOn: '2020-01-01', actionEffectiveOn: '2020-01-01' };
const ended = { ...lives, terminatedOn: '2025-12-31', actionCode: 'D' };

/** A store in which every text that a file or a person may give is of the words handed in. */
export async function worldOfWords(words: WordsOf): Promise<WorldOfWords> {
  const app = await emptyApp(ticking());
  await releases(app, words);
  const claimId = words('claim id', 60);
  const into = app.importInto(account, 'import-words');
  const more = { payer: words('payer of a claim', 60), payerClaimNumber: words('number of the payer', 60) };
  await into.add(claim(claimId, ['E1001-Y7 x2 @2026-01-05', 'E1001 x1 @2026-01-06'], more));
  await into.flush();
  const refusal = {
    file: words('name of a claims file', 80),
    segment: 1,
    kind: 'claim' as const,
    claimId: null,
    reason: words('reason of a refusal', 300),
  };
  await app.imports.keep(account, 'import-words', { report: { ...into.report, refused: [refusal] } });
  const refused = await settings(app, words);
  const { id } = (await app.findings.list(account, 'open').next()).value!;
  refused.push(...(await decisions(app, words, id)));
  const { subscriptions } = app;
  const desks = (await subscriptions.all(account)).flatMap(({ id: desk }) => [
    `/settings/subscriptions/${desk}`,
    `/settings/subscriptions/${desk}/edit`,
  ]);
  desks.push(...(await testAlerts(app, desks)));
  return { app, refused, paths: [...pages, ...desks, ...addressed(words, claimId, id)] };
}

/** Descriptors as long as none is, before and after a change; a pair that waits for a person's word. */
async function releases(app: RunningApp, words: WordsOf): Promise<void> {
  // A file's columns are counted in characters that it has room for, and it has no lines within a line.
  const fitting = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u{10000}-\u{10ffff}]/gu, '·');
  const texts = (place: string) => ({
    longDescription: fitting(words(`${place}, long`, 1_000)),
    shortDescription: fitting(words(`${place}, short`, 28)),
  });
  const patient = 'Documentation of patient reason(s) for not asking about imaginary fever';
  const system = 'Documentation of system reason(s) for not asking about imaginary fever';
  const steady = [
    { code: 'E1001', ...lives, ...texts('ended') },
    { code: 'Y7', ...lives, ...texts('modifier') },
    { code: 'J7001', ...lives, ...texts('before') },
    { code: 'M9240', ...lives, longDescription: patient },
  ];
  const changed = [
    { code: 'E1001', ...ended, ...texts('ended'), crossReferences: ['E1002'] },
    { code: 'E1002', addedOn: '2026-01-01', actionEffectiveOn: '2026-01-01', actionCode: 'A', ...texts('new') },
    { code: 'Y7', ...lives, ...texts('modifier') },
    { code: 'J7001', ...lives, actionCode: 'C', ...texts('after') },
    { code: 'M9240', ...ended, longDescription: patient },
    { code: 'M9241', addedOn: '2026-01-01', actionEffectiveOn: '2026-01-01', actionCode: 'A', longDescription: system },
  ];
  await ingestFile(app, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', steady));
  await ingestFile(app, releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', changed));
}

/** Through the forms of the settings, as people fill them; a list's name and lines by its file. */
async function settings(app: RunningApp, words: WordsOf): Promise<string[]> {
  const person = await visitor(app, sampleKey);
  await person.get('/settings/payers');
  const payer = words('payer', 60);
  const csv = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
  const list = csv([
    ['charge_code', 'description', 'hcpcs', 'price', 'effective_date'],
    [words('number of a charge', 60), words('charge', 300), 'E1001', '10.00', '2024-01-01'],
  ]);
  const forms: readonly (readonly [path: string, fields: Record<string, string | File>])[] = [
    ['payers', { payer, class: 'commercial', name: words('name of a payer', 200), source: words('contract', 500) }],
    ['payers/windows', { payer, code: 'E1001', from: '', to: '2026-03-31', document: words('document', 500) }],
    ['subscriptions', { name: words('subscription', 100), 'destination.type': 'feed' }],
    ['subscriptions', { name: words('desk', 100), 'destination.type': 'webhook', destination: 'https://example.org/' }],
    ['access/users', { name: words('person', 120), email: 'ines@example.org', role: 'biller' }],
    ['access/keys', { name: words('key', 120), role: 'system' }],
    [
      'imports',
      {
        type: 'chargemaster',
        list: 'main',
        file: new File([list], words('name of a list file', 80).replaceAll(/[\r\n"]/g, '')),
      },
    ],
  ];
  const refused: string[] = [];
  for (const [path, fields] of forms) {
    const { status, $ } = await person.upload(`/settings/${path}`, fields);
    if (status >= 400)
      refused.push(
        `${path}: ${$('[role=alert], [aria-invalid]').text().slice(0, 200)} ${$('[aria-invalid]').attr('name')}`,
      );
  }
  const rule = { ...ownRule, title: words('rule', 120), source: { document: words('source', 120), standing: 'read' } };
  const added = await apiOf(app).request('http://127.0.0.1/v1/rules', {
    method: 'PUT',
    headers: { host: '127.0.0.1', authorization: `Bearer ${sampleKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  });
  if (added.status >= 400) refused.push(`rule: ${(await added.text()).slice(0, 200)}`);
  return refused;
}

/** Pages of what was sent to them. */
async function testAlerts(app: RunningApp, desks: readonly string[]): Promise<readonly string[]> {
  const person = await visitor(app, sampleKey);
  const sent: string[] = [];
  for (const desk of desks.filter((path) => !path.endsWith('/edit'))) {
    await person.get(desk);
    await person.post(`${desk}/test`, []);
    const { $ } = await person.get(desk);
    sent.push(...$('a[href*="/deliveries/"]').map((_, link) => $(link).attr('href')!));
  }
  return sent;
}

/** What people say about findings and replacements. */
async function decisions(app: RunningApp, words: WordsOf, id: string): Promise<readonly string[]> {
  const person = await visitor(app, sampleKey);
  await person.get('/worklist');
  const said = [
    await person.post('/worklist/decisions', [
      ['act', 'dismiss'],
      ['reason', words('reason', 500)],
      ['id', id],
    ]),
    await person.post('/worklist/decisions', [
      ['act', 'reopen'],
      ['id', id],
    ]),
    await person.post('/worklist/decisions', [
      ['act', 'assign'],
      ['to', words('assignee', 80)],
      ['id', id],
    ]),
    await person.post('/review/decisions', [
      ['old', 'M9240'],
      ['code', 'M9241'],
      ['verdict', 'reject'],
      ['note', words('note', 500)],
    ]),
  ];
  return said.flatMap(({ status, text }) => (status >= 400 ? [`decision ${status}: ${text.slice(-300)}`] : []));
}

const pages = [
  ...['/', '/releases', '/releases/2026-01', '/releases/2025-10', '/changes', '/releases/2026-01/changes'],
  ...['/codes/E1001', '/codes/E1002', '/codes/J7001', '/codes/Y7', '/worklist', '/worklist?type=chargemaster'],
  ...['/worklist?status=assigned', '/audit', '/review', '/check', '/sources', '/settings/imports'],
  ...['/settings/imports/import-words', '/settings/payers', '/settings/rules', '/settings/access', '/settings/audit'],
  ...['/settings/subscriptions', '/settings/rules/new', '/settings/rules/lists', `/settings/rules/${ownRule.name}`],
  ...['/settings/accounts', '/sign-in'],
];

/** Addresses that hold the words themselves. */
function addressed(words: WordsOf, claimId: string, finding: string): readonly string[] {
  const asked = encodeURIComponent(words('search', 80));
  return [
    `/claims/${encodeURIComponent(claimId)}`,
    `/findings/${finding}`,
    `/worklist?code=${asked}&payer=${asked}&claim=${asked}&assignee=${asked}`,
    `/changes?q=${asked}`,
    `/codes?code=${asked}`,
    `/codes/${asked}`,
    `/releases/${asked}`,
    `/settings/audit?object=${asked}`,
    `/settings/subscriptions/${asked}`,
    `/sign-in?to=${asked}`,
    `/subscriptions/confirm/${asked}`,
    `/${asked}`,
  ];
}
