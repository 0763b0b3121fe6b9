import type { Alert } from '../../shared/alerts/alert.ts';
import { slackMessage, teamsMessage } from '../../shared/alerts/chat.ts';
import { composeMail } from '../../shared/alerts/compose-mail.ts';
import { letterOf } from '../../shared/alerts/letter-of.ts';
import type { Mail } from '../../shared/alerts/mail.ts';
import type { Destination, Subscription } from '../../shared/alerts/subscription.ts';
import { webhookEvent } from '../../shared/alerts/webhook-event.ts';
import type { AlertRow, NewAlert } from '../adapters/alert-store.ts';
import type { Delivery } from './delivery.ts';

/** An alert as it is stored before it is sent, to a subscriber. */
export function alertRow(
  { account, settings }: Pick<Delivery, 'account' | 'settings'>,
  { id, name, destination, token }: Subscription,
  alert: Alert,
  { codeSet, changeSet, coverage }: Pick<AlertRow, 'codeSet' | 'changeSet' | 'coverage'>,
): NewAlert {
  const mail =
    destination.type === 'email'
      ? composeMail(alert, { account, token, from: settings.from, to: { name, address: destination.address } })
      : null;
  return { account, id: alert.id, subscriber: id, codeSet, changeSet, coverage, alert, mail };
}

/** Sends what is stored; says whether it is sent. What the mail service refuses stays to be sent, and is reported. */
export async function sendAlert(delivery: Delivery, row: AlertRow): Promise<boolean> {
  const { ports, report } = delivery;
  const { account, id, alert } = row;
  if (report.failed.some((failure) => failure.account === account && failure.id === id)) return false;
  let address: string;
  try {
    address = await handOn(delivery, row);
  } catch (error) {
    report.failed.push({ account, id, reason: error instanceof Error ? error.message : String(error) });
    return false;
  }
  await ports.alerts.countSent(row, hourOf(ports.now()));
  await ports.alerts.sent(row);
  report.sent.push({ account, id, address, subject: letterOf(alert).subject });
  return true;
}

export function hourOf(moment: string): string {
  return moment.slice(0, 13);
}

/** By mail, or to the line of messages: gives where. An alert whose subscription is gone has nobody to go to. */
async function handOn({ ports, settings }: Delivery, row: AlertRow): Promise<string> {
  const { account, id, alert, subscriber } = row;
  if (row.mail) return sendMail(ports, row.mail, alert);
  const subscription = await ports.subscriptions.get(account, subscriber);
  if (!subscription) return subscriber;
  const told = { ...alert, links: settings.links };
  const { mail } = alertRow({ account, settings }, subscription, told, row);
  if (mail) return sendMail(ports, mail, told);
  const { destination } = subscription;
  await ports.outgoing.enqueue({
    account,
    subscription: subscriber,
    id,
    subject: letterOf(alert).subject,
    createdAt: alert.createdAt,
    status: destination.type === 'feed' ? 'kept' : 'due',
    body: (sequence) => JSON.stringify(bodyOf(told, destination, sequence)),
  });
  return subscriber;
}

async function sendMail({ mail: sender }: Delivery['ports'], mail: Mail, alert: Alert): Promise<string> {
  await sender.send(mail, alert);
  return mail.to.address;
}

/** What an endpoint of each kind is sent. */
export function bodyOf(alert: Alert, destination: Destination, sequence: number): object {
  switch (destination.type) {
    case 'slack':
      return slackMessage(letterOf(alert), alert.sample);
    case 'teams':
      return teamsMessage(letterOf(alert), alert.sample);
    case 'webhook':
      return webhookEvent(alert, destination.payload, sequence);
    default:
      return webhookEvent(alert, 'full', sequence);
  }
}
