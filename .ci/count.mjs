import { existsSync, readFileSync } from 'node:fs';

/** Prints what the test runner's report counts. A file that could not even be loaded counts as a failure. */
const path = process.argv[2];
if (!existsSync(path)) {
  console.log('no test report was written\n0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
for (const { name, message } of unloaded)
  console.log(`could not be loaded: ${name.replace(process.cwd(), '.')}: ${message}`);
const failed = count('failed') + unloaded.length;
console.log(`${count('passed')} passed, ${failed} failed, ${count('pending', 'skipped', 'todo', 'disabled')} skipped`);
process.exit(failed > 0 || tests.length === 0 ? 1 : 0);
