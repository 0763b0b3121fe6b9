import type { DecisionAnswer } from '../../shared/api/store-forms.ts';
import type { Decision } from '../../shared/decision.ts';
import type { Decided } from '../publish/decide-release.ts';

/** What came of a person's word about a release, as it is answered. */
export function decisionAnswer(
  { release: { release, file, sha256 }, published, withdrawn }: Decided,
  verdict: Decision<'release'>['decision'],
): DecisionAnswer {
  const names = published?.releases.map((each) => each.release) ?? [];
  return { release, file, sha256, verdict, published: names, withdrawn };
}
