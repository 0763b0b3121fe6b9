import type { Caller } from '../../shared/access/caller.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { codeSystemNamed, type FhirCodeSystem } from '../../shared/fhir/code-systems.ts';
import { Refused } from '../api/problems.ts';
import type { Service } from '../api/service.ts';
import { type DescriptorOf, descriptorsOn, releaseInForce } from '../queries/descriptors.ts';

/** What the terminology service reads. */
export type TerminologyPorts = Pick<Service, 'codeSets' | 'texts' | 'today'>;

/** A code system as it stands on a date, for one caller. */
export interface Terminology {
  readonly system: FhirCodeSystem;
  readonly state: CodeSetState;
  readonly book: CodeBook;
  readonly on: IsoDate;
  /** Release in force: `2026-01`; of CPT its year. */
  readonly version: string;
  readonly textOf: DescriptorOf;
}

/** The code system named; throws where it is unknown or not held. */
export async function terminologyOf(
  service: TerminologyPorts,
  caller: Caller | null,
  asked: {
    readonly system: string | undefined;
    readonly version?: string | undefined;
    readonly on?: IsoDate | undefined;
  },
): Promise<Terminology> {
  if (asked.system === undefined) throw new Refused('invalid-request', 'system: name the code system');
  // A canonical may carry its version behind a bar.
  const [name, version] = asked.system.split('|', 2);
  const system = codeSystemNamed(name);
  if (!system) throw new Refused('not-found', `${asked.system} is no code system of this service.`);
  return heldTerminology(service, caller, system, { on: asked.on, version: asked.version ?? version });
}

export async function heldTerminology(
  service: TerminologyPorts,
  caller: Caller | null,
  system: FhirCodeSystem,
  asked: { readonly version?: string | undefined; readonly on?: IsoDate | undefined },
): Promise<Terminology> {
  const { codeSets } = service;
  const state = await codeSets.state(system.codeSet);
  const book = await codeSets.codeBook(state);
  if (!book) throw new Refused('no-code-set', `${system.title} is not loaded here.`);
  const on = asked.on ?? dateOf(state, system, asked.version) ?? service.today();
  const version = versionOf(system, releaseInForce(state, on)!.release);
  return { system, state, book, on, version, textOf: textsFor(service, caller, state, book, on) };
}

/** A version that is named means its first day, where no date says otherwise. */
function dateOf(state: CodeSetState, system: FhirCodeSystem, version: string | undefined): IsoDate | undefined {
  if (version === undefined) return undefined;
  const found = state.releases.findLast(({ release }) => release === version || versionOf(system, release) === version);
  if (found) return found.date;
  throw new Refused('unknown-release', `Version ${version} of ${system.title} is not held.`);
}

export function versionOf({ codeSet }: FhirCodeSystem, release: string): string {
  return codeSet === 'CPT' ? release.slice(0, 4) : release;
}

/** CPT's texts are AMA's: for callers with a licence alone. */
function textsFor(
  { codeSets, texts }: TerminologyPorts,
  caller: Caller | null,
  state: CodeSetState,
  book: CodeBook,
  on: IsoDate,
): DescriptorOf {
  if (state.codeSet === 'HCPCS') return descriptorsOn(codeSets, state, book, on);
  if (!caller?.licensedCpt) return async () => undefined;
  const release = releaseInForce(state, on);
  return async (code) => {
    const written = release && (await texts.descriptors(release))?.[code];
    const long = written?.long ?? written?.medium ?? written?.short;
    return long === undefined ? undefined : { long, short: written?.short ?? written?.medium ?? long };
  };
}
