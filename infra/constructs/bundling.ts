/** How a function is bundled; the tests build the same bundles to run them. */
export const bundling = {
  target: 'node24',
  mainFields: ['module', 'main'],
  /** The runtime brings AWS's SDK. */
  externalModules: ['@aws-sdk/*', '@smithy/*'],
  /** Some packages within are CommonJS and ask for Node's own modules in its way. */
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
} as const;
