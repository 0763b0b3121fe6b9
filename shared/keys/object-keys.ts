import type { CodeSet } from '../code.ts';
import type { DecisionKind } from '../decision.ts';

/** Objects in the archive and in the bucket of claims. */
export const objectKeys = {
  /** The raw bytes as they came, for ever. */
  archived: (sha256: string) => `archive/${sha256}/bytes`,
  /** Where they came from and when; `said` tells one name, and what a person said of it, from another. */
  origin: (sha256: string, said: string) => `archive/${sha256}/origin-${said}.json`,
  origins: (sha256: string) => `archive/${sha256}/origin-`,
  /** The records of a release, one JSON line each, by the hash of their content. */
  records: (codeSet: CodeSet, content: string) => `records/${codeSet}/${content}.jsonl`,
  /** CMS's transaction report that came with a release, by the hash of the archived file. */
  report: (codeSet: CodeSet, sha256: string) => `records/${codeSet}/${sha256}.report.json`,
  /** A corrections document as read, by the hash of what it says. */
  corrections: (codeSet: CodeSet, content: string) => `corrections/${codeSet}/${content}.json`,
  /** What a person decided, for ever: whoever builds the code sets anew decides the same. */
  decision: (kind: DecisionKind, id: string) => `decisions/${kind}/${id}.json`,
  decisions: (kind: DecisionKind) => `decisions/${kind}/`,
  /** Why a file was kept out until a person decides. */
  suspicion: (sha256: string) => `decisions/quarantine/${sha256}.json`,
  archive: 'archive/',
  /** All changes of one comparison, by the name of the comparison. */
  changeSet: (codeSet: CodeSet, changeSet: string) => `change-sets/${codeSet}/${changeSet}.json`,
  /** A published state: which releases, in which order, with which change sets. */
  state: (codeSet: CodeSet, hash: string) => `states/${codeSet}/${hash}.json`,
  codeBook: (codeSet: CodeSet, hash: string) => `code-books/${codeSet}/${hash}.json`,
  /** A claim file that was announced, in the bucket from which claims are read. */
  uploadedClaims: (account: string, importId: string) => `claims/${account}/upload/${importId}`,
} as const;
