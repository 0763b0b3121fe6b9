import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { chromiumPath } from './test/browser/chromium.ts';

if (!existsSync(chromiumPath))
  console.warn(`no browser at ${chromiumPath}: the browser tests are skipped (apt-get install chromium)`);

/** Tests in a real browser: `npm run test:browser`. One browser for all, so one worker. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    maxWorkers: 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/browser.json' }]] : ['default'],
  },
});
