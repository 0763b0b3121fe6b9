import { existsSync, readFileSync } from 'node:fs';

/** Prints what the test runner's reports count together. A file that could not even be loaded counts as a failure. */
const paths = process.argv.slice(2);
const missing = paths.filter((path) => !existsSync(path));
for (const path of missing) console.log(`no test report was written: ${path}`);
const testResults = paths
  .filter((path) => !missing.includes(path))
  .flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).testResults);
const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
for (const { name, message } of unloaded)
  console.log(`could not be loaded: ${name.replace(process.cwd(), '.')}: ${message}`);
const failed = count('failed') + unloaded.length + missing.length;
console.log(`${count('passed')} passed, ${failed} failed, ${count('pending', 'skipped', 'todo', 'disabled')} skipped`);
process.exit(failed > 0 || tests.length === 0 ? 1 : 0);
