import type { Caller } from '../../shared/access/caller.ts';
import { toDayNumber } from '../../shared/dates.ts';
import { codeSystemNamed } from '../../shared/fhir/code-systems.ts';
import { Refused } from '../api/problems.ts';
import { replacementsIn } from '../queries/replacements-in.ts';
import type { Coding, Input } from './input.ts';
import { named, parametersOf, type Resource } from './output.ts';
import { type Terminology, type TerminologyPorts, terminologyOf } from './terminology.ts';

interface Verdict {
  readonly result: boolean;
  readonly message?: string;
  readonly display?: string | undefined;
}

/** `CodeSystem/$validate-code`: whether a code may be used on a date. */
export async function validateCode(service: TerminologyPorts, input: Input, caller: Caller | null): Promise<Resource> {
  const codings = codingsIn(input);
  const on = input.day('date');
  let verdict: Verdict | undefined;
  for (const { system, version, code, display } of codings) {
    const terminology = await terminologyOf(service, caller, { system, version, on });
    verdict = await judge(terminology, code.trim().toUpperCase(), display);
    if (verdict.result) break;
  }
  const { result, message, display } = verdict!;
  return parametersOf([
    named('result', 'Boolean', result),
    named('message', 'String', message),
    named('display', 'String', display),
  ]);
}

function codingsIn(input: Input): readonly Coding[] {
  const system = input.text('url') ?? input.text('system');
  const version = input.text('version');
  const concept = input.codings('codeableConcept');
  // Codings of systems that nobody here knows say nothing either way, unless there is no other.
  if (concept)
    return [...concept].sort((a, b) => rankOf(a) - rankOf(b)).filter((each, at) => at === 0 || rankOf(each) === 0);
  const coding = input.coding('coding');
  if (coding) return [{ ...coding, system: coding.system ?? system }];
  const code = input.text('code');
  if (!code) throw new Refused('invalid-request', 'code: give code and url, coding, or codeableConcept');
  return [{ system, version, code, display: input.text('display') }];
}

function rankOf({ system }: Coding): number {
  return codeSystemNamed(system) ? 0 : 1;
}

async function judge({ book, on, textOf }: Terminology, code: string, display: string | undefined): Promise<Verdict> {
  const entry = book.entry(code);
  const status = book.status(code, toDayNumber(on));
  const { answer } = replacementsIn([book], code, on);
  if (!entry) return { result: false, message: answer };
  const text = await textOf(code);
  const known = { display: text?.long };
  if (status === 'outside-coverage' || status === 'unproven') return { result: true, message: answer, ...known };
  if (status !== 'valid') return { result: false, message: answer, ...known };
  if (display === undefined || !text || [text.long, text.short].some((each) => alike(each, display)))
    return { result: true, ...known };
  return { result: false, message: `"${display}" is no display of ${code}: it is "${text.long}".`, ...known };
}

function alike(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return bare(a) === bare(b);
}
