import type { ReplacementDecisionAnswer } from '../../../shared/api/replacement-forms.ts';
import { wordDifference } from '../../../shared/changes/word-difference.ts';
import type { ProposedFor, ProposedPair, Side } from '../../queries/proposed-pairs.ts';
import { payersInWords, unitsInWords } from '../../queries/replacement-answer.ts';
import { counted, shortDate, withShortDates } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code, FileText } from '../parts.tsx';
import { relationWords, sourceWords } from '../words.ts';
import { momentText } from './finding-words.ts';

export interface ReviewView {
  readonly waiting: readonly ProposedFor[];
  /** Of all that wait, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Words of people, the latest first; null for a reader, who decides nothing. */
  readonly decided: readonly ReplacementDecisionAnswer[] | null;
  readonly told: { readonly verdict: string; readonly old: string; readonly code: string } | null;
  readonly problem: string | null;
}

export const verdictWords: Readonly<Record<string, string>> = {
  accept: 'accepted',
  edit: 'accepted, with units of its own',
  reject: 'rejected',
  reopen: 'open again',
};

/** So many words of people are shown. */
const decidedShown = 20;

/** Replacements that somebody has to confirm, with both texts side by side. */
export function ReviewPage({ frame, view }: { frame: Frame; view: ReviewView }) {
  const { waiting, total, page, pages, decided, told, problem } = view;
  const decides = decided !== null;
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>{total === 0 ? 'No replacement waits for a word.' : `${counted(total, 'ended code')} to look at`}</h1>
        <p class="soft">
          We read from the descriptors what could take the place of a code that has ended, where CMS names nothing.
          Nobody bills by it until a person has confirmed it.
        </p>
        {!decides && total > 0 && <p class="soft">Deciding needs a right that you do not have.</p>}
      </section>
      {problem !== null && (
        <p class="warning" role="alert">
          {problem}
        </p>
      )}
      {told && <Told frame={frame} told={told} page={page} />}
      <div class="pairs">
        {waiting.map((each) => (
          <Waiting each={each} frame={frame} decides={decides} page={page} />
        ))}
      </div>
      {pages > 1 && (
        <p class="after">
          {page > 1 && (
            <a rel="prev" href={`/review?page=${page - 1}`}>
              Before
            </a>
          )}
          <span class="soft">
            Page {page} of {pages}
          </span>
          {page < pages && (
            <a class="button" rel="next" href={`/review?page=${page + 1}`}>
              More
            </a>
          )}
        </p>
      )}
      {decided !== null && decided.length > 0 && <Decided decided={decided} frame={frame} page={page} />}
    </Layout>
  );
}

function Hidden({ frame, old, code, page }: { frame: Frame; old: string; code: string; page: number }) {
  return (
    <>
      <input type="hidden" name="csrf" value={frame.csrf} />
      <input type="hidden" name="old" value={old} />
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="page" value={page} />
    </>
  );
}

function Told({ frame, told, page }: { frame: Frame; told: NonNullable<ReviewView['told']>; page: number }) {
  const { verdict, old, code } = told;
  return (
    <form class="told" role="status" method="post" action="/review/decisions">
      <span>
        {code} for {old}: {verdictWords[verdict]}. Claims are checked by it within a minute.
      </span>
      {verdict !== 'reopen' && (
        <>
          <Hidden frame={frame} old={old} code={code} page={page} />
          <button class="plain" type="submit" name="verdict" value="reopen">
            Undo
          </button>
        </>
      )}
    </form>
  );
}

interface WaitingProps {
  readonly each: ProposedFor;
  readonly frame: Frame;
  readonly decides: boolean;
  readonly page: number;
}

function Waiting({ each: { old, endedOn, pairs }, frame, decides, page }: WaitingProps) {
  return (
    <section class="card" aria-labelledby={`old-${old.code}`}>
      <h2 id={`old-${old.code}`}>
        <Code code={old.code} /> {endedOn === null ? 'was withdrawn' : `ended on ${shortDate(endedOn)}`}
      </h2>
      {pairs.map((pair) => (
        <div class="candidate">
          <div class="sides">
            <OneSide side={old} other={pair.side} mark="old" title="Ended" />
            <OneSide side={pair.side} other={old} mark="new" title="Proposed" />
          </div>
          <Evidence pair={pair} />
          {decides && pair.status === 'proposed' && <Ruling old={old.code} pair={pair} frame={frame} page={page} />}
        </div>
      ))}
    </section>
  );
}

