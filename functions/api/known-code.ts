import type { CodeAnswer } from '../../shared/api/code-set-forms.ts';
import { type CodeQuestion, codeAt } from '../queries/code-at.ts';
import { Refused } from './problems.ts';
import type { Service } from './service.ts';

/** A code that some release held lists; any other is refused, with what is missing. */
export async function knownCode(service: Pick<Service, 'codeSets'>, question: CodeQuestion): Promise<CodeAnswer> {
  const answer = await codeAt(service)(question);
  const { code, status, versions } = answer;
  if (status === 'no-code-set')
    throw new Refused('no-code-set', `${code} belongs to a code set that is not loaded: nothing can be said of it.`);
  if (versions.length === 0)
    throw new Refused('unknown-code', `${code} stands in none of them: it is misspelt, or its release is not held.`);
  return answer;
}
