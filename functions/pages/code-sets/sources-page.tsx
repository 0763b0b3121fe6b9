import type { SourceAlarm, SourceStatus, SourcesAnswer } from '../../../shared/api/source-forms.ts';
import { counted, inDays } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Day, FileText, Moment } from '../parts.tsx';

/** What is expected when, what came, and what a person has to do about it. */
export function SourcesPage({ frame, standing }: { frame: Frame; standing: SourcesAnswer }) {
  const { sources } = standing;
  const alarms = sources.flatMap((source) => source.alarms);
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>
          {alarms.length === 0 ? 'Every source is up to date.' : `${counted(alarms.length, 'thing')} to look at.`}
        </h1>
        {alarms.map((alarm) => (
          <Alarm alarm={alarm} />
        ))}
      </section>
      <section class="card">
        <h2>What is expected when</h2>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                {['Source', 'State', 'Held', 'Next', 'Expected', 'In force'].map((heading) => (
                  <th scope="col">{heading}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sources.map((source) => (
                <SourceRow source={source} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {sources.map((source) => source.lastRun && <LastRun source={source} run={source.lastRun} />)}
    </Layout>
  );
}

function Alarm({ alarm: { kind, text, remedy } }: { alarm: SourceAlarm }) {
  return (
    <p class="warning" role="note">
      <strong>{alarmWords[kind]}</strong> <FileText text={text} />. {remedy.charAt(0).toUpperCase() + remedy.slice(1)}.
    </p>
  );
}

const alarmWords: Readonly<Record<SourceAlarm['kind'], string>> = {
  late: 'Late:',
  early: 'Early:',
  blocked: 'Refused:',
  failed: 'Not to be had:',
  'not-asked': 'Not asked:',
  'unknown-links': 'Not recognised:',
  quarantined: 'To decide:',
};

const stateWords: Readonly<Record<SourceStatus['state'], string>> = {
  held: 'all held',
  due: 'due',
  late: 'late',
  'not-followed': 'not followed',
  irregular: 'no calendar',
};

function SourceRow({ source: { title, state, newest, next } }: { source: SourceStatus }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{stateWords[state]}</td>
      <td>{newest?.release ?? '–'}</td>
      <td>{next?.release ?? '–'}</td>
      <td>
        {next ? (
          <>
            <Day date={next.expectedFrom} /> to <Day date={next.expectedBy} />
          </>
        ) : (
          '–'
        )}
      </td>
      <td>
        {next ? (
          <>
            <Day date={next.effective} />{' '}
            <span class="soft">{next.days >= 0 ? inDays(next.days) : `${counted(-next.days, 'day')} ago`}</span>
          </>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

function LastRun({ source, run }: { source: SourceStatus; run: NonNullable<SourceStatus['lastRun']> }) {
  const { askedAt, answeredAt, listed, downloads, unknown, problems } = run;
  return (
    <section class="card">
      <h2>{source.publisher} was asked</h2>
      <p class="soft">
        Last asked <Moment instant={askedAt} />,{' '}
        {answeredAt === null ? (
          'never answered'
        ) : (
          <>
            last answered <Moment instant={answeredAt} />
          </>
        )}
        ; {counted(listed.length, 'release')} listed, {counted(downloads, 'file')} downloaded.
      </p>
      {unknown.length > 0 && <h3>Links that nothing explains</h3>}
      <ul>
        {unknown.map(({ url, text, reason }) => (
          <li>
            <a href={url} rel="noreferrer nofollow">
              <FileText text={text} />
            </a>{' '}
            <span class="soft">{reason}</span>
          </li>
        ))}
        {problems.map((problem) => (
          <li>
            <FileText text={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}
