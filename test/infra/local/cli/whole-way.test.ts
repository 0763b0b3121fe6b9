import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, onTestFinished, test } from 'vitest';
import { samplePath } from '../../../../infra/local/sample.ts';
import {
  builtCommandLine,
  cmsAt,
  mailsIn,
  offline,
  type Ran,
  silentNetwork,
} from '../../../support/built-command-line.ts';
import { listPage } from '../../../support/cms-pages.ts';
import { documentOf, codeset as here } from '../../../support/command-line.ts';
import { randomFrom } from '../../../support/damage.ts';
import { startFakeCms } from '../../../support/fake-cms.ts';
import { releaseText, zipOf } from '../../../support/release-builder.ts';
import { tempFolder, tempFolderOfFile } from '../../../support/temp-folder.ts';

/** Kills of `start`; `npm run campaign:starts` asks for many more. */
const kills = Number(process.env.KILLS ?? 1);

const { codeset, serving, run } = builtCommandLine();
const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath) as [
  string,
  string,
];

const told = tempFolderOfFile();
let firstRun: Promise<Ran> | undefined;

/** The first run in an empty folder, done once for all tests. */
function sampleTold(): Promise<Ran> {
  firstRun ??= codeset(told, 'start --once');
  return firstRun;
}

/** A folder in which the sample has been told. */
async function afterSample(): Promise<string> {
  await sampleTold();
  const cwd = tempFolder();
  cpSync(told, cwd, { recursive: true });
  return cwd;
}

const findingsAsked = ['findings', '--json'];

/** Every object and mail of a data folder; the database keeps its own files. */
function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /objects\/|outbox\//.test(name)).sort();
}

/** Lines that the mails of a data folder tell of, each mail's for itself. */
function linesTold(cwd: string): number {
  const outbox = join(cwd, '.data', 'outbox');
  const told = readdirSync(outbox).filter((name) => name.endsWith('.json'));
  return told.reduce((sum, name) => sum + JSON.parse(readFileSync(join(outbox, name), 'utf8')).digest.atRisk.lines, 0);
}

describe('npm start where CMS cannot be reached', () => {
  test('tells the sample from end to end, loudly, and writes one mail; a second run writes nothing new', async () => {
    const first = await sampleTold();
    const cwd = await afterSample();
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(/^\*\*\* CMS cannot be reached from here \(.*ENOTFOUND.*\)\. The SAMPLE releases/m);
    expect(first.stdout).toMatch(
      /SAMPLE DATA — HCPCS 2026-01, in force from 2026-01-01: 60 codes, 14 added, 13 deleted/,
    );
    expect(first.stdout).toMatch(/\$[\d,]+\.\d\d at risk on \d+ lines of \d+ claims/);
    expect(first.stdout).toMatch(/^S0013 +\$[\d,.]+ +\d+ +J0013 /m);
    const [mail, ...others] = mailsIn(cwd);
    expect(others).toEqual([]);
    expect(first.stdout).toContain(join('.data', 'outbox', mail!));
    const read = await PostalMime.parse(readFileSync(join(cwd, '.data', 'outbox', mail!)));
    expect(read.subject).toMatch(/SAMPLE.*HCPCS 2026-01/);
    expect(read.text).toContain('J0013');
    expect(read.text).not.toMatch(/SAMPLE-\d{4}/);

    const before = filesBelow(join(cwd, '.data'));
    const second = await codeset(cwd, 'start --once');
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('68 stored already');
    expect(second.stdout).not.toContain('alert written');
    expect(filesBelow(join(cwd, '.data'))).toEqual(before);
    expect(readdirSync(join(cwd, '.data')).sort()).toEqual(['outbox', 'sample']);
  });

  test('decides that within five seconds where nothing answers at all, and answers programs with one document', async () => {
    const line = ['start', '--once', '--json', '--today', '2026-01-20'];
    const { child, ended } = run(line, { cwd: tempFolder(), env: silentNetwork });
    const begun = performance.now();
    const decided = await new Promise<number>((resolve) =>
      child.stderr?.once('data', () => resolve(performance.now())),
    );
    expect((decided - begun) / 1000).toBeLessThan(6);
    const ran = await ended;
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/CMS cannot be reached from here/);
    const summary = documentOf(ran, 'summary');
    expect(summary).toMatchObject({ sample: true, release: '2026-01', claims: 68, claimLines: 111, example: null });
    expect(summary.moneyAtRisk).toBeGreaterThan(30_000);
    expect(summary.alerts).toHaveLength(1);
  });

  test('serves API and pages at the address that it prints, and says there that it is the sample', async () => {
    const cwd = await afterSample();
    const { url, child, ended } = await serving(cwd, 'start');
    const health = await (await fetch(`${url}/health`)).json();
    expect(health).toMatchObject({ status: 'ok', sample: true, today: '2026-01-20' });
    expect(await (await fetch(`${url}/`)).text()).toMatch(/sample/i);
    const risk = await codeset(cwd, 'findings --json');
    expect(risk.stderr).toMatch(/^SAMPLE DATA/);
    expect(documentOf(risk, 'findings').findings.length).toBeGreaterThan(30);
    const again = await codeset(cwd, 'start --port 0');
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining(`The store is served already: ${url}`)]);
    expect(again.stdout).toContain('68 stored already');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: expect.stringContaining('SAMPLE') });
  });

  /** Whether the claims came before the newer release or after it, the kill decides: what told of it may differ. */
  const foundBy = ({ findings }: { findings: readonly object[] }) =>
    findings.map((finding) => ({ ...finding, release: null }));

  test(
    `killed ${kills} times at any moment, then run again: the same findings, and no line is told twice`,
    async () => {
      const { seconds } = await sampleTold();
      const { findings } = documentOf(await here(findingsAsked, { cwd: await afterSample() }), 'findings');
      const random = randomFrom(kills);
      for (let kill = 0; kill < kills; kill++) {
        const cwd = tempFolder();
        const { child, ended } = run(['start', '--once', '--today', '2026-01-20'], { cwd, env: offline });
        const moment = random() * seconds * 1000;
        await new Promise((resolve) => setTimeout(resolve, moment));
        child.kill('SIGKILL');
        await ended;
        expect(await codeset(cwd, 'start --once'), `killed after ${moment} ms`).toMatchObject({ code: 0 });
        expect(foundBy(documentOf(await here(findingsAsked, { cwd }), 'findings'))).toEqual(foundBy({ findings }));
        // What comes in after the newer release is told apart from its sweep; no line is told twice.
        expect(mailsIn(cwd).length).toBeLessThanOrEqual(2);
        expect(linesTold(cwd)).toBeLessThanOrEqual(findings.length);
      }
    },
    120_000 + kills * 15_000,
  );
});

