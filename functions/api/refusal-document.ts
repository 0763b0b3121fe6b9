import { outcomeOf } from '../fhir/output.ts';
import { problemOf, type Refused } from './problems.ts';

/** A refusal in the form that programs at the address read: FHIR's own, or a problem document (RFC 9457). */
export function refusalIn(path: string, refused: Refused, requestId: string): { type: string; document: object } {
  return /^\/fhir(?:[/?]|$)/.test(path)
    ? { type: 'application/fhir+json; charset=utf-8', document: outcomeOf(refused, requestId) }
    : { type: 'application/problem+json', document: problemOf(refused, requestId) };
}
