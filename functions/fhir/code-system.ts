import { codeSystemNamed, type FhirCodeSystem, fhirCodeSystems } from '../../shared/fhir/code-systems.ts';
import { Refused } from '../api/problems.ts';
import type { Service } from '../api/service.ts';
import type { Input } from './input.ts';
import { conceptProperties } from './lookup.ts';
import type { Resource } from './output.ts';
import { versionOf } from './terminology.ts';

/** `CodeSystem/{id}`: what the code system is; its codes are asked for by `$lookup` and `$expand`. */
export async function readCodeSystem(service: Service, id: string): Promise<Resource> {
  const system = Object.values(fhirCodeSystems).find((each) => each.id === id);
  const resource = system && (await resourceOf(service, system));
  if (resource) return resource;
  throw new Refused('not-found', `CodeSystem/${id} is not held here.`);
}

/** `CodeSystem?url=…`: those that are held. */
export async function searchCodeSystems(service: Service, input: Input): Promise<Resource> {
  const url = input.text('url');
  const wanted = url === undefined ? Object.values<FhirCodeSystem>(fhirCodeSystems) : [codeSystemNamed(url)];
  const found = await Promise.all(wanted.map((system) => system && resourceOf(service, system)));
  const entry = found.flatMap((resource) => (resource ? [{ resource, search: { mode: 'match' } }] : []));
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, ...(entry.length > 0 ? { entry } : {}) };
}

async function resourceOf({ codeSets }: Service, system: FhirCodeSystem): Promise<Resource | undefined> {
  const state = await codeSets.state(system.codeSet);
  const newest = state.releases.at(-1);
  const book = await codeSets.codeBook(state);
  if (!newest || !book) return undefined;
  return {
    resourceType: 'CodeSystem',
    id: system.id,
    url: system.url,
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:oid:${system.oid}` }],
    version: versionOf(system, newest.release),
    name: system.name,
    title: system.title,
    status: 'active',
    date: newest.knownSince,
    publisher: system.publisher,
    ...(system.copyright ? { copyright: system.copyright } : {}),
    caseSensitive: false,
    valueSet: `${system.url}?fhir_vs`,
    content: 'not-present',
    count: book.size,
    property: Object.entries(conceptProperties).map(([code, [type, description]]) => ({ code, description, type })),
  };
}
