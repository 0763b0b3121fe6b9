import type { CodeUse } from '../../../shared/api/claim-forms.ts';
import type { CodeAnswer } from '../../../shared/api/code-set-forms.ts';
import type { WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import { fhirCodeSystems } from '../../../shared/fhir/code-systems.ts';
import { dollarText, shortDate } from '../format.ts';
import { FileText } from '../parts.tsx';

/** Open claim lines and held lists of the reader's own account. */
export function Use({ use: { lines, holdings, amount, answer } }: { use: CodeUse }) {
  return (
    <section class="card">
      <h2>Where we use it</h2>
      <p class={lines + holdings.length > 0 ? 'used' : 'soft'}>{answer}</p>
      {lines > 0 && <p class="soft">{dollarText(amount)} on open claim lines</p>}
    </section>
  );
}

/** A payer's document goes before the code set. */
export function Windows({ windows: { windows, shipped } }: { windows: WindowsAnswer }) {
  if (windows.length + shipped.length === 0) return null;
  return (
    <section class="card">
      <h2>Payers' own dates</h2>
      <ul class="rows">
        {windows.map(({ payer, takes, from, to, document }) => (
          <li>
            <b>{payer}</b> {takes === false ? 'does not take it' : 'takes it'}{' '}
            {from || to ? `${from ? shortDate(from) : 'ever'} – ${to ? shortDate(to) : 'on'}` : 'always'}
            <span class="soft">
              <FileText text={document} />
            </span>
          </li>
        ))}
        {shipped.map(({ payer, from, instead, document }) => (
          <li>
            <b>{payer}</b> from {shortDate(from)}: {instead.join(', ')}
            <span class="soft">
              <FileText text={document} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same for programs, and as something to subscribe to. */
export function ByMachine({ answer: { code, on, codeSet } }: { answer: CodeAnswer }) {
  const lookUp = new URLSearchParams({ system: fhirCodeSystems[codeSet ?? 'HCPCS'].url, code, date: on });
  const links = [
    [`/codes/${code}?on=${on}`, 'Link to this day'],
    [`/v1/codes/${code}?on=${on}`, 'JSON'],
    [`/feeds/changes.atom?code=${code}`, 'Atom feed of its changes'],
    [`/fhir/CodeSystem/$lookup?${lookUp}`, 'FHIR'],
  ] as const;
  return (
    <section class="card">
      <h2>By machine</h2>
      <ul class="rows">
        {links.map(([address, words]) => (
          <li>
            <a href={address}>{words}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
