import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { digestOf } from '../../../shared/alerts/digest.ts';
import { noticeChange } from '../../../shared/alerts/notice-change.ts';
import { webhookEvent } from '../../../shared/alerts/webhook-event.ts';
import { webhookEventForm } from '../../../shared/api/alert-forms.ts';
import { changeOf, replacementOf, richFacts } from '../../support/alert-facts.ts';

const common = { id: 'ehr.x', subscriber: 'ehr', sample: false, createdAt: '2026-01-05T14:30:00.000Z', links: null };
const release = { codeSet: 'HCPCS', release: '2026-01', date: '2026-01-01' } as const;
const alerts: readonly Alert[] = [
  digestOf(richFacts)!,
  {
    ...common,
    form: 'codeset-watch/notice/1',
    release: { ...release, changes: { added: 1, deleted: 1, revised: 0, reactivated: 0 } },
    takesEffect: null,
    daysBefore: null,
    changes: [
      noticeChange(changeOf({ code: 'J0013', kind: 'added' })),
      noticeChange(changeOf({ code: 'S0013', kind: 'deleted', replacements: [replacementOf('J0013')] })),
    ],
    further: 0,
  },
  { ...common, form: 'codeset-watch/retraction/1', release, retracts: ['ehr.hcpcs-2026-01.changes'] },
  {
    ...common,
    form: 'codeset-watch/escalation/1',
    over: 500,
    afterDays: 5,
    from: { id: 'biller', name: 'Biller' },
    waiting: { claims: 1, lines: 1, amount: 900 },
    codes: [{ code: 'S0013', claims: 1, lines: 1, amount: 900 }],
  },
  { ...common, form: 'codeset-watch/test/1', name: 'EHR' },
];

describe.each(alerts.map((alert) => [alert.form, alert] as const))('%s', (_, alert) => {
  test.each(['full', 'thin'] as const)('has the form that is printed, %s', (payload) => {
    const event = webhookEvent(alert, payload, 7);
    expect(webhookEventForm.parse(event)).toEqual(event);
  });

  test('says its number, and thin nothing but its name', () => {
    expect(webhookEvent(alert, 'full', 7)).toMatchObject({ sequence: 7, timestamp: alert.createdAt, data: alert });
    expect(Object.keys(webhookEvent(alert, 'thin', 7).data)).toEqual(['id', 'form', 'sample']);
  });
});

test('no claim id leaves by a webhook', () => {
  expect(JSON.stringify(webhookEvent(alerts[0]!, 'full', 1))).not.toContain('SECRET');
});
