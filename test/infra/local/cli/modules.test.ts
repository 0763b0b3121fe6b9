import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { samplePath } from '../../../../infra/local/sample.ts';
import { builtCommandLine, recordingModules } from '../../../support/built-command-line.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const built = builtCommandLine();
const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath) as [
  string,
  string,
];

/** Packages that only a store, a server or the cloud needs. */
const heavy = /node_modules\/(dynalite|classic-level|@aws-sdk|@smithy|aws-cdk-lib|constructs|@hono|hono|nodemailer)\//;

async function loadedBy(argv: readonly string[]) {
  const cwd = tempFolder();
  const log = join(cwd, 'modules');
  const ended = await built.run(argv, { cwd, env: recordingModules(log) }).ended;
  const packages = readFileSync(log, 'utf8').matchAll(new RegExp(heavy, 'g'));
  return {
    ...ended,
    packages: [...new Set([...packages].map((match) => match[1]))].sort(),
    opened: existsSync(join(cwd, '.data')),
  };
}

test.each([
  ['diff', ['diff', october, january, '--json']],
  ['infer', ['infer', october, january]],
  ['check against a file', ['check', samplePath('claims.837'), '--release', january]],
  ['check without a store', ['check', samplePath('claims.csv')]],
  ['schema', ['schema', 'diff']],
  ['help', ['--help']],
  ['a command that does not exist', ['differ']],
])('%s opens no store and loads nothing that only a store needs', async (name, argv) => {
  const { code, packages, opened, stderr } = await loadedBy(argv);
  expect({ code, stderr: name.includes('exist') || name.includes('without') ? '' : stderr }).toEqual({
    code: name.includes('exist') ? 2 : 0,
    stderr: '',
  });
  expect(packages).toEqual([]);
  expect(opened).toBe(false);
});

test('a question to the store loads the store, but neither server nor mailer of the cloud', async () => {
  const { code, packages, opened } = await loadedBy(['releases']);
  expect(code).toBe(0);
  expect(packages).toEqual(expect.arrayContaining(['dynalite', '@aws-sdk', 'classic-level']));
  expect(packages).not.toEqual(expect.arrayContaining(['aws-cdk-lib']));
  expect(opened).toBe(true);
});
