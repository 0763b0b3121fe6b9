import type { Operation } from './operation.ts';
import { accessOperations } from './operations/access.ts';
import { claimOperations } from './operations/claims.ts';
import { codeSetOperations } from './operations/code-sets.ts';
import { codeOperations } from './operations/codes.ts';
import { feedOperations } from './operations/feeds.ts';
import { findingOperations } from './operations/findings.ts';
import { importOperations } from './operations/imports.ts';
import { releaseOperations } from './operations/releases.ts';
import { replacementOperations } from './operations/replacements.ts';
import { settingsOperations } from './operations/settings.ts';
import { sourceOperations } from './operations/sources.ts';
import { subscriptionOperations } from './operations/subscriptions.ts';
import { sweepOperations } from './operations/sweeps.ts';
import { worklistOperations } from './operations/worklists.ts';

/** All that the API answers, in the order of its document. */
export const operations: readonly Operation[] = [
  ...codeSetOperations,
  ...codeOperations,
  ...feedOperations,
  ...sourceOperations,
  ...claimOperations,
  ...subscriptionOperations,
  ...accessOperations,
  ...findingOperations,
  ...sweepOperations,
  ...importOperations,
  ...releaseOperations,
  ...replacementOperations,
  ...worklistOperations,
  ...settingsOperations,
];
