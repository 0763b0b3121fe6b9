import type { Caller } from '../../shared/access/caller.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import { codeSetOf } from '../../shared/code.ts';
import { codeSystemNamed, fhirCodeSystems } from '../../shared/fhir/code-systems.ts';
import { Refused } from '../api/problems.ts';
import type { Service } from '../api/service.ts';
import { heldBooks } from '../queries/books.ts';
import { replacedBy } from '../queries/replaced-by.ts';
import { askingFor, replacementsForPayer } from '../queries/replacements-for-payer.ts';
import type { Coding, Input } from './input.ts';
import { named, type Parameter, parametersOf, type Resource, withParts } from './output.ts';
import { type Terminology, type TerminologyPorts, terminologyOf } from './terminology.ts';

/** The one concept map: from codes that are not to be billed to those that are billed instead. */
const replacementMap = 'urn:codeset-watch:conceptmap:replacements';

/**
 * `ConceptMap/$translate`: what replaces a code on a date of service. `date` and `payer` are this service's own, for a
 * replacement holds from a day on and not for everybody; the message tells the units.
 */
export async function translate(
  service: TerminologyPorts & Pick<Service, 'settings'>,
  input: Input,
  caller: Caller | null,
): Promise<Resource> {
  const url = input.text('url');
  if (url !== undefined && url !== replacementMap)
    throw new Refused(
      'not-found',
      `${url} is no concept map of this service: leave url out, or send ${replacementMap}`,
    );
  const { system, version, code: written } = codingIn(input);
  const terminology = await terminologyOf(service, caller, { system, version, on: input.day('date') });
  const code = written.trim().toUpperCase();
  const found = input.flag('reverse')
    ? { replacements: backwards(terminology, code), answer: undefined }
    : replacementsForPayer(
        await heldBooks(service.codeSets),
        code,
        terminology.on,
        await askingFor(service, caller, input.text('payer')),
      );
  const target = codeSystemNamed(input.text('targetsystem'))?.codeSet;
  const wanted = found.replacements.filter((each) => target === undefined || codeSetOf(each.code) === target);
  const matches = await Promise.all(wanted.map((each) => matchOf(terminology, each)));
  return parametersOf([
    named('result', 'Boolean', matches.length > 0),
    named('message', 'String', found.answer),
    ...matches,
  ]);
}

function codingIn(input: Input): Coding {
  const concept = input.codings('codeableConcept');
  const coding = concept?.find(({ system }) => codeSystemNamed(system)) ?? concept?.[0] ?? input.coding('coding');
  const code = coding?.code ?? input.text('code');
  if (!code) throw new Refused('invalid-request', 'code: give code and system, coding, or codeableConcept');
  return { system: coding?.system ?? input.text('system'), version: coding?.version ?? input.text('version'), code };
}

type Match = Pick<Replacement, 'code' | 'relation'> & { readonly units?: Replacement['units'] };

function backwards({ book }: Terminology, code: string): readonly Match[] {
  return replacedBy(book, code);
}

async function matchOf({ system, book, textOf }: Terminology, match: Match): Promise<Parameter> {
  const codeSet = codeSetOf(match.code);
  const display = codeSet === book.codeSet ? (await textOf(match.code))?.long : undefined;
  const concept = {
    system: (codeSet ? fhirCodeSystems[codeSet] : system).url,
    code: match.code,
    ...(display ? { display } : {}),
  };
  return withParts('match', [
    named('equivalence', 'Code', equivalenceOf(match)),
    named('concept', 'Coding', concept),
    named('source', 'Uri', replacementMap),
  ]);
}

/** The same code for the same thing is equivalent where its units are, too; the choice of one of several is narrower. */
function equivalenceOf({ relation, units }: Match): string {
  if (relation === 'one-of') return 'narrower';
  if (relation !== 'same') return 'relatedto';
  return units && units.numerator === units.denominator ? 'equivalent' : 'inexact';
}
