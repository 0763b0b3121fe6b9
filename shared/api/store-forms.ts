import * as z from 'zod';
import { type Answer, codeSet, count, day, sha256 } from './fields.ts';

const concern = z
  .object({ rule: z.string(), line: z.int().nullable(), text: z.string() })
  .meta({ description: 'Why the gate does not believe the file.' });

const suspectedRelease = z.object({
  codeSet: codeSet.default('HCPCS'),
  release: z.string().meta({ description: 'Quarter that the file claims to be of.' }),
  date: day,
  file: z.string(),
  sha256,
  records: count,
  status: z
    .enum(['open', 'rejected', 'withdrawn'])
    .meta({ description: 'withdrawn: it was published and taken back.' }),
  concerns: z.array(concern),
});

export const quarantineForm = z
  .object({
    releases: z.array(suspectedRelease).meta({ description: 'Kept, but not visible unless a person approves them.' }),
    waiting: z
      .array(z.object({ corrects: z.string(), version: z.int().positive(), file: z.string(), knownSince: day }))
      .meta({ description: 'Corrections of releases that are not held yet.' }),
    instructions: z
      .array(
        z.object({
          release: z.string(),
          code: z.string().nullable(),
          line: count,
          text: z.string().meta({ description: "CMS's exact words." }),
          rule: z.string(),
          reason: z.string(),
        }),
      )
      .meta({ description: 'Instructions of corrections that nobody could follow: not applied, never guessed.' }),
  })
  .meta({ title: 'Quarantine', description: 'Answer of `codeset quarantine` and of `GET /v1/quarantine`.' });

export type QuarantineAnswer = Answer<typeof quarantineForm>;

const verdict = z.enum(['approve', 'reject', 'withdraw']).meta({
  description: 'approve also undoes a withdrawal.',
});

export const decisionForm = z
  .object({
    release: z.string(),
    file: z.string(),
    sha256,
    verdict,
    published: z.array(z.string()).meta({ description: 'Releases that became visible.' }),
    withdrawn: z.array(z.string()).default([]).meta({
      description: 'Releases that are no longer visible: the one that was taken back, and corrections of it.',
    }),
  })
  .meta({ title: 'Decision', description: 'Answer of `codeset release approve|reject|withdraw`.' });

/** What is sent to decide about a release: `POST /v1/releases/{release}/decisions`. */
export const releaseRulingForm = z
  .object({ verdict, reason: z.string().max(500).nullable().default(null) })
  .meta({ title: 'Word about a release' });

/** What is sent when an instruction has been dealt with. */
export const settlementForm = z
  .object({ reason: z.string().max(500).nullable().default(null) })
  .meta({ title: 'Word about an instruction' });

export type DecisionAnswer = Answer<typeof decisionForm>;

export const settledForm = z
  .object({ release: z.string(), code: z.string().nullable(), row: count, text: z.string() })
  .meta({ title: 'Settled instruction', description: 'Answer of `codeset release settle`.' });

export const verifyForm = z
  .object({
    archived: count.meta({ description: 'Files in the archive that match their hash.' }),
    releases: count,
    rows: count,
    problems: z.array(z.object({ where: z.string(), text: z.string() })),
  })
  .meta({ title: 'Verification', description: 'Answer of `codeset verify`; exit code 1 where there is a problem.' });

export const rebuildForm = z
  .object({
    files: count,
    releases: z.array(z.string()),
    refused: z.array(z.object({ file: z.string(), reason: z.string() })),
    changed: z.boolean().meta({ description: 'false: the archive came to the state that was visible.' }),
  })
  .meta({ title: 'Rebuilt code sets', description: 'Answer of `codeset rebuild`.' });
