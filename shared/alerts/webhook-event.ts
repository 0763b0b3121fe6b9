import type { Alert } from './alert.ts';

/** Names of events, as receivers switch on them. */
const eventTypes = {
  'codeset-watch/digest/1': 'findings.digest',
  'codeset-watch/notice/1': 'changes.notice',
  'codeset-watch/retraction/1': 'alerts.retracted',
  'codeset-watch/escalation/1': 'findings.escalated',
  'codeset-watch/endpoint-paused/1': 'endpoint.paused',
  'codeset-watch/confirmation/1': 'subscription.confirmation',
  'codeset-watch/test/1': 'subscription.test',
} as const satisfies Record<Alert['form'], string>;

/** The body of a webhook: the event as the Standard Webhooks specification shapes it, and our sequence number. */
export interface WebhookEvent {
  readonly type: (typeof eventTypes)[Alert['form']];
  /** When it happened, ISO 8601 in UTC; the header `webhook-timestamp` says when this try was made. */
  readonly timestamp: string;
  readonly version: 1;
  /** Counts the messages to this endpoint from 1, without gaps: by it a receiver orders them and sees what it missed. */
  readonly sequence: number;
  /** `thin`: the alert's id and form alone, to be fetched; `full`: all of it. */
  readonly payload: 'thin' | 'full';
  readonly data: Alert | Pick<Alert, 'id' | 'form' | 'sample'>;
}

export function webhookEvent(alert: Alert, payload: 'thin' | 'full', sequence: number): WebhookEvent {
  const { id, form, sample, createdAt } = alert;
  return {
    type: eventTypes[form],
    timestamp: createdAt,
    version: 1,
    sequence,
    payload,
    data: payload === 'full' ? alert : { id, form, sample },
  };
}
