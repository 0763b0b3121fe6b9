/** One line of the audit log: who did or read what, and when. Nothing of a patient, and no id that could be one's. */
export interface AuditEvent {
  /** ISO instant. */
  readonly at: string;
  readonly account: string;
  /** `command`: somebody at the machine that holds the store. */
  readonly by: { readonly kind: 'key' | 'user' | 'command'; readonly id: string };
  /** Name of an operation of the API, or a command with its words. */
  readonly action: string;
  readonly effect: 'change' | 'read';
  /**
   * What it was done to: `user:user_…`, `claim:` with a hash of the claim's id, since claim ids are often account
   * numbers. Null for a list or the whole.
   */
  readonly object: string | null;
  /** HTTP status of the answer; 200 for a command that did its work. */
  readonly status: number;
  readonly requestId: string | null;
}
