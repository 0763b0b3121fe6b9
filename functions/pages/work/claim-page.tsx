import type { StoredClaim } from '../../../shared/api/claim-forms.ts';
import { waitingStatuses } from '../../../shared/claims/finding-life.ts';
import { lineText } from '../../../shared/worklist/sheet.ts';
import type { BillView, CorrectedFinding } from '../../queries/claim-view.ts';
import { counted, dateSpan, dollarText, numberText, shortDate, withShortDates } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Paged } from '../paged.tsx';
import { Code, FileText } from '../parts.tsx';
import { Suggested } from './finding-page.tsx';
import { findingStatusWords } from './finding-words.ts';

const stateWords: Readonly<Record<string, string>> = { open: 'Open', void: 'Voided' };

/** A claim with its lines, what was found on them, and what to bill instead; each bill of the number by itself. */
export function ClaimPage({ frame, claimId, bills }: { frame: Frame; claimId: string; bills: readonly BillView[] }) {
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">
          <a href="/worklist">Worklist</a> · claim
        </p>
        <h1>
          <FileText text={claimId} />
        </h1>
        <p class="soft">What names or describes a person was dropped while reading, and is not stored.</p>
        {bills.length > 1 && <p>{counted(bills.length, 'bill')} have this number, of several providers or payers.</p>}
      </section>
      {bills.map((view, at) => (
        <Bill frame={frame} view={view} name={at === 0 ? 'lines' : `lines-${at + 1}`} />
      ))}
    </Layout>
  );
}

/** Lines that a claim shows without being asked which. */
const linesShown = 50;

function Bill({ frame, view: { bill, findings }, name }: { frame: Frame; view: BillView; name: string }) {
  const here = `/claims/${encodeURIComponent(bill.claimId)}`;
  const wrong = bill.lines.filter(({ line }) => findings.has(line));
  const onlyWrong = frame.asked?.only === 'wrong';
  const total = bill.lines.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <section class="card bill">
      <h2>
        {bill.claimType === 'professional' ? 'Professional claim' : 'Institutional claim'}
        <span class="tag">{stateWords[bill.status]}</span>
      </h2>
      <p class="soft">
        Payer <FileText text={bill.payer ?? 'not named'} /> · provider <FileText text={bill.provider ?? 'not named'} />{' '}
        · {dollarText(total)}
        {bill.payerClaimNumber !== null && (
          <>
            {' '}
            · payer's number <FileText text={bill.payerClaimNumber} />
          </>
        )}
      </p>
      {bill.lines.length > linesShown && (
        <p class="soft">
          {counted(bill.lines.length, 'line')}, {numberText(wrong.length)} of them with findings.{' '}
          {onlyWrong ? <a href={here}>Show all</a> : <a href={`${here}?only=wrong`}>Show those alone</a>}
        </p>
      )}
      <Paged frame={frame} at={here} name={name} all={onlyWrong ? wrong : bill.lines} size={linesShown}>
        {(shown) => (
          <ol class="lines" id={name}>
            {shown.map((line) => (
              <Line line={line} findings={findings.get(line.line) ?? []} />
            ))}
          </ol>
        )}
      </Paged>
    </section>
  );
}

type Line = StoredClaim['lines'][number];

function Line({ line, findings }: { line: Line; findings: readonly CorrectedFinding[] }) {
  const { code, dateOfService, throughDate, state, revenueCode, placeOfService } = line;
  const isWaiting = findings.some(({ status }) => (waitingStatuses as readonly string[]).includes(status));
  return (
    <li class={isWaiting ? 'line wrong' : 'line'}>
      <div class="entry-head">
        <span class="soft">{line.line}</span>
        {code === '' ? <span class="soft">no code</span> : <Code code={code} />}
        <span class="name">
          {[
            lineText(line).slice(code.length).replace(/^-/, ''),
            dateOfService ? dateSpan(dateOfService, throughDate ?? dateOfService) : 'no date of service',
            revenueCode && `revenue code ${revenueCode}`,
            placeOfService && `place ${placeOfService}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span class="money">{dollarText(line.amount)}</span>
      </div>
      {state && (
        <p class="soft">
          The payer said on {shortDate(state.date)}: {state.state}
          {state.carc.length > 0 && ` (${state.carc.join(', ')})`}
        </p>
      )}
      {findings.map((finding) => (
        <div class="found">
          <p>
            {withShortDates(finding.message)} <span class="tag doubt">{findingStatusWords[finding.status]}</span>
          </p>
          <p class="swap">
            <span class="soft">Bill instead: </span>
            <Suggested lines={finding.new} />
          </p>
          <p class="soft">
            {withShortDates(finding.reason)} <a href={`/findings/${finding.id}`}>Finding {finding.id}</a>
          </p>
        </div>
      ))}
    </li>
  );
}
