/** How the shipped sample stands beside a store of one's own. */
export type SampleStanding =
  | { readonly state: 'absent' }
  /** `done` of `total` steps; `what` is the one under way. */
  | { readonly state: 'loading'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'shown' };

/**
 * The sample on one's own machine. It has a store of its own, which is shown in the place of an empty one: sample and
 * real never mix.
 */
export interface SampleStore {
  standing(): SampleStanding;
  /** Begins to fill the sample's store, which is shown as soon as it is whole. */
  load(): void;
  /** Deletes the sample's store, and shows one's own. */
  remove(): Promise<void>;
}
