import * as z from 'zod';
import { objectKeys } from '../shared/keys/object-keys.ts';
import type { CodeChanged, ReleaseArchived, ReleasePublished, SettingsChanged } from '../shared/pipeline.ts';

const codeSet = z.enum(['HCPCS', 'CPT']);
const changeSet = z.string().regex(/^[0-9a-f]{20}$/);

/** The schedule's call to look what is due. */
const tick = z.object({ type: z.literal('Tick') });

const releaseArchived = z.object({
  type: z.literal('ReleaseArchived'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  published: z.iso.date().nullable(),
  release: z.string().nullable(),
  notify: z.boolean(),
}) satisfies z.ZodType<ReleaseArchived>;

/** A person dropped a file into the inbox bucket. */
const fileDropped = z.object({ type: z.literal('FileDropped'), key: z.string().startsWith('inbox/') });

/** A person's word about a replacement was put into the archive. */
const replacementDecided = z.object({
  type: z.literal('ReplacementDecided'),
  key: z.string().startsWith(objectKeys.decisions('replacement')),
});

/** A person's word about a release was put there. */
const releaseDecided = z.object({
  type: z.literal('ReleaseDecided'),
  key: z.string().startsWith(objectKeys.decisions('release')),
});

/** A claim file was dropped under its account's name. Files are named by people; their claims are nowhere in it. */
const claimsDropped = z.object({
  type: z.literal('ClaimsDropped'),
  key: z.string().regex(/^claims\/[a-z0-9-]{1,40}\/./),
});

/** A licensee dropped a file below the folder of its year. */
const licensedDropped = z.object({ type: z.literal('LicensedDropped'), key: z.string().startsWith('licensed/cpt/') });

const releasePublished = z.object({
  type: z.literal('ReleasePublished'),
  codeSet,
  changeSets: z.array(changeSet).readonly(),
}) satisfies z.ZodType<ReleasePublished>;

/** An operator's word: all code-set data is built anew from the archive, or from the vault. */
const rebuildAsked = z.object({ type: z.literal('Rebuild') });

const codeChanged = z.object({
  type: z.literal('CodeChanged'),
  codeSet,
  changeSet,
  code: z.string(),
}) satisfies z.ZodType<CodeChanged>;

const settingsChanged = z.object({
  type: z.literal('SettingsChanged'),
  account: z.string().regex(/^[a-z0-9-]{1,40}$/),
  scope: z.string().min(1).max(10),
}) satisfies z.ZodType<SettingsChanged>;

/** What each function takes from its queue. */
export const messages = {
  'watch-sources': tick,
  'publish-release': z.discriminatedUnion('type', [
    releaseArchived,
    fileDropped,
    replacementDecided,
    releaseDecided,
    rebuildAsked,
  ]),
  'plan-recheck': z.discriminatedUnion('type', [releasePublished, tick]),
  'recheck-code': z.discriminatedUnion('type', [codeChanged, settingsChanged]),
  'deliver-alerts': tick,
  'send-outgoing': tick,
  'import-claims': z.discriminatedUnion('type', [claimsDropped, tick]),
  'publish-licensed': z.discriminatedUnion('type', [licensedDropped, tick, releaseDecided, rebuildAsked]),
} as const;
