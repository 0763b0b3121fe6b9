import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { userName } from './user-name.ts';

/** Commands with commands of their own below them. */
const groups = new Set(
  'accounts users keys claims release findings holdings payers rules subscriptions replacement source'.split(' '),
);

/** They only ask for what is public, or for who may what. All others are written down, those yet to come as well. */
const unlogged = new Set([
  ...['releases', 'quarantine', 'verify', 'changes', 'code', 'replacements', 'check', 'audit-log', 'sources'],
  ...['accounts list', 'users list', 'keys list', 'payers list', 'payers', 'rules', 'rules list'],
]);

/** They show what is stored of claims. */
const reads = new Set(['findings', 'findings list', 'holdings', 'holdings list', 'where', 'worklist']);

/** Writes a command that did its work into the audit log: its name alone, for its words may name files and claims. */
export async function auditCommand({ audit }: Pick<LocalApp, 'audit'>, argv: readonly string[]): Promise<void> {
  const name = nameOf(argv);
  if (unlogged.has(name)) return;
  await audit.record({
    at: new Date().toISOString(),
    account: accountIn(argv),
    by: { kind: 'command', id: userName() },
    action: `codeset ${name}`,
    effect: reads.has(name) ? 'read' : 'change',
    object: null,
    status: 200,
    requestId: null,
  });
}

function nameOf([first = '', second = '']: readonly string[]): string {
  return groups.has(first) && /^[a-z-]+$/.test(second) && !second.startsWith('-') ? `${first} ${second}` : first;
}

function accountIn(argv: readonly string[]): string {
  const at = argv.indexOf('--account');
  return (at < 0 ? undefined : argv[at + 1]) ?? localAccount;
}
