import type { z } from 'zod';
import type { FindingDetail } from '../../../shared/api/claim-forms.ts';
import type { BilledLine, CorrectedLine } from '../../../shared/worklist/correction.ts';
import { lineText } from '../../../shared/worklist/sheet.ts';
import { dollarText, releaseTitle, shortDate, withShortDates } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { FileText } from '../parts.tsx';
import { DecisionBar, mayBeDecided } from './decision-bar.tsx';
import { DecisionTold, type decisionTold } from './decision-told.tsx';
import { daysLeft, deedWords, findingStatusWords, momentText, severityWords, typeWords } from './finding-words.ts';
import { Arrow, Fact } from './worklist-entry.tsx';

export interface FindingView {
  readonly finding: FindingDetail;
  /** The line as billed; null of a list, and where the claim is gone. */
  readonly old: BilledLine | null;
  readonly new: readonly CorrectedLine[];
  readonly days: number | null;
  readonly told: z.output<typeof decisionTold>;
  readonly decides: boolean;
}

const tones = { error: 'loss', warning: 'open', review: 'open' } as const;

/** One finding: what is wrong, why we say so line by line, what to do, and what was done. */
export function FindingPage({ frame, view }: { frame: Frame; view: FindingView }) {
  const { finding, old, days, told, decides } = view;
  const { id, code, severity, status, claimId, line, list, dateOfService } = finding;
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">
          <a href="/worklist">Worklist</a> · finding {id}
        </p>
        <h1>{withShortDates(finding.message)}</h1>
        <p>
          <span class={`standing ${tones[severity]}`}>{severityWords[severity]}</span>{' '}
          <span class="standing open">{findingStatusWords[status]}</span>
        </p>
      </section>
      <DecisionTold told={told} csrf={frame.csrf} back={`/findings/${id}`} />
      <div class="columns">
        <div>
          <section class="card">
            <h2>What to bill instead</h2>
            <p class="swap">
              <a class="code" href={`/codes/${encodeURIComponent(code)}?on=${dateOfService}`}>
                {old ? lineText(old) : code}
              </a>
              <Arrow />
              <Suggested lines={view.new} />
            </p>
            <p class="soft">A suggestion: nothing is changed in any claim.</p>
          </section>
          <section class="card">
            <h2>Why</h2>
            <dl class="fields">
              <Fact name="Because" text={withShortDates(finding.reason)} />
              <Fact name="Says" text={finding.source} />
              {finding.release !== null && <Fact name="Came with" text={releaseTitle(finding.release)} />}
              <Fact name="Rule" text={finding.rule} />
              {finding.wayBack !== null && <Fact name="Way back" text={withShortDates(finding.wayBack)} />}
            </dl>
          </section>
          {decides && mayBeDecided(status) && (
            <form method="post" action="/worklist/decisions">
              <input type="hidden" name="csrf" value={frame.csrf} />
              <input type="hidden" name="back" value={`/findings/${id}`} />
              <input type="hidden" name="id" value={id} />
              <DecisionBar status={status} legend="With this finding" />
            </form>
          )}
        </div>
        <aside aria-label="About the line">
          <section class="card">
            <h2>The line</h2>
            <dl class="facts">
              {list ? (
                <Fact name={typeWords[list.type]} text={`${claimId}, list ${list.name}`} />
              ) : (
                <div>
                  <dt>Claim</dt>
                  <dd>
                    <a href={`/claims/${encodeURIComponent(claimId)}`}>
                      <FileText text={claimId} />
                    </a>
                    , line {line}
                  </dd>
                </div>
              )}
              <Fact name={list ? 'Wrong from' : 'Service'} text={shortDate(dateOfService)} />
              <Fact name="Charge" text={dollarText(finding.amount)} />
              <Fact name="Payer" text={finding.payer ?? 'not named'} />
              <Fact name="Provider" text={finding.provider ?? 'not named'} />
              <Fact
                name={list ? 'Change by' : 'File by'}
                text={
                  finding.deadline === null
                    ? 'not known'
                    : `${shortDate(finding.deadline)}${days === null ? '' : `, ${daysLeft(days)}`}`
                }
              />
              <Fact name="With" text={finding.assignee ?? 'nobody'} />
            </dl>
          </section>
          <section class="card">
            <h2>History</h2>
            <ol class="history">
              {finding.history.toReversed().map(({ at, by, did, to, reason }) => (
                <li>
                  <FileText text={by} /> {deedWords[did]}
                  {to && (
                    <>
                      {' '}
                      to <FileText text={to} />
                    </>
                  )}
                  {reason && (
                    <>
                      : <FileText text={reason} />
                    </>
                  )}
                  <time class="soft" datetime={at}>
                    {momentText(at)}
                  </time>
                </li>
              ))}
            </ol>
          </section>
        </aside>
      </div>
    </Layout>
  );
}

/** Lines that could stand in the place of the one that is wrong. */
export function Suggested({ lines }: { lines: readonly CorrectedLine[] }) {
  if (lines.length === 0) return <span class="soft">no code is named; a person has to look</span>;
  return (
    <>
      {lines.map((line, at) => (
        <>
          {at > 0 && <span class="soft"> or </span>}
          <a class="code" href={`/codes/${encodeURIComponent(line.code)}`}>
            {lineText(line)}
          </a>
          {line.confirm && <span class="tag doubt">confirm</span>}
        </>
      ))}
    </>
  );
}
