import { type FhirCodeSystem, fhirCodeSystems } from '../../fhir/code-systems.ts';
import { type Json, listAt, textAt } from './json.ts';

/** Code systems by what they hold, as they are written, in small letters. */
const systems = {
  procedure: Object.values<FhirCodeSystem>(fhirCodeSystems).flatMap(({ url, aliases }) => [
    url.toLowerCase(),
    ...aliases,
  ]),
  ndc: ['http://hl7.org/fhir/sid/ndc', 'urn:oid:2.16.840.1.113883.6.69'],
  npi: ['http://hl7.org/fhir/sid/us-npi', 'urn:oid:2.16.840.1.113883.4.6'],
} as const satisfies Record<string, readonly string[]>;

export type SystemName = keyof typeof systems;

/** Whether a system, written by whomever, is the one that is meant. */
function isSystem(name: SystemName, system: string | undefined): boolean {
  const written = system?.toLowerCase().replace(/\/$/, '');
  return (systems[name] as readonly string[]).some((known) => known === written);
}

/** The code of a CodeableConcept in one of the systems, or one that names no system. */
export function codeIn(concept: Json, name: SystemName): string | undefined {
  const codings = listAt(concept, 'coding');
  const coding =
    codings.find((candidate) => isSystem(name, textAt(candidate, 'system'))) ??
    codings.find((candidate) => textAt(candidate, 'system') === undefined);
  return textAt(coding, 'code');
}

/** The first code of a CodeableConcept, whatever its system. */
export function anyCode(concept: Json): string | undefined {
  return textAt(concept, 'coding', 'code');
}

/** The value of an identifier of a system, in a list of identifiers. */
export function identifierIn(identifiers: readonly Json[], name: SystemName): string | undefined {
  return textAt(
    identifiers.find((identifier) => isSystem(name, textAt(identifier, 'system'))),
    'value',
  );
}
