import fc from 'fast-check';

/** The default run tries the same cases everywhere; `PROPERTY_SEED=random` (or a number) tries others. */
const { PROPERTY_SEED = '20260101' } = process.env;

if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
