import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Caller } from '../../shared/access/caller.ts';
import { toDayNumber } from '../../shared/dates.ts';
import { codeSystemNamed, type FhirCodeSystem, valueSetNamed } from '../../shared/fhir/code-systems.ts';
import { Refused } from '../api/problems.ts';
import type { Input } from './input.ts';
import type { Resource } from './output.ts';
import { heldTerminology, type Terminology, type TerminologyPorts } from './terminology.ts';

const partForm = z.object({
  system: z.string(),
  version: z.string().optional(),
  concept: z.array(z.object({ code: z.string() })).optional(),
  filter: z.array(z.object({ property: z.string(), op: z.string(), value: z.string() })).optional(),
});
const valueSetForm = z.object({
  resourceType: z.literal('ValueSet'),
  url: z.string().optional(),
  compose: z.object({ include: z.array(partForm).min(1).max(20), exclude: z.array(partForm).max(20).optional() }),
});

/** Codes of one system that belong to the value set. */
interface Part {
  readonly system: FhirCodeSystem;
  readonly version?: string | undefined;
  /** Null: all of them. */
  readonly codes: ReadonlySet<string> | null;
  /** True: modifiers alone; false: none; null: both. */
  readonly modifiers: boolean | null;
}

interface Asked {
  readonly url: string | undefined;
  readonly include: readonly Part[];
  readonly exclude: readonly Part[];
}

interface Concept {
  readonly system: string;
  readonly version: string;
  readonly code: string;
  readonly display?: string;
  readonly inactive?: true;
}

/** `ValueSet/$expand`: codes of a value set on a date, those that a filter's words match, page by page. */
export async function expand(service: TerminologyPorts, input: Input, caller: Caller | null): Promise<Resource> {
  const asked = askedIn(input);
  const [offset, count] = [input.count('offset') ?? 0, input.count('count')];
  const activeOnly = input.flag('activeOnly') ?? true;
  const words = (input.text('filter') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const on = input.day('date');
  const found: Concept[] = [];
  for (const part of asked.include) {
    const terminology = await heldTerminology(service, caller, part.system, { on, version: part.version });
    found.push(...(await conceptsOf(terminology, part, asked.exclude, activeOnly, words)));
  }
  const page = found.slice(offset, count === undefined ? undefined : offset + count);
  return {
    resourceType: 'ValueSet',
    ...(asked.url ? { url: asked.url } : {}),
    status: 'active',
    expansion: {
      identifier: identifierOf(found),
      timestamp: on ?? service.today(),
      total: found.length,
      offset,
      parameter: [
        { name: 'activeOnly', valueBoolean: activeOnly },
        ...(words.length > 0 ? [{ name: 'filter', valueString: words.join(' ') }] : []),
        ...[...new Set(found.map(({ system, version }) => `${system}|${version}`))].map((used) => ({
          name: 'version',
          valueUri: used,
        })),
      ],
      ...(page.length > 0 ? { contains: page } : {}),
    },
  };
}

async function conceptsOf(
  { system, version, book, on, textOf }: Terminology,
  { codes, modifiers }: Part,
  exclude: readonly Part[],
  activeOnly: boolean,
  words: readonly string[],
): Promise<readonly Concept[]> {
  const day = toDayNumber(on);
  const found: Concept[] = [];
  for (const code of book.codes()) {
    const entry = book.entry(code)!;
    if (codes && !codes.has(code)) continue;
    if (modifiers !== null && modifiers !== (entry.codeType === 'modifier')) continue;
    if (exclude.some((part) => part.system === system && (part.codes?.has(code) ?? true))) continue;
    const status = book.statusOf(entry, day);
    // What lives beyond the days that the releases cover is no inactive code.
    const active = status === 'valid' || status === 'outside-coverage';
    if (activeOnly && !active) continue;
    const text = await textOf(code);
    if (!matches(words, `${code} ${text?.long ?? ''} ${text?.short ?? ''}`)) continue;
    const display = text ? { display: text.long } : {};
    found.push({ system: system.url, version, code, ...display, ...(active ? {} : { inactive: true }) });
  }
  return found;
}

/** The same for the same codes: pages that belong together say so. */
function identifierOf(found: readonly Concept[]): string {
  const hash = createHash('sha256');
  for (const { system, version, code } of found) hash.update(`${system}|${version}|${code} `);
  return `urn:codeset-watch:expansion:${hash.digest('hex').slice(0, 32)}`;
}

/** Every word of the filter begins a word of the concept. */
function matches(words: readonly string[], text: string): boolean {
  if (words.length === 0) return true;
  const lower = ` ${text.toLowerCase().replaceAll(/[^a-z0-9.%]+/g, ' ')}`;
  return words.every((word) => lower.includes(` ${word}`));
}

function askedIn(input: Input): Asked {
  const url = input.text('url');
  const given = input.resource('valueSet');
  if (given !== undefined) {
    const parsed = valueSetForm.safeParse(given);
    if (!parsed.success) throw new Refused('invalid-request', 'valueSet: it is no ValueSet with a compose');
    const { compose, url: own } = parsed.data;
    return { url: own, include: compose.include.map(partOf), exclude: (compose.exclude ?? []).map(partOf) };
  }
  if (url === undefined) throw new Refused('invalid-request', 'url: name the value set, or send it as valueSet');
  const known = valueSetNamed(url);
  if (!known)
    throw new Refused(
      'not-found',
      `${url} is no value set of this service: all codes of a system are [system]?fhir_vs`,
    );
  return { url, include: [{ system: known.system, codes: null, modifiers: known.modifiers || null }], exclude: [] };
}

function partOf({ system: written, version, concept, filter = [] }: z.infer<typeof partForm>): Part {
  const system = codeSystemNamed(written);
  if (!system) throw new Refused('not-found', `${written} is no code system of this service.`);
  const modifier = filter.find(({ property, op }) => property === 'modifier' && op === '=');
  const other = filter.find((each) => each !== modifier);
  if (other)
    throw new Refused('invalid-request', `filter ${other.property} ${other.op}: only "modifier = true|false" is known`);
  const codes = concept ? new Set(concept.map(({ code }) => code.trim().toUpperCase())) : null;
  return { system, version, codes, modifiers: modifier ? modifier.value === 'true' : null };
}
