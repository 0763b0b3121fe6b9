/** How long a call to one of AWS's services may hang, and how often it is made before it counts as failed. */
export interface Patience {
  readonly attempts: number;
  readonly connectMs: number;
  readonly requestMs: number;
}

/** A call that hangs is given up and tried again long before the function's own time is over. */
export const patience = {
  stage: { attempts: 5, connectMs: 3_000, requestMs: 20_000 },
  /** Somebody waits for the answer, and the gateway no longer than thirty seconds. */
  api: { attempts: 3, connectMs: 1_000, requestMs: 5_000 },
} as const satisfies Record<string, Patience>;
