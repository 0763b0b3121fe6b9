import type { CheckAnswer } from '../../../shared/api/claim-forms.ts';
import { lineText } from '../../../shared/worklist/sheet.ts';
import { counted, dollarText, numberText, releaseTitle, shortDate, withShortDates } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code, FileText } from '../parts.tsx';
import { severityWords } from './finding-words.ts';
import { Arrow, Fact } from './worklist-entry.tsx';

export interface CheckView {
  /** Null before anything was asked, and where nothing of it was understood. */
  readonly answer: CheckAnswer | null;
  /** Numbers of typed lines that were not understood. */
  readonly unread: readonly number[];
  readonly text: string;
  readonly filing: string | undefined;
  readonly problem: string | null;
}

/** Who pays lines that are typed: claim filing indicators, SBR09. */
export const filingWords: Readonly<Record<string, string>> = {
  MB: 'Medicare',
  MC: 'Medicaid',
  CI: 'a commercial payer',
};

const findingsShown = 200;
const refusedShown = 50;
const example = 'J0013-JZ x84 2026-01-05 $120.00';

/** Asks what is wrong with claims before they are billed. */
export function CheckPage({ frame, view }: { frame: Frame; view: CheckView }) {
  const { answer, problem, unread } = view;
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>{answer ? headline(answer) : 'Check a claim before it is billed'}</h1>
        {answer ? (
          <About answer={answer} />
        ) : (
          <p class="soft">What is checked here is not stored, nor kept anywhere.</p>
        )}
      </section>
      {problem !== null && (
        <p class="warning" role="alert">
          {problem}
        </p>
      )}
      {unread.length > 0 && (
        <p class="warning" role="alert">
          Not understood: {unread.length === 1 ? 'line' : 'lines'} {unread.slice(0, 20).join(', ')}. A line is like{' '}
          <code>{example}</code>.
        </p>
      )}
      {answer && <Answer answer={answer} />}
      <Ask frame={frame} view={view} />
    </Layout>
  );
}

function headline({ findings, lines, claims, refused }: CheckAnswer): string {
  if (claims === 0 && refused.length > 0) return 'No claim could be read.';
  if (claims === 0) return 'There is no claim in it.';
  if (findings.length === 0)
    return lines === 1 ? 'Nothing is wrong with this line.' : `Nothing is wrong with these ${counted(lines, 'line')}.`;
  return `${counted(findings.length, 'finding')} on ${counted(lines, 'line')}`;
}

function About({ answer: { codeBook, claims, lines, unchecked } }: { answer: CheckAnswer }) {
  const { 'no-code-set': without, 'outside-coverage': outside } = unchecked;
  return (
    <p class="soft">
      {counted(claims, 'claim')}, {counted(lines, 'line')}, by HCPCS of {releaseTitle(codeBook.release)} and what came
      before it.
      {without > 0 && ` ${counted(without, 'code')} of a code set that is not loaded: not judged.`}
      {outside > 0 &&
        ` ${counted(outside, 'code')} of days that no release held covers, or that the line does not tell: not judged.`}{' '}
      Nothing of it is stored.
    </p>
  );
}

function Answer({ answer: { findings, refused } }: { answer: CheckAnswer }) {
  const byMoney = findings.toSorted((a, b) => b.amount - a.amount).slice(0, findingsShown);
  return (
    <>
      {refused.length > 0 && (
        <section class="card">
          <h2>Not read</h2>
          <ul class="reasons">
            {refused.slice(0, refusedShown).map(({ segment, reason }) => (
              <li>
                At {segment}: <FileText text={reason} />
              </li>
            ))}
          </ul>
          {refused.length > refusedShown && <p class="soft">And {numberText(refused.length - refusedShown)} more.</p>}
        </section>
      )}
      {byMoney.length > 0 && (
        <ol class="entries work">
          {byMoney.map((finding) => (
            <Found finding={finding} />
          ))}
        </ol>
      )}
      {findings.length > byMoney.length && (
        <p class="soft">
          The {findingsShown} with the most money are shown; all of them: <code>npx codeset check FILE</code>
        </p>
      )}
    </>
  );
}

function Found({ finding }: { finding: CheckAnswer['findings'][number] }) {
  const { claimId, line, code, dateOfService, severity, message, reason, source, fix, wayBack, rule, amount } = finding;
  return (
    <li class={`work-row ${severity}`}>
      <div class="work-what">
        <p class="swap">
          <Code code={code} />
          {fix.length > 0 && <Arrow />}
          {fix.map((each, at) => (
            <>
              {at > 0 && <span class="soft"> or </span>}
              <a class="code" href={`/codes/${encodeURIComponent(each.code)}`}>
                {lineText({ code: each.code, modifiers: [], units: each.units })}
              </a>
            </>
          ))}
          {fix.some(({ confirm }) => confirm) && <span class="tag doubt">confirm</span>}
          {severity !== 'error' && <span class="tag">{severityWords[severity]}</span>}
        </p>
        <p>{withShortDates(message)}</p>
        <p class="soft">
          {claimId !== 'typed' && (
            <>
              <FileText text={claimId} />,{' '}
            </>
          )}
          line {line} · service {shortDate(dateOfService)}
        </p>
        <details class="why">
          <summary>Why, and what to do</summary>
          <dl class="fields">
            <Fact name="Because" text={withShortDates(reason)} />
            <Fact name="Says" text={source} />
            {wayBack !== null && <Fact name="Way back" text={withShortDates(wayBack)} />}
            <Fact name="Rule" text={rule} />
          </dl>
        </details>
      </div>
      <div class="work-worth">
        <span class="money">{amount > 0 ? dollarText(amount) : ''}</span>
      </div>
    </li>
  );
}

function Ask({ frame, view: { text, filing, answer } }: { frame: Frame; view: CheckView }) {
  return (
    <section class="card ask-check">
      <h2>{answer ? 'Check another' : 'What shall be checked?'}</h2>
      <form class="paste" method="post" action="/check" enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={frame.csrf} />
        <label class="stack">
          Paste an 837, a CSV with its header, or a few lines: code, units, date, charge
          <textarea name="text" rows={8} spellcheck={false} autocomplete="off" placeholder={example}>
            {text}
          </textarea>
        </label>
        <label class="drop">
          Or drop a file here: 837P, 837I, CSV or FHIR, up to 4 MB
          <input type="file" name="file" accept=".837,.x12,.edi,.txt,.csv,.json,.ndjson" />
        </label>
        <p class="after">
          <label class="stack">
            Typed lines are paid by
            <select name="filing">
              <option value="">nobody named</option>
              {Object.entries(filingWords).map(([value, words]) => (
                <option value={value} selected={filing === value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Check</button>
        </p>
      </form>
    </section>
  );
}
