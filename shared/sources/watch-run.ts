import * as z from 'zod';

const failure = z.object({
  url: z.string(),
  failure: z.string().meta({ description: '`blocked` (403), `timed-out`, `not-found` …' }),
  detail: z.string(),
  remedy: z.string().meta({ description: 'What a person can do now.' }),
});

/** So many of each are kept; a list that was rebuilt may hold hundreds of links that nothing explains. */
export const keptOfEach = 50;

export const watchRunForm = z.object({
  askedAt: z.iso.datetime().meta({ description: 'When the publisher was last asked.' }),
  answeredAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'When its list was last had, or was told to be unchanged.' }),
  downloads: z.int().nonnegative(),
  listed: z.array(z.string()).meta({ description: 'Releases that the list names: `2026-01`.' }),
  failures: z.array(failure),
  unknown: z
    .array(z.object({ url: z.string(), text: z.string(), reason: z.string() }))
    .meta({ description: 'Links that nothing explains: a person looks.' }),
  problems: z.array(z.string()),
});

/** What came of asking a publisher: all that a person wants to know of it afterwards. */
export type WatchRun = Readonly<z.infer<typeof watchRunForm>>;
