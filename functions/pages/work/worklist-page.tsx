import type { z } from 'zod';
import { severities } from '../../../shared/api/claim-forms.ts';
import { type Worklist, worklistTypes } from '../../../shared/api/worklist-forms.ts';
import { type Frame, Layout } from '../layout.tsx';
import { BringClaims } from '../today/risk-section.tsx';
import { DecisionBar, mayBeDecided } from './decision-bar.tsx';
import { DecisionTold, type decisionTold } from './decision-told.tsx';
import { severityWords, typeWords } from './finding-words.ts';
import { everyFinding, type WorklistAsked, worklistAddress } from './worklist-asked.ts';
import { WorklistRow } from './worklist-entry.tsx';

export interface WorklistView {
  readonly asked: WorklistAsked;
  readonly list: Worklist;
  readonly told: z.output<typeof decisionTold>;
  /** Whether any claim or list of the account was ever stored. */
  readonly linesHeld: boolean;
  /** The reader may assign, close and reopen. */
  readonly decides: boolean;
}

/** The states that are shown apart; what waits is open or assigned. */
const states = [
  [undefined, 'To do'],
  ['assigned', 'Assigned'],
  ['done', 'Done'],
  ['dismissed', 'Dismissed'],
  ['cleared', 'Settled by itself'],
  ['held', 'On hold'],
] as const;

export function WorklistPage({ frame, view }: { frame: Frame; view: WorklistView }) {
  const { asked, list, told, decides } = view;
  const { entries, next, more } = list;
  const status = asked.status === 'held' ? 'cleared' : (asked.status ?? 'open');
  const selects = decides && mayBeDecided(status) && entries.some(({ id }) => id !== null);
  const here = worklistAddress(asked, { cursor: asked.cursor });
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>Worklist</h1>
        <Tabs asked={asked} />
        <Narrow asked={asked} />
      </section>
      <DecisionTold told={told} csrf={frame.csrf} back={here} />
      {entries.length === 0 && <Nothing view={view} />}
      {entries.length > 0 && !selects && <Rows list={list} selects={false} />}
      {selects && (
        <form id="decide" method="post" action="/worklist/decisions">
          <input type="hidden" name="csrf" value={frame.csrf} />
          <input type="hidden" name="back" value={here} />
          <Rows list={list} selects />
          <DecisionBar status={status} legend="With the selected" />
        </form>
      )}
      <p class="after">
        {next !== null && (
          <a class="button" rel="next" href={worklistAddress(asked, { cursor: next })}>
            {entries.length === 0 ? 'Look further' : 'More'}
          </a>
        )}
        {next === null && more && <span class="soft">There is more than is shown: narrow the list.</span>}
        {asked.cursor !== undefined && <a href={worklistAddress(asked)}>Back to the first</a>}
        {entries.length > 0 && (
          <span class="soft exports">
            Take along as <a href={worklistAddress(asked, {}, '/worklist.csv')}>CSV</a>, which spreadsheets open
          </span>
        )}
      </p>
      {entries.length > 0 && <Keys />}
    </Layout>
  );
}

function Rows({ list, selects }: { list: Worklist; selects: boolean }) {
  return (
    <ol class="entries work" id="work">
      {list.entries.map((entry) => (
        <WorklistRow entry={entry} selects={selects} />
      ))}
    </ol>
  );
}

/** What the list is about, and in which state. */
function Tabs({ asked }: { asked: WorklistAsked }) {
  return (
    <>
      <nav class="filters" aria-label="What it is about">
        {worklistTypes.map((type) => (
          <a
            href={worklistAddress(asked, { type, status: undefined })}
            aria-current={asked.type === type ? 'true' : undefined}
          >
            {typeWords[type]}
          </a>
        ))}
        <a href="/audit">Patterns</a>
      </nav>
      {asked.type === 'claims' && (
        <nav class="states" aria-label="State">
          {states.map(([status, words]) => (
            <a href={worklistAddress(asked, { status })} aria-current={asked.status === status ? 'true' : undefined}>
              {words}
            </a>
          ))}
        </nav>
      )}
    </>
  );
}

const orders = [
  ['money', 'Most money first'],
  ['deadline', 'Nearest deadline first'],
] as const;

