import type { WorklistEntry } from '../../../shared/api/worklist-forms.ts';
import { lineText } from '../../../shared/worklist/sheet.ts';
import { dollarText, releaseTitle, shortDate, withShortDates } from '../format.ts';
import { FileText } from '../parts.tsx';
import { daysLeft, severityWords } from './finding-words.ts';

/** From so many days before its deadline on an entry presses. */
const soon = 14;

/** One thing to do: what it is worth and by when, what to bill instead, and why. */
export function WorklistRow({ entry, selects }: { entry: WorklistEntry; selects: boolean }) {
  const { id, code, item, line, severity, amount, deadline, days } = entry;
  return (
    <li class={`work-row ${severity}`} tabindex={-1}>
      {selects && id && (
        <input
          type="checkbox"
          name="id"
          value={id}
          aria-label={`Select ${code} on ${item}${line === null ? '' : `, line ${line}`}`}
        />
      )}
      <div class="work-what">
        <Swap entry={entry} />
        <p>{withShortDates(entry.message)}</p>
        <p class="soft">
          <Place entry={entry} />
        </p>
        <Why entry={entry} />
      </div>
      <div class="work-worth">
        {(amount > 0 || entry.type === 'claims') && <span class="money">{dollarText(amount)}</span>}
        {deadline !== null && (
          <span class="soft">
            {entry.type === 'claims' ? 'file by ' : 'change by '}
            <time datetime={deadline}>{shortDate(deadline)}</time>
          </span>
        )}
        {deadline !== null && days !== null && <span class={days <= soon ? 'soft due' : 'soft'}>{daysLeft(days)}</span>}
        {deadline === null && entry.type === 'claims' && <span class="soft">filing limit not known</span>}
      </div>
    </li>
  );
}

/** The line as it is billed, and the ones that could stand in its place. */
function Swap({ entry: { old, code, new: lines, severity, hold } }: { entry: WorklistEntry }) {
  return (
    <p class="swap">
      <a class="code" href={`/codes/${encodeURIComponent(code)}`}>
        {old ? lineText(old) : code}
      </a>
      {lines.length > 0 && <Arrow />}
      {lines.map((line, at) => (
        <>
          {at > 0 && <span class="soft"> or </span>}
          <a class="code" href={`/codes/${encodeURIComponent(line.code)}`}>
            {lineText(line)}
          </a>
        </>
      ))}
      {lines.some(({ confirm }) => confirm) && <span class="tag doubt">confirm</span>}
      {severity !== 'error' && <span class="tag">{severityWords[severity]}</span>}
      {hold && <span class="tag doubt">hold until loaded{hold.until ? ` on ${shortDate(hold.until)}` : ''}</span>}
    </p>
  );
}

function Place({ entry }: { entry: WorklistEntry }) {
  const { type, id, item, list, line, payer, date, through, release, assignee, status } = entry;
  return (
    <>
      {type === 'claims' ? (
        <a href={`/claims/${encodeURIComponent(item)}`}>
          <FileText text={item} />
        </a>
      ) : (
        <FileText text={item} />
      )}
      {line !== null && `, line ${line}`}
      {list !== null && (
        <>
          {' '}
          · list <FileText text={list} />
        </>
      )}
      {' · '}
      {type === 'claims' ? 'service ' : 'wrong from '}
      {shortDate(date)}
      {through !== null && ` to ${shortDate(through)}`}
      {payer !== null && (
        <>
          {' · '}
          <FileText text={payer} />
        </>
      )}
      {release !== null && ` · since ${releaseTitle(release)}`}
      {assignee !== null && (
        <>
          {' · '}
          {status === 'assigned' ? 'with ' : 'was with '}
          <FileText text={assignee} />
        </>
      )}
      {id !== null && (
        <>
          {' · '}
          <a class="open" href={`/findings/${id}`}>
            Finding {id}
          </a>
        </>
      )}
    </>
  );
}

function Why({ entry: { reason, source, wayBack, rule, payerClaimNumber } }: { entry: WorklistEntry }) {
  return (
    <details class="why">
      <summary>Why, and what to do</summary>
      <dl class="fields">
        <Fact name="Because" text={withShortDates(reason)} />
        <Fact name="Says" text={source} />
        {wayBack !== null && <Fact name="Way back" text={withShortDates(wayBack)} />}
        {payerClaimNumber !== null && <Fact name="Payer's number" text={payerClaimNumber} />}
        <Fact name="Rule" text={rule} />
      </dl>
    </details>
  );
}

/** Stands between what is billed and what to bill instead. */
export function Arrow() {
  return (
    <>
      {' '}
      <span role="img" aria-label="bill instead">
        →
      </span>{' '}
    </>
  );
}

export function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <FileText text={text} />
      </dd>
    </div>
  );
}