/** The words that only this side has are marked. */
function OneSide({ side, other, mark, title }: { side: Side; other: Side; mark: 'old' | 'new'; title: string }) {
  const [was, is] = mark === 'old' ? [side, other] : [other, side];
  const Mark = mark === 'old' ? 'del' : 'ins';
  return (
    <div class="side">
      <h3>
        {title} <Code code={side.code} />
      </h3>
      {side.text === '' ? (
        <p class="soft">Its text is not held.</p>
      ) : (
        <p>
          {wordDifference(was.text, is.text)
            .filter(({ kind }) => kind === 'same' || kind === mark)
            .map(({ kind, text }) => (
              <>{kind === 'same' ? <bdi>{text}</bdi> : <Mark>{text}</Mark>} </>
            ))}
        </p>
      )}
      <p class="soft">One unit: {side.dose ?? 'its text states no dose'}</p>
    </div>
  );
}

function Evidence({ pair }: { pair: ProposedPair }) {
  const { score, reasons, relation, source } = pair;
  const payers = payersInWords(pair);
  return (
    <>
      <p>
        <strong>{Math.round(score * 100)} of 100</strong> · {relationWords[relation]} · {unitsInWords(pair)} ·{' '}
        {sourceWords[source]}
        {payers && ` · ${payers}`} · from {shortDate(pair.effective)}
      </p>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li>
            <FileText text={withShortDates(reason)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The units stand as they are proposed; whoever changes them accepts with units of their own. */
function Ruling({ old, pair, frame, page }: { old: string; pair: ProposedPair; frame: Frame; page: number }) {
  const { code, units } = pair;
  return (
    <form class="ruling" method="post" action="/review/decisions">
      <Hidden frame={frame} old={old} code={code} page={page} />
      <input type="hidden" name="proposed" value={units ? `${units.numerator}/${units.denominator}` : ''} />
      <button type="submit" disabled hidden />
      <label class="stack">
        Units of {code}
        <input type="number" name="numerator" min={1} step={1} value={units?.numerator ?? ''} />
      </label>
      <label class="stack">
        for units of {old}
        <input type="number" name="denominator" min={1} step={1} value={units?.denominator ?? ''} />
      </label>
      <label class="stack wide-field">
        Note
        <input name="note" maxlength={500} autocomplete="off" />
      </label>
      <button type="submit" name="verdict" value="accept">
        Accept {code}
      </button>
      <button type="submit" name="verdict" value="reject" class="quiet">
        Reject
      </button>
    </form>
  );
}

function Decided({
  decided,
  frame,
  page,
}: {
  decided: readonly ReplacementDecisionAnswer[];
  frame: Frame;
  page: number;
}) {
  return (
    <details class="card keys" open={decided.length <= 5}>
      <summary>Decided by people ({decided.length})</summary>
      <ol class="lines">
        {decided.slice(0, decidedShown).map(({ old, code, verdict, by, at, note, units }) => (
          <li class="line">
            <Code code={old} /> → <Code code={code} /> {verdictWords[verdict]}
            {units && ` (${units.numerator} for ${units.denominator})`}
            <p class="soft">
              <FileText text={by} /> · <time datetime={at}>{momentText(at)}</time>
              {note !== null && (
                <>
                  {' '}
                  · <FileText text={note} />
                </>
              )}
            </p>
            {verdict !== 'reopen' && (
              <form method="post" action="/review/decisions">
                <Hidden frame={frame} old={old} code={code} page={page} />
                <button class="plain" type="submit" name="verdict" value="reopen">
                  Take {code} for {old} back
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
      {decided.length > decidedShown && <p class="soft">The latest {decidedShown} are shown.</p>}
    </details>
  );
}
