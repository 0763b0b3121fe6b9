import type { AuditAnswer } from '../../../shared/api/audit-forms.ts';
import { counted, dollarText, numberText, withShortDates } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code, FileText } from '../parts.tsx';
import { everyFinding, worklistAddress } from './worklist-asked.ts';

export interface AuditView {
  readonly audit: AuditAnswer;
  readonly status: string | undefined;
  /** So many findings were read, those with the most money. */
  readonly atMost: number;
  /** More can be read. */
  readonly further: boolean;
}

const states = [
  [undefined, 'Still to do'],
  ['done', 'Done'],
  ['dismissed', 'Dismissed'],
  ['all', 'All but settled'],
] as const;

const groups = [
  ['payer', 'By payer', 'no payer named'],
  ['clinic', 'By clinic', 'no provider named'],
  ['code', 'By code', ''],
  ['rule', 'By rule', ''],
  ['month', 'By month of service', ''],
] as const;

const issuesShown = 12;
const groupsShown = 10;

/** Where the money goes, and what makes such claims again and again. */
export function AuditPage({ frame, view: { audit, status, atMost, further } }: { frame: Frame; view: AuditView }) {
  const { findings, lines, amount, issues, causes, by, more } = audit;
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">
          <a href="/worklist">Worklist</a> · patterns
        </p>
        <h1>
          {findings === 0
            ? 'There is no finding to see a pattern in.'
            : `${more ? 'More than ' : ''}${dollarText(amount)} on ${counted(lines, 'line')}: where it goes`}
        </h1>
        <nav class="filters" aria-label="State of the findings">
          {states.map(([each, words]) => (
            <a href={each ? `/audit?status=${each}` : '/audit'} aria-current={status === each ? 'true' : undefined}>
              {words}
            </a>
          ))}
        </nav>
        {more && (
          <p class="soft">
            The {numberText(atMost)} findings with the most money were read.{' '}
            {further && (
              <a href={`/audit?${new URLSearchParams({ ...(status && { status }), read: 'more' })}`}>Read more</a>
            )}
          </p>
        )}
      </section>
      {findings > 0 && (
        <>
          <Issues issues={issues} />
          <div class="two">
            <Shares title="By cause" rows={causes.map((cause) => ({ ...cause, key: cause.title }))} unnamed="" />
            {groups.map(([name, title, unnamed]) => (
              <Shares title={title} rows={by[name]} unnamed={unnamed} kind={name} />
            ))}
          </div>
        </>
      )}
    </Layout>
  );
}

function Issues({ issues }: Pick<AuditAnswer, 'issues'>) {
  return (
    <section class="card">
      <h2>What to change first</h2>
      <ol class="issues">
        {issues.slice(0, issuesShown).map(({ code, systemic, amount, lines, sentence }) => (
          <li>
            <div class="entry-head">
              <Code code={code} />
              {systemic && <span class="tag doubt">again and again</span>}
              <a href={worklistAddress(everyFinding, { code })}>{counted(lines, 'line')}</a>
              <span class="when money">{dollarText(amount)}</span>
            </div>
            <p>
              <FileText text={withShortDates(sentence)} />
            </p>
          </li>
        ))}
      </ol>
      {issues.length > issuesShown && <p class="soft">And {counted(issues.length - issuesShown, 'smaller one')}.</p>}
    </section>
  );
}

interface SharesProps {
  readonly title: string;
  readonly rows: readonly { key: string; lines: number; amount: number; share: number }[];
  /** What a row without a name is called. */
  readonly unnamed: string;
  readonly kind?: (typeof groups)[number][0];
}

function Shares({ title, rows, unnamed, kind }: SharesProps) {
  if (rows.length === 0) return null;
  return (
    <section class="card">
      <h2>{title}</h2>
      <table class="bars">
        <thead>
          <tr>
            <th scope="col">{title.replace(/^By /, '')}</th>
            <th scope="col">Share</th>
            <th scope="col" class="number">
              Money
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, groupsShown).map(({ key, lines, amount, share }) => (
            <tr>
              <th scope="row">{kind === 'code' ? <Code code={key} /> : <FileText text={key || unnamed} />}</th>
              <td>
                <meter min={0} max={1} value={share} aria-label={`${Math.round(share * 100)} percent`} />
              </td>
              <td class="number">
                {dollarText(amount)}
                <br />
                <span class="soft">{counted(lines, 'line')}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > groupsShown && <p class="soft">And {numberText(rows.length - groupsShown)} more.</p>}
    </section>
  );
}
