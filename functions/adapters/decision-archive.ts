import { type Decision, type DecisionKind, readDecision } from '../../shared/decision.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { hashOf } from './hash.ts';

/** What people decided, one small object each, for ever. The same word said again is the same object. */
export class DecisionArchive {
  constructor(private readonly objects: ObjectStore) {}

  async keep({ kind, subject, decision, by, at, note }: Decision): Promise<void> {
    const bytes = Buffer.from(JSON.stringify({ kind, subject, decision, by, at, note }));
    await this.objects.put(objectKeys.decision(kind, hashOf(bytes)), bytes);
  }

  /** All of one kind, in order of time. */
  async all<Kind extends DecisionKind>(kind: Kind): Promise<readonly Decision<Kind>[]> {
    const made: Decision<Kind>[] = [];
    for await (const key of this.objects.list(objectKeys.decisions(kind))) {
      const bytes = await this.objects.get(key);
      if (bytes) made.push(readDecision(kind, Buffer.from(bytes).toString('utf8')));
    }
    return made.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  /** What holds of each subject: the last word about it. */
  async inForce<Kind extends DecisionKind>(kind: Kind): Promise<ReadonlyMap<string, Decision<Kind>>> {
    return new Map((await this.all(kind)).map((made) => [made.subject, made]));
  }

  async on<Kind extends DecisionKind>(kind: Kind, subject: string): Promise<Decision<Kind> | undefined> {
    return (await this.inForce(kind)).get(subject);
  }
}
