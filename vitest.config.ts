import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    setupFiles: ['test/support/property-seed.ts'],
    // Half as many workers again as cores, for some wait for processes; and one module graph a worker: loading each
    // file apart took half the run.
    // So a test that changes a global puts it back.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    isolate: false,
    // Stores in memory make much that is soon forgotten: with room for it, less time goes into collecting it.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/report.json' }]] : ['default'],
  },
});
