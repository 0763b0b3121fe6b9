import * as z from 'zod';
import type { ObjectStore } from '../../shared/ports.ts';
import { hashOf } from '../adapters/hash.ts';
import { fetchedFolder, licensedDrop, readyMark } from '../publish/publish-licensed.ts';
import type { SourceArchive } from './source-archive.ts';
import type { Failed, SourceAnswer, Validators } from './source-site.ts';

const fileName = z.string().regex(/^[\w!'()=@+,-][\w!'()=@+,.-]{0,119}$/, 'a name without slashes and blanks');
const address = z.url({ protocol: /^https?$/ });

/** What the licensee keeps in the secret: addresses of the files that its licence lets it fetch, and how it is let in. */
const licensedSourceForm = z.strictObject({
  files: z
    .array(
      z.strictObject({
        year: z.int().min(1990).max(2099),
        url: address,
        name: fileName.optional(),
        /** Tells a second set of files of a year from the first. */
        published: z.iso.date().optional(),
      }),
    )
    .default([]),
  /** Sent to the host of each address, and to no other. */
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  /** Hosts to which an address may lead on, without those headers. */
  hosts: z.array(z.string()).default([]),
});

export type LicensedSource = z.infer<typeof licensedSourceForm>;
type LicensedFile = LicensedSource['files'][number];

export interface FetchLicensedPorts {
  /** Text of the secret; undefined where nobody has put one in. */
  readonly secret: () => Promise<string | undefined>;
  readonly file: (url: string, source: LicensedSource, known: Validators | undefined) => Promise<SourceAnswer>;
  /** Where a licensee's files are dropped. */
  readonly drop: Pick<ObjectStore, 'put'>;
  readonly sourceState: SourceArchive['sourceState'];
  readonly now: () => string;
}

export interface LicensedFetch {
  /** False where the secret names no address: nothing is to be fetched, and all else works without. */
  readonly configured: boolean;
  readonly fetched: number;
  readonly unchanged: number;
  readonly failures: readonly Pick<Failed, 'failure' | 'detail' | 'remedy'>[];
}

/**
 * Fetches AMA's files as the licensee's secret says, and drops those of a year together, so that they are read as one.
 * A set of which one file cannot be had is left for the next time. Addresses may hold credentials: none is ever told.
 */
export const fetchLicensed = (ports: FetchLicensedPorts) => async (): Promise<LicensedFetch> => {
  const source = sourceIn(await ports.secret());
  const result = { fetched: 0, unchanged: 0, failures: [] as LicensedFetch['failures'][number][] };
  if (!source) return { configured: true, ...result, failures: [unreadable] };
  for (const [folder, files] of setsOf(source)) {
    const answers = await answersOf(ports, source, files);
    const failed = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer] : []));
    result.failures.push(...failed.map(({ failure, detail, remedy }) => ({ failure, detail, remedy })));
    if (failed.length > 0) continue;
    if (answers.every(({ kind }) => kind === 'unchanged')) result.unchanged += files.length;
    else result.fetched += await dropped(ports, folder, files, answers);
  }
  return { configured: source.files.length > 0, ...result };
};

const unreadable = {
  failure: 'refused',
  detail: 'the secret of the licensed source is no document of its form',
  remedy: 'write it anew: {"files":[{"year":2026,"url":"https://…"}],"headers":{"Authorization":"…"}}',
} as const;

function sourceIn(text: string | undefined): LicensedSource | undefined {
  try {
    return licensedSourceForm.parse(JSON.parse(text?.trim() || '{}'));
  } catch {
    return undefined;
  }
}

/** The files of one year and one day of publishing belong together. */
function setsOf({ files }: LicensedSource): ReadonlyMap<string, readonly LicensedFile[]> {
  const sets = new Map<string, LicensedFile[]>();
  for (const file of files) {
    const published = file.published ? `published=${file.published}/` : '';
    const folder = `${licensedDrop}${file.year}/${published}${fetchedFolder}/`;
    sets.set(folder, [...(sets.get(folder) ?? []), file]);
  }
  return sets;
}

/** All unchanged, or all of them: a set in which one file is new is fetched whole. */
async function answersOf(
  ports: FetchLicensedPorts,
  source: LicensedSource,
  files: readonly LicensedFile[],
): Promise<readonly SourceAnswer[]> {
  const answers: SourceAnswer[] = [];
  for (const { url } of files) {
    const known = await ports.sourceState.get(stateKey(url));
    answers.push(await ports.file(url, source, known?.validators));
  }
  if (answers.every(({ kind }) => kind === 'unchanged')) return answers;
  for (const [index, { url }] of files.entries())
    if (answers[index]!.kind === 'unchanged') answers[index] = await ports.file(url, source, undefined);
  return answers;
}

/** `READY` comes last; what an address said is remembered after that, so that a stop costs a download, never a file. */
async function dropped(
  ports: FetchLicensedPorts,
  folder: string,
  files: readonly LicensedFile[],
  answers: readonly SourceAnswer[],
): Promise<number> {
  for (const [index, file] of files.entries()) {
    const answer = answers[index]!;
    if (answer.kind === 'fetched') await ports.drop.put(`${folder}${nameOf(file, index)}`, answer.bytes);
  }
  await ports.drop.put(`${folder}${readyMark}`, new Uint8Array());
  for (const [index, { url }] of files.entries()) {
    const answer = answers[index]!;
    if (answer.kind === 'fetched')
      await ports.sourceState.put(stateKey(url), { validators: answer.validators, fetchedAt: ports.now() });
  }
  return files.length;
}

/** Addresses may hold credentials, and are stored as hashes alone. */
function stateKey(url: string): string {
  return `licensed:${hashOf(Buffer.from(url))}`;
}

function nameOf({ name, url }: LicensedFile, index: number): string {
  const last = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
  return name ?? (fileName.safeParse(last).success ? last : `file-${index + 1}.zip`);
}
