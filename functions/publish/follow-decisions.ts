import type { ReleasePublished } from '../../shared/pipeline.ts';
import { applyReleaseDecisions, type PublishingWay, type ReleaseDecisionPorts } from './apply-release-decisions.ts';

export interface FollowPorts {
  readonly stores: ReleaseDecisionPorts;
  readonly way: PublishingWay;
  readonly emit: (event: ReleasePublished) => Promise<unknown>;
  readonly refused: (reason: string) => void;
}

/** Does what people have said of releases meanwhile, and tells the next stage of what became visible by it. */
export const followDecisions =
  ({ stores, way, emit, refused }: FollowPorts) =>
  async (): Promise<void> => {
    for (const { event, refusal } of await applyReleaseDecisions(stores, way)) {
      if (event) await emit(event);
      if (refusal) refused(refusal.message);
    }
  };
