import type { Child } from 'hono/jsx';
import type { ChangeKind } from '../../shared/changes/change.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { payersInWords, unitsInWords } from '../queries/replacement-answer.ts';
import { shortDate, withShortDates } from './format.ts';
import { kindWords, relationWords, sourceWords } from './words.ts';

/** A code that leads to its page. */
export function Code({ code }: { code: string }) {
  return (
    <a class="code" href={`/codes/${encodeURIComponent(code)}`}>
      {code}
    </a>
  );
}

export function Day({ date }: { date: IsoDate }) {
  return <time datetime={date}>{shortDate(date)}</time>;
}

/** To the minute, in UTC: what happened, for whoever looks for it. */
export function Moment({ instant }: { instant: string }) {
  return <time datetime={instant}>{`${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`}</time>;
}

/** Text of a file or a person: it may run from right to left, and is kept from turning its neighbours about. */
export function FileText({ text, bold = false }: { text: string; bold?: boolean }) {
  return <bdi>{bold ? <b>{text}</b> : text}</bdi>;
}

export function Kind({ kind }: { kind: ChangeKind }) {
  return <span class={`kind ${kind}`}>{kindWords[kind]}</span>;
}

/** A swap before a choice, a choice before another way of billing. */
const relationOrder = ['same', 'one-of', 'not-valid-for-medicare-use', 'restructure'] as const;

/** Swaps first, then choices, then other ways of billing. */
export function inOrder(replacements: readonly Replacement[]): readonly Replacement[] {
  return relationOrder.flatMap((relation) => replacements.filter((each) => each.relation === relation));
}

/** What to bill instead, each with units, evidence and doubt. */
export function Replacements({ replacements }: { replacements: readonly Replacement[] }) {
  return (
    <ul class="instead">
      {inOrder(replacements).map((replacement) => (
        <li>
          <Code code={replacement.code} />
          {replacement.status === 'proposed' && <span class="tag doubt">to confirm</span>}
          <span class="soft">
            {[
              relationWords[replacement.relation],
              replacement.relation === 'restructure' ? '' : unitsInWords(replacement),
              payersInWords(replacement),
              sourceWords[replacement.source],
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The same in a line: swaps and choices as codes, another way of billing behind them with whom it is for. */
export function ReplacementCodes({ replacements }: { replacements: readonly Replacement[] }) {
  const swaps = replacements.filter(({ relation }) => relation !== 'restructure');
  const others = replacements.filter(({ relation }) => relation === 'restructure');
  if (replacements.length === 0) return <span class="soft">none named</span>;
  return (
    <>
      {swaps.map(({ code }) => (
        <Code code={code} />
      ))}
      {others.length > 0 && (
        <span class="soft otherwise">
          {payersInWords(others[0]!) || 'billed in another way'}: {others.map(({ code }) => code).join(', ')}
        </span>
      )}
    </>
  );
}

/** AMA's notices, beneath whatever shows texts of hers. */
export function Notices({ notices }: { notices: readonly string[] }) {
  return (
    <>
      {notices.map((notice) => (
        <p class="soft">{notice}</p>
      ))}
    </>
  );
}

/** What may be wider than the page; the keyboard reaches it, so that it can be scrolled without a mouse. */
export function Scroll({ label, children }: { label: string; children: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** Who says what is billed instead, and why. */
export function Evidence({ replacements }: { replacements: readonly Replacement[] }) {
  const reasons = replacements.flatMap(({ code, reasons: said }) => said.map((reason) => ({ code, reason })));
  if (reasons.length === 0) return null;
  return (
    <details class="why">
      <summary>Why</summary>
      <ul>
        {reasons.map(({ code, reason }) => (
          <li>
            <b>{code}</b> <FileText text={withShortDates(reason)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