function Narrow({ asked }: { asked: WorklistAsked }) {
  const claims = asked.type === 'claims';
  return (
    <div class="narrowing">
      <nav class="states" aria-label="Order">
        {orders.map(([by, words]) => (
          <a href={worklistAddress(asked, { by })} aria-current={asked.by === by ? 'true' : undefined}>
            {words}
          </a>
        ))}
      </nav>
      <details id="narrowing" open={isNarrowed(asked)}>
        <summary>Narrow the list</summary>
        <search>
          <form class="narrow-by" action="/worklist">
            {!claims && <input type="hidden" name="type" value={asked.type} />}
            {asked.by !== 'money' && <input type="hidden" name="by" value={asked.by} />}
            {asked.status !== undefined && <input type="hidden" name="status" value={asked.status} />}
            {asked.import !== undefined && <input type="hidden" name="import" value={asked.import} />}
            <Field name="code" words="Code" value={asked.code} size={8} id="narrow" />
            <Field name="payer" words="Payer" value={asked.payer} size={10} />
            {claims && <Field name="claim" words="Claim" value={asked.claim} size={12} />}
            <Field name="assignee" words="Assigned to" value={asked.assignee} size={10} />
            <label>
              How bad
              <select name="severity">
                <option value="">all</option>
                {severities.map((each) => (
                  <option value={each} selected={asked.severity === each}>
                    {severityWords[each]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Due by
              <input type="date" name="dueBy" value={asked.dueBy ?? ''} />
            </label>
            <button type="submit" class="quiet">
              Show
            </button>
            {isNarrowed(asked) && (
              <a href={worklistAddress(everyFinding, { type: asked.type, by: asked.by, status: asked.status })}>
                Show all
              </a>
            )}
          </form>
        </search>
      </details>
    </div>
  );
}

function isNarrowed({ type: _type, by: _by, status: _status, cursor: _cursor, ...filters }: WorklistAsked): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

interface FieldProps {
  readonly name: string;
  readonly words: string;
  readonly value: string | undefined;
  readonly size: number;
  readonly id?: string;
}

function Field({ name, words, value, size, id }: FieldProps) {
  return (
    <label>
      {words}
      <input id={id} name={name} value={value ?? ''} size={size} maxlength={80} autocomplete="off" />
    </label>
  );
}

/** Nothing here may mean that all is well, that nothing was brought yet, or that the filters let nothing through. */
function Nothing({ view: { asked, list, linesHeld } }: { view: WorklistView }) {
  if (isNarrowed(asked) && list.next !== null)
    return <p class="card calm">None among those looked at so far. The list is long: look further.</p>;
  if (isNarrowed(asked)) return <p class="card calm">Nothing in this list is so.</p>;
  if (asked.type !== 'claims')
    return (
      <section class="card calm">
        <h2>Nothing to do about {typeWords[asked.type].toLowerCase()}</h2>
        <p>
          No line that is held has to be changed. A list comes in under <a href="/settings/imports">Imports</a>, or with
        </p>
        <pre>
          <code>npx codeset holdings import FILE --type {asked.type}</code>
        </pre>
      </section>
    );
  if (!linesHeld) return <BringClaims />;
  if (asked.status !== undefined) return <p class="card calm">No finding is in this state.</p>;
  return (
    <section class="card calm">
      <h2>Nothing to do</h2>
      <p>
        No finding waits for anybody. Claims that are not stored yet come in under{' '}
        <a href="/settings/imports">Imports</a>, or with
      </p>
      <pre>
        <code>npx codeset claims import FILE</code>
      </pre>
    </section>
  );
}

const keys = [
  ['j', 'next finding'],
  ['k', 'the one before'],
  ['x', 'select it'],
  ['e', 'done'],
  ['d', 'dismiss, with a reason'],
  ['a', 'assign'],
  ['o', 'open it'],
  ['u', 'undo what was just done'],
  ['/', 'narrow the list'],
  ['Esc', 'back to the list'],
  ['?', 'this list of keys'],
] as const;

function Keys() {
  return (
    <details class="card keys" id="keys">
      <summary>By keyboard</summary>
      <dl class="facts">
        {keys.map(([key, does]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="soft">
        <input type="checkbox" id="keys-on" checked /> Single keys do this, where a script may run
      </label>
    </details>
  );
}
