import type { ReplacementsAnswer } from '../../../shared/api/change-forms.ts';
import type { CodeUse } from '../../../shared/api/claim-forms.ts';
import type { CodeAnswer } from '../../../shared/api/code-set-forms.ts';
import type { WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { releaseTitle, shortDate, withShortDates } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code, Day, Evidence, FileText, Notices, Replacements } from '../parts.tsx';
import { coverageWords, fieldWords, relationWords, statusWords } from '../words.ts';
import { ChangeEntry } from './change-entry.tsx';
import { ByMachine, Use, Windows } from './code-sides.tsx';
import { RelationGraph } from './relation-graph.tsx';
import { Timeline } from './timeline.tsx';

export interface CodeView {
  readonly answer: CodeAnswer;
  readonly instead: ReplacementsAnswer;
  /** For whom it is asked what to bill instead: a payer's class or id. */
  readonly payer: string | undefined;
  /** Null for a reader who may not see claims. */
  readonly use: CodeUse | null;
  /** Payers' own dates of the code; null for a reader who may not see them. */
  readonly windows: WindowsAnswer | null;
  /** AMA's, for the texts shown. */
  readonly notices: readonly string[];
}

type Version = CodeAnswer['versions'][number];

/** A code's life: what it is, when it may be billed, what to bill instead. */
export function CodePage({
  frame,
  view: { answer, instead, payer, use, windows, notices },
}: {
  frame: Frame;
  view: CodeView;
}) {
  const { code, record, on, asKnown } = answer;
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">
          {answer.codeSet} {answer.codeType}
        </p>
        <h1 class="code-title">
          {code} <Standing answer={answer} />
        </h1>
        {record && record.longDescription !== '' && (
          <p class="descriptor">
            <FileText text={record.longDescription} />
          </p>
        )}
        <AskForm code={code} on={on} asKnown={asKnown} payer={payer} />
      </section>
      <section class="card">
        <h2>{shortDate(on)}</h2>
        <p>{withShortDates(instead.answer)}</p>
        {instead.replacements.length > 0 && <Replacements replacements={instead.replacements} />}
        <Evidence replacements={instead.replacements} />
        <RelationGraph answer={answer} replacements={instead.replacements} />
        <Timeline answer={answer} />
        {answer.unproven && (
          <p class="soft">
            Before {shortDate(answer.unproven.to)} the releases held prove nothing: it was reactivated then.
          </p>
        )}
      </section>
      <div class="columns">
        <div>
          <Versions answer={answer} />
          <ChangeList answer={answer} />
        </div>
        <aside aria-label="About the code">
          {use && <Use use={use} />}
          {windows && <Windows windows={windows} />}
          {answer.replaces.length > 0 && <Replaces answer={answer} />}
          {record && <Facts record={record} codeSet={answer.codeSet} />}
          <ByMachine answer={answer} />
        </aside>
      </div>
      <Notices notices={notices} />
    </Layout>
  );
}

function Standing({ answer: { status, valid } }: { answer: CodeAnswer }) {
  const tone = valid === null ? 'open' : valid ? 'gain' : 'loss';
  return <span class={`standing ${tone}`}>{statusWords[status]}</span>;
}

function AskForm({ code, on, asKnown, payer }: Pick<CodeAnswer, 'code' | 'on' | 'asKnown'> & Pick<CodeView, 'payer'>) {
  return (
    <form class="ask" action={`/codes/${code}`}>
      <label>
        Date of service
        <input type="date" name="on" value={on} required />
      </label>
      <label>
        As known on
        <input type="date" name="asKnown" value={asKnown ?? ''} />
      </label>
      <label>
        Payer, if one matters
        <input name="payer" value={payer ?? ''} maxlength={80} placeholder="commercial, or an id" />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Versions({ answer: { versions } }: { answer: CodeAnswer }) {
  if (versions.every(({ record }) => record.longDescription === '')) return null;
  return (
    <section class="card">
      <h2>What it meant</h2>
      <ol class="versions">
        {[...versions]
          .filter(readsAnew)
          .reverse()
          .map(({ effective, release, record, readFrom }) => (
            <li>
              <span class="soft">
                from <Day date={effective} /> · shown in {releaseTitle(release)}
                {readFrom && (
                  <>
                    {' '}
                    · <FileText text={readFrom.file} />, line {readFrom.line}
                  </>
                )}
              </span>
              <p>
                <FileText text={record.longDescription} />
              </p>
              <p class="soft">
                <FileText text={record.shortDescription} />
              </p>
            </li>
          ))}
      </ol>
    </section>
  );
}

/** A version that reads as the one before differs in what the changes tell. */
function readsAnew({ record }: Version, index: number, versions: readonly Version[]): boolean {
  const before = versions[index - 1]?.record;
  return before?.longDescription !== record.longDescription || before.shortDescription !== record.shortDescription;
}

function ChangeList({ answer: { changes, lives } }: { answer: CodeAnswer }) {
  const first = lives[0];
  return (
    <section class="card">
      <h2>What changed</h2>
      {changes.length > 0 ? (
        <ol class="entries plain">
          {[...changes].reverse().map((change) => (
            <ChangeEntry change={change} />
          ))}
        </ol>
      ) : (
        <p class="soft">
          Nothing between the releases held
          {first ? `; the first that shows it is ${releaseTitle(first.startShownIn)}` : ''}.
        </p>
      )}
    </section>
  );
}

function Replaces({ answer: { replaces } }: { answer: CodeAnswer }) {
  return (
    <section class="card">
      <h2>It replaces</h2>
      <ul class="instead">
        {replaces.map(({ code, relation }) => (
          <li>
            <Code code={code} />
            <span class="soft">{relationWords[relation]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Fields that are shown where the record has them. */
const shownFields = [
  'addedOn',
  'terminatedOn',
  'coverage',
  'pricingIndicators',
  'betos',
  'typesOfService',
  'crossReferences',
  'statute',
  'coverageManualReferences',
  'carriersManualReferences',
  'ascGroup',
  'mogGroup',
  'processingNote',
] as const satisfies readonly (keyof CodeRecord)[];

function Facts({ record, codeSet }: { record: CodeRecord; codeSet: CodeAnswer['codeSet'] }) {
  return (
    <section class="card">
      <h2>{codeSet === 'CPT' ? "From the AMA's files" : "In CMS's record"}</h2>
      <dl class="facts">
        {shownFields.map((name) => {
          const value = record[name];
          if (value === null || value.length === 0) return null;
          return (
            <div>
              <dt>{fieldWords[name]}</dt>
              <dd>{factText(name, value)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function factText(name: (typeof shownFields)[number], value: string | readonly string[]): string {
  if (typeof value !== 'string') return value.join(', ');
  if (name === 'coverage') return coverageWords[value] ?? value;
  return name === 'addedOn' || name === 'terminatedOn' ? shortDate(value) : value;
}
