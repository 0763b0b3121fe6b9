import { SESv2Client } from '@aws-sdk/client-sesv2';
import { now, startStage } from '../adapters/cloud-clients.ts';
import { sesMail } from '../adapters/ses-mail.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count, log } from '../adapters/telemetry.ts';
import { causeOf } from '../alerts/cause-of.ts';
import { cloudAlertSettings } from '../alerts/cloud-settings.ts';
import { deliverAlerts } from '../alerts/deliver-alerts.ts';
import { messages } from '../messages.ts';

const { config, host, stores, clientSettings } = startStage(process.env, [
  'mailFrom',
  'mailConfiguration',
  'siteAddress',
]);
const mail = sesMail(new SESv2Client(clientSettings), { configurationSet: config.mailConfiguration });
const deliver = deliverAlerts({ ...stores, mail, now });
/** Mail services quote whom they do not write to. */
const addresses = /[^\s<]+@[^\s>]+/g;

const settings = cloudAlertSettings(config);

/** Sends the digests that are due. What the mail service refuses is tried again by the next schedule. */
export const handler = stageHandler(host, messages['deliver-alerts'], async () => {
  const { sent, failed, waiting, unplaced } = await deliver(settings);
  for (const { account, id } of sent)
    log.info('alert-sent', { account, id, correlationId: await causeOf(stores, { account, id }) });
  for (const { account, id, reason } of failed)
    log.warn('digest-failed', { account, id, reason: reason.replaceAll(addresses, '…') });
  count('DigestsSent', sent.length);
  count('DigestsFailed', failed.length);
  return { sent: sent.length, failed: failed.length, waiting, unplaced };
});
