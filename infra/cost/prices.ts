/**
 * What AWS asks in us-east-1, in US dollars, as published in 2026, without free tiers, plans or discounts. A deployment
 * elsewhere, or a later year, changes this table and nothing else.
 */
export const prices = {
  /** A write of up to 1 KB to a table or an index; on demand. */
  dynamoWrite: 0.625 / 1e6,
  /** A strong read of up to 4 KB; a read of an index is half of it. */
  dynamoRead: 0.125 / 1e6,
  /** Tables and indexes, a GB and month. */
  dynamoStorage: 0.25,
  /** Point-in-time recovery: tables without their indexes, a GB and month. */
  dynamoRecovery: 0.2,
  /** A copy of a table in a vault, without its indexes, a GB and month. */
  dynamoBackup: 0.1,
  lambdaSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  /** FIFO; the standard queues are cheaper. */
  queueRequest: 0.5 / 1e6,
  httpRequest: 1 / 1e6,
  logs: 0.5,
  mail: 0.1 / 1e3,
  key: 1,
  keyRequest: 0.03 / 1e4,
  secret: 0.4,
  /** For each metric that it looks at. */
  alarm: 0.1,
  objectStorage: 0.023,
} as const;
