import type { CodeAtRisk, MoneyAtRisk } from '../../../shared/api/claim-forms.ts';
import { counted, dateSpan, dollarText, numberText, withShortDates } from '../format.ts';
import { Code } from '../parts.tsx';
import { everyFinding, worklistAddress } from '../work/worklist-asked.ts';

/** So many codes are read at a glance; all stand in the worklist. */
const shownAtMost = 12;

/** What to fix, the most money first. */
export function RiskSection({ risk, linesHeld }: { risk: MoneyAtRisk | null; linesHeld: boolean }) {
  if (!risk) return <SignInHint />;
  if (!linesHeld) return <BringClaims />;
  if (risk.codes.length === 0)
    return (
      <section class="card calm">
        <h2>Your claims</h2>
        <p>
          No finding is open. Claims that are not stored yet come in under <a href="/settings/imports">Imports</a>.
        </p>
      </section>
    );
  const shown = risk.codes.slice(0, shownAtMost);
  return (
    <section class="card">
      <h2>Fix these first</h2>
      <table class="risk">
        <thead>
          <tr>
            <th scope="col">Billed</th>
            <th scope="col">What is wrong</th>
            <th scope="col">Bill instead</th>
            <th scope="col" class="number">
              Money
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <RiskRow row={row} />
          ))}
        </tbody>
      </table>
      {risk.codes.length > shown.length && (
        <p>
          <a href="/worklist">All {numberText(risk.codes.length)}, line by line, in the worklist</a>
        </p>
      )}
    </section>
  );
}

/** Without claims nothing can be broken, and nothing is known to be right. */
export function BringClaims() {
  return (
    <section class="card calm">
      <h2>Bring your open claims</h2>
      <p>
        No claim is stored yet, so none was judged. Files come in under <a href="/settings/imports">Imports</a>, or with
      </p>
      <pre>
        <code>npx codeset claims import FILE</code>
      </pre>
      <p class="soft">
        Only looking? <a href="/check">Check a claim</a> stores nothing.
      </p>
    </section>
  );
}

function RiskRow({ row }: { row: CodeAtRisk }) {
  const { code, severity, message, fix, confirm, lines, amount } = row;
  return (
    <tr class={severity}>
      <th scope="row">
        <Code code={code} />
      </th>
      <td>
        <span>{withShortDates(message)}</span>
        <span class="soft">
          <a href={worklistAddress(everyFinding, { code })}>{counted(lines, 'line')}</a> · service{' '}
          {dateSpan(row.firstDateOfService, row.lastDateOfService)}
          {severity === 'review' && ' · to look at'}
        </span>
      </td>
      <td>
        {fix.length === 0 && <span class="soft">no code named</span>}
        {fix.map((each) => (
          <Code code={each} />
        ))}
        {confirm && <span class="tag doubt">confirm</span>}
      </td>
      <td class="number money">{dollarText(amount)}</td>
    </tr>
  );
}

function SignInHint() {
  return (
    <section class="card calm">
      <h2>Your claims</h2>
      <p>Sign in to see which of your open claims the update breaks, the fix, and the money on them.</p>
      <p>
        <a class="button" href="/sign-in">
          Sign in
        </a>
      </p>
    </section>
  );
}
