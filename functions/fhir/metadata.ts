import { fhirCodeSystems } from '../../shared/fhir/code-systems.ts';
import type { Service } from '../api/service.ts';
import type { Input } from './input.ts';
import type { Resource } from './output.ts';
import { versionOf } from './terminology.ts';

/** Operations by resource, with HL7's own definitions. */
const operations = {
  CodeSystem: ['lookup', 'validate-code'],
  ConceptMap: ['translate'],
  ValueSet: ['expand'],
} as const;

/** `metadata`: what this server does; with `mode=terminology`, which code systems it knows in which versions. */
export async function metadata(service: Service, input: Input): Promise<Resource> {
  const common = {
    status: 'active',
    date: service.today(),
    kind: 'instance',
    software: { name: 'codeset-watch', version: service.version },
    implementation: { description: 'HCPCS Level II, and CPT where it is licensed, by date of service' },
  };
  return input.text('mode') === 'terminology' ? terminologyCapabilities(service, common) : capabilityStatement(common);
}

function capabilityStatement(common: Readonly<Record<string, unknown>>): Resource {
  return {
    resourceType: 'CapabilityStatement',
    ...common,
    instantiates: ['http://hl7.org/fhir/CapabilityStatement/terminology-server'],
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        resource: Object.entries(operations).map(([type, names]) => ({
          type,
          ...(type === 'CodeSystem'
            ? {
                interaction: [{ code: 'read' }, { code: 'search-type' }],
                searchParam: [{ name: 'url', type: 'uri' }],
              }
            : {}),
          operation: names.map((name) => ({
            name,
            definition: `http://hl7.org/fhir/OperationDefinition/${type}-${name}`,
          })),
        })),
        interaction: [{ code: 'batch' }],
      },
    ],
  };
}

async function terminologyCapabilities(
  { codeSets }: Service,
  common: Readonly<Record<string, unknown>>,
): Promise<Resource> {
  const codeSystem = [];
  for (const system of Object.values(fhirCodeSystems)) {
    const { releases } = await codeSets.state(system.codeSet);
    const versions = [...new Set(releases.map(({ release }) => versionOf(system, release)))].reverse();
    if (versions.length === 0) continue;
    codeSystem.push({
      uri: system.url,
      version: versions.map((code, index) => ({ code, isDefault: index === 0 })),
      subsumption: false,
    });
  }
  return {
    resourceType: 'TerminologyCapabilities',
    ...common,
    codeSystem,
    expansion: {
      hierarchical: false,
      paging: true,
      incomplete: false,
      parameter: ['url', 'valueSet', 'filter', 'date', 'offset', 'count', 'activeOnly'].map((name) => ({ name })),
      textFilter: 'Each word of the filter begins a word of the code or its texts, in any order and case.',
    },
    codeSearch: 'explicit',
    validateCode: { translations: false },
    translation: { needsMap: false },
    closure: { translation: false },
  };
}
