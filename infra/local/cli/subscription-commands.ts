import { type Command, InvalidArgumentError, Option } from 'commander';
import { localAccount } from '../local-account.ts';
import type { CommandTools } from './access-program.ts';

const load = () => import('./subscriptions.ts');
const list = (text: string) => text.split(',').map((part) => part.trim());

/** `codeset subscriptions` and `codeset deliveries`: who hears of what, and what was sent. */
export function addSubscriptionCommands({ context, group, command, change }: CommandTools): void {
  const subscriptions = group(
    'subscriptions',
    'who hears of what, when and where: codeset subscriptions list|add|preview|test …',
  );
  ofAccount(command('list', 'all subscriptions', subscriptions)).action((options) =>
    change(options, async (app) => (await load()).listSubscriptions(context, app, options)),
  );
  withWishes(ofAccount(command('add <NAME>', 'subscribe somebody or something', subscriptions)))
    .option('--kind <KIND>', 'person, role or system', 'person')
    .addHelpText(
      'after',
      `
Examples:
  codeset subscriptions add "Ann Lee" --email ann@clinic.example --daily 7 --time-zone America/Chicago
  codeset subscriptions add "Release notes" --email codes@clinic.example --changes --no-findings --days-before 30,7,0
  codeset subscriptions add EHR --webhook https://ehr.example/hooks --codes J0013,J01*,G0000-G9999
A mail address hears nothing until its owner confirms; the secret of a webhook is shown once.`,
    )
    .action((name: string, options) =>
      change(options, async (app) => (await load()).addSubscription(context, app, name, options)),
    );
  withWishes(ofAccount(command('set <ID>', 'change a subscription', subscriptions)))
    .option('--name <NAME>', 'what it is called')
    .action((id: string, options) =>
      change(options, async (app) => (await load()).setSubscription(context, app, id, options)),
    );
  for (const [verb, summary] of [
    ['pause', 'send nothing until it is resumed'],
    ['resume', 'send again, what was held back included; an unconfirmed address is asked again'],
    ['remove', 'remove a subscription'],
    ['rotate', 'make a new signing secret; messages are signed with the one before, too'],
    ['test', 'send a test message'],
    ['preview', 'what it would have got for the last four releases'],
  ] as const)
    ofAccount(command(`${verb} <ID>`, summary, subscriptions)).action((id: string, options) =>
      change(options, async (app) => (await load())[verb](context, app, id, options)),
    );
  command('confirm <TOKEN>', 'say yes for a mail address, by the token of its confirmation mail', subscriptions).action(
    (token: string, options) => change(options, async (app) => (await load()).confirm(context, app, token, options)),
  );

  const deliveries = group('deliveries', 'what was sent to a subscription: codeset deliveries list ID');
  ofAccount(command('list <ID>', 'messages, how each try went, and what is still due', deliveries))
    .option('--from <N>', 'begin with this sequence number', counting, 1)
    .option('--limit <N>', 'so many at most', counting, 50)
    .action((id: string, options) =>
      change(options, async (app) => (await load()).deliveries(context, app, id, options)),
    );
  ofAccount(command('replay <ID>', 'send messages again, each under its own id and number', deliveries))
    .requiredOption('--from <N>', 'begin with this sequence number', counting)
    .action((id: string, options) => change(options, async (app) => (await load()).replay(context, app, id, options)));
}

function ofAccount(command: Command): Command {
  return command.option('--account <ACCOUNT>', 'whose', localAccount);
}

function withWishes(command: Command): Command {
  return command
    .option('--email <ADDRESS>', 'send mail there')
    .option('--webhook <URL>', 'post there, signed as Standard Webhooks')
    .addOption(new Option('--payload <KIND>', 'what a webhook carries').choices(['full', 'thin']))
    .option('--slack <URL>', 'post to an incoming webhook of Slack')
    .option('--teams <URL>', 'post to a workflow of Microsoft Teams')
    .option('--sns <ARN>', 'publish to a topic (in the cloud)')
    .option('--feed', 'send nothing; the subscription has a feed of its own')
    .option('--findings', 'tell what breaks or mends stored lines (the default)')
    .option('--no-findings', 'tell nothing of stored lines')
    .option('--changes', 'tell what releases change')
    .option('--no-changes', 'tell nothing of releases')
    .option('--only-billed', 'of changes, only those of codes that stand on open lines')
    .option('--code-sets <LIST>', 'HCPCS, CPT', list)
    .option('--kinds <LIST>', 'added, deleted, revised, reactivated', list)
    .option('--codes <LIST>', 'codes (J0013), ranges (J0100-J0199), beginnings (J01*)', list)
    .option('--sections <LIST>', 'letters of HCPCS sections (J,Q)', list)
    .option('--payers <LIST>', 'payer ids of claims', list)
    .option('--clinics <LIST>', 'billing providers of claims', list)
    .option('--minimum <DOLLARS>', 'tell no finding on less money than this', dollars)
    .option('--at-once', 'tell at once (the default)')
    .option('--daily <HOUR>', 'one digest a day, at this hour (0-23)', counting)
    .option('--weekly <DAY@HOUR>', 'one digest a week: 1@7 is Monday at 7')
    .option('--days-before <LIST>', 'tell changes again so many days before they take effect; 0 on the day', list)
    .option('--quiet <FROM-TO>', 'send nothing in these hours: 19:00-07:00; "none" ends it')
    .option('--time-zone <ZONE>', 'of hours and days: America/Chicago')
    .option('--owner <ADDRESS>', 'who hears by mail that the endpoint is dead')
    .option('--escalate <OVER:DAYS:ID>', 'findings over so many dollars that nobody took in so many days go to ID');
}

function counting(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number');
}

function dollars(text: string): number {
  if (/^\d{1,9}(?:\.\d{1,2})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('an amount in dollars, such as 250 or 99.50');
}
