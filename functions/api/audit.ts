import type { Caller } from '../../shared/access/caller.ts';
import { claimInAudit } from '../queries/audit-trail.ts';
import type { ApiResponse, Exchange } from './exchange.ts';
import { copyrightHeader } from './licensed-answer.ts';
import { isChange, type Operation } from './operation.ts';
import type { Service } from './service.ts';

/** The owner of CPT's texts is named wherever one of them is shown. */
const licensedNotice = 'American Medical Association';

/** Whether an answer shows a text that only the licensed may see. */
export function showsLicensedText({ headers, body }: Pick<ApiResponse, 'headers' | 'body'>): boolean {
  return copyrightHeader in headers || (body?.includes(licensedNotice) ?? false);
}

/** Writes down a change, or a read of claims or of licensed text, before it is answered; public reads are not kept. */
export async function audit(
  service: Service,
  exchange: Pick<Exchange, 'requestId'>,
  asked: {
    readonly operation: Operation;
    readonly caller: Caller | null;
    readonly inPath: Readonly<Record<string, string>>;
  },
  answered: ApiResponse,
): Promise<void> {
  const { operation, caller, inPath } = asked;
  // Told again under its Idempotency-Key, nothing was done a second time.
  if (!caller || 'Idempotency-Replayed' in answered.headers) return;
  if (!operation.audited && !(caller.licensedCpt && showsLicensedText(answered))) return;
  await service.audit.record({
    at: service.now(),
    account: caller.account,
    by: { kind: caller.kind, id: caller.id },
    action: operation.id,
    effect: isChange(operation) ? 'change' : 'read',
    object: objectOf(caller.account, inPath),
    status: answered.status,
    requestId: exchange.requestId,
  });
}

/** Ids that this service made say nothing of anybody; those that came with claims might. */
function objectOf(account: string, inPath: Readonly<Record<string, string>>): string | null {
  const [first] = Object.entries(inPath);
  if (!first) return null;
  const [name, value] = first;
  if (name === 'claimId') return claimInAudit(account, value);
  const safe = /^(user|key)_[\w-]{1,40}$/.test(value) || ['code', 'release', 'account'].includes(name);
  return safe ? `${name.replace(/Id$/, '')}:${value}` : claimInAudit(account, value).replace('claim', name);
}