describe("one's own releases", () => {
  test('from files: the real store, no sample in it, and the example beside it', async () => {
    const cwd = await afterSample();
    const summary = documentOf(
      await here(['start', '--once', '--json', '--from', october, january], { cwd }),
      'summary',
    );
    expect(summary).toMatchObject({ sample: false, releases: ['2025-10', '2026-01'], findings: 0, claims: null });
    expect(summary.example).toMatchObject({ sample: true, claims: 68 });
    const { findings } = documentOf(await here(findingsAsked, { cwd }), 'findings');
    expect(findings).toEqual([]);
    await here(['claims', 'import', samplePath('claims.csv')], { cwd });
    const later = documentOf(await here(['start', '--once', '--json', '--from', january], { cwd }), 'summary');
    expect(later).toMatchObject({ sample: false, example: null });
    expect(later.findings).toBeGreaterThan(20);
  });

  test('from a folder: every release in it, and nothing else', async () => {
    const cwd = await afterSample();
    mkdirSync(join(cwd, 'cms'));
    for (const path of [october, january]) writeFileSync(join(cwd, 'cms', path.split('/').at(-1)!), readFileSync(path));
    writeFileSync(join(cwd, 'cms', 'readme.txt'), 'no release');
    const ran = await here(['start', '--once', '--from', 'cms'], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^HCPCS 2026-01, in force from 2026-01-01: 60 codes, 14 added/m);
    expect(ran.stdout).toContain('No claims of your own are stored yet: "codeset claims import FILE"');
  });
});

test('where CMS answers: its two newest releases, in a store of their own beside the sample', async () => {
  const cwd = await afterSample();
  const cms = await startFakeCms();
  onTestFinished(() => cms.close());
  const codes = Array.from({ length: 30 }, (_, index) => ({ code: `A${4000 + index}` }));
  const files = ['October 2025', 'January 2026', 'April 2026'].map((name) => {
    const [month, year] = name.split(' ') as [string, string];
    const text = `HCPC${year}_${month.slice(0, 3).toUpperCase()}_ANWEB.txt`;
    return {
      href: `/files/zip/${month.toLowerCase()}-${year}-alpha-numeric-hcpcs-file.zip`,
      text: `${name} Alpha-Numeric HCPCS File`,
      entry: text,
    };
  });
  for (const [at, { href, entry }] of files.entries())
    cms.put(href, {
      body: await zipOf(
        { [entry]: releaseText([...codes, ...Array.from({ length: at }, (_, n) => ({ code: `E910${n}` }))]) },
        `2025-0${7 + at}-10`,
      ),
      type: 'application/zip',
    });
  cms.put('/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update', {
    body: listPage(files),
    type: 'text/html',
  });

  const summary = documentOf(await codeset(cwd, 'start --once --json', cmsAt(cms.origin)), 'summary');
  expect(summary).toMatchObject({ sample: false, releases: ['2026-01', '2026-04'], changes: 1 });
  const asked = cms.requests.length;
  const again = documentOf(await codeset(cwd, 'ingest --cms --json', cmsAt(cms.origin)), 'ingest');
  expect(again.releases).toEqual([]);
  expect(cms.requests.slice(asked).filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  const all = documentOf(await codeset(cwd, 'ingest --cms --all --json', cmsAt(cms.origin)), 'ingest');
  expect(all.releases.map(({ release }) => release)).toEqual(['2025-10']);
});
