/** A secondary index. It is sparse: an item is in it only while it has both keys. All keys are strings. */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

/** A table as both hosts create it: the cloud's stacks and the local engine. All keys are strings. */
export interface TableDefinition {
  readonly name: 'codesets' | 'accounts';
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly IndexDefinition[];
  /** Seconds since 1970 after which the database clears an item away; the local engine leaves that to the server. */
  readonly clearedAfter?: string;
}

/**
 * Two tables, because their readers, keys, backups and law differ: public facts about codes, and what belongs to an
 * account (claims, findings, deliveries).
 */
export const tables: readonly TableDefinition[] = [
  {
    name: 'codesets',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: 'changesByRelease', partitionKey: 'changeSet', sortKey: 'code', projection: 'ALL' }],
  },
  {
    name: 'accounts',
    partitionKey: 'pk',
    sortKey: 'sk',
    clearedAfter: 'ttl',
    indexes: [
      { name: 'openUsesByCode', partitionKey: 'openCode', sortKey: 'openSort', projection: 'ALL' },
      { name: 'findingsByStatus', partitionKey: 'findingStatus', sortKey: 'findingSort', projection: 'ALL' },
      { name: 'findingsByDeadline', partitionKey: 'findingStatus', sortKey: 'deadlineSort', projection: 'ALL' },
      { name: 'findingsById', partitionKey: 'findingIds', sortKey: 'findingId', projection: 'KEYS_ONLY' },
      { name: 'undelivered', partitionKey: 'undelivered', sortKey: 'sk', projection: 'ALL' },
      { name: 'dueWork', partitionKey: 'due', sortKey: 'dueSort', projection: 'ALL' },
      { name: 'claimsKept', partitionKey: 'kept', sortKey: 'keptSort', projection: 'KEYS_ONLY' },
      { name: 'awaitingCodeSet', partitionKey: 'awaiting', sortKey: 'openSort', projection: 'ALL' },
    ],
  },
];
