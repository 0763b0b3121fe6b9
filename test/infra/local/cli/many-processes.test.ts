import { describe, expect, test } from 'vitest';
import { samplePath } from '../../../../infra/local/sample.ts';
import { builtCommandLine, mailsIn } from '../../../support/built-command-line.ts';
import { documentOf, codeset as here } from '../../../support/command-line.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const { codeset, serving, run } = builtCommandLine();
const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath) as [
  string,
  string,
];

describe('one data folder, many processes', () => {
  test('a server and every command at once: all of them work, and nothing is lost or told twice', async () => {
    const cwd = tempFolder();
    await here(['ingest', october], { cwd });
    await here(['claims', 'import', samplePath('claims.csv'), '--payers', samplePath('payers.json')], { cwd });
    const server = await serving(cwd, 'serve');
    const lines = [
      `ingest ${january}`,
      `claims import ${samplePath('claims.837')} ${samplePath('claims-institutional.837')}`,
      'recheck',
      'findings',
      'releases',
      'changes',
      'changes --code S0013',
      'code S0013',
      'replacements S0013 --on 2026-01-05',
      `check ${samplePath('claims.837')}`,
      `diff ${october} ${january}`,
      `start --once --from ${january}`,
    ];
    const ended = await Promise.all(lines.map((line) => codeset(cwd, line)));
    expect(ended.map(({ code, stderr }, at) => [lines[at], code, stderr.replace(/^note: .*\n/gm, '')])).toEqual(
      lines.map((line) => [line, 0, '']),
    );
    const health = await (await fetch(`${server.url}/health`)).json();
    expect(health).toMatchObject({
      sample: false,
      codeSets: expect.arrayContaining([expect.objectContaining({ newest: '2026-01', releases: 2 })]),
    });
    const { findings } = documentOf(await codeset(cwd, 'findings --json'), 'findings');
    server.child.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0 });
    expect(documentOf(await here(['findings', '--json'], { cwd }), 'findings').findings).toEqual(findings);
    expect(findings.length).toBeGreaterThan(30);
    const told = mailsIn(cwd).length;
    expect(documentOf(await here(['recheck', '--json'], { cwd }), 'recheck')).toMatchObject({
      raised: 0,
      cleared: 0,
      alerts: 0,
    });
    expect(mailsIn(cwd)).toHaveLength(told);
  });

  test('two ingests at once, of one release and of another: both are held', async () => {
    const cwd = tempFolder();
    const ended = await Promise.all([october, january, october].map((file) => codeset(cwd, `ingest ${file} --json`)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    const outcomes = ended.flatMap((each) => documentOf(each, 'ingest').releases.map(({ outcome }) => outcome));
    expect(outcomes.sort()).toEqual(['published', 'published', 'unchanged']);
    const { releases } = documentOf(await here(['releases', '--json'], { cwd }), 'releases');
    expect(releases.map(({ release, baseline }) => [release, baseline])).toEqual([
      ['2025-10', true],
      ['2026-01', false],
    ]);
  });

  test('a server that was killed leaves the folder to the next one', async () => {
    const cwd = tempFolder();
    await here(['ingest', january], { cwd });
    const killed = await serving(cwd, 'serve');
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await codeset(cwd, 'releases')).toMatchObject({ code: 0 });
    const next = await serving(cwd, 'serve');
    expect((await fetch(`${next.url}/health`)).status).toBe(200);
    const second = await codeset(cwd, 'serve --port 0');
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('is served already') });
  });

  test('a server that was stopped does not answer: exit 3, naming it', async () => {
    const cwd = tempFolder();
    await here(['ingest', january], { cwd });
    const server = await serving(cwd, 'serve');
    server.child.kill('SIGSTOP');
    const ran = await codeset(cwd, 'releases --json');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain(`process ${server.pid}`);
    expect(documentOf(ran, 'error').error.code).toBe('STORE_BUSY');
    server.child.kill('SIGCONT');
    expect(await codeset(cwd, 'releases')).toMatchObject({ code: 0 });
  });

  test('a reader who has had enough ends the command quietly', async () => {
    const { child, ended } = run(['diff', october, january, '--json'], { cwd: tempFolder() });
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});
