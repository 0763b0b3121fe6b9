import { severities } from '../../../shared/api/claim-forms.ts';
import type { ExplainedRule } from '../../../shared/api/settings-forms.ts';
import type { Rule } from '../../../shared/claims/rules/rule.ts';
import { ChangeForm, Choice, Deed } from '../form-parts.tsx';
import { shortDate } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { FileText } from '../parts.tsx';
import { rulesAt } from './rules-page.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

const standingWords: Readonly<Record<Rule['source']['standing'], string>> = {
  read: 'its own text was read',
  quoted: 'as a payer or contractor quotes it',
  'professional-knowledge': 'nobody has looked it up yet',
};

/** All of a rule: what it says, on whose word, with the claims that are its tests. */
export function RulePage({ frame, said, found }: { frame: Frame; said: Said; found: ExplainedRule }) {
  const { name, kind, title, severity, enabled, changed, needs } = found;
  const rule = found.rule as Rule | null;
  const here = `${rulesAt}/${name}`;
  return (
    <SettingsLayout frame={frame} at={rulesAt} title={title} said={said}>
      <section class="card">
        <h2>
          <code>{name}</code> <span class={enabled ? 'tag' : 'tag doubt'}>{enabled ? severity : 'off'}</span>
          {kind === 'own' && <span class="tag">your own</span>}
        </h2>
        {needs.length > 0 && (
          <p class="warning">
            Not judged in full: no list {needs.join(', ')} is kept. <a href={`${rulesAt}/lists`}>Lists</a>
          </p>
        )}
        {rule ? <Facts rule={rule} /> : <p>A check of codes and modifiers against the releases held.</p>}
        <Allowed caller={frame.caller} scope="rules:write">
          <ChangeForm frame={frame} action={`${here}/switch`}>
            <Choice
              label="What it comes to"
              name="severity"
              options={['as shipped', ...severities, 'off'].map((each) => [
                each,
                kind === 'own' && each === 'as shipped' ? 'as written' : each,
              ])}
              value={changed ? (enabled ? severity : 'off') : 'as shipped'}
              hint="Stored lines are judged again."
            />
            <button type="submit">Set</button>
          </ChangeForm>
          <div class="deeds">
            {rule && (
              <a class="button quiet" href={`${rulesAt}/new?of=${name}`}>
                {kind === 'own' ? 'Edit' : 'Copy into a rule of your own'}
              </a>
            )}
            {kind === 'own' && (
              <Deed frame={frame} action={`${here}/remove`} words="Take it away" whom={name} look="danger" />
            )}
          </div>
        </Allowed>
      </section>
      {rule && <Examples rule={rule} />}
    </SettingsLayout>
  );
}

function Facts({ rule }: { rule: Rule }) {
  const { conditions, from, to, payers, source, evidence, falsePositives } = rule;
  const facts = [
    ['It says', conditions.map(({ message }) => message).join('; ')],
    ['Dates of service', `${shortDate(from)} – ${to ? shortDate(to) : 'on'}`],
    ['Payers', payers?.join(', ') ?? 'all'],
    ['Source', `${source.document}; ${standingWords[source.standing]}`],
    ['The record shows', evidence],
    ['Right all the same', falsePositives.join('; ')],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(([word, said]) => (
        <div>
          <dt>{word}</dt>
          <dd>
            <FileText text={said} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Examples({ rule }: { rule: Rule }) {
  return (
    <section class="card">
      <h2>Examples, which are its tests</h2>
      <ul class="rows">
        {rule.examples.map(({ says, payer, date, lines, finds }) => (
          <li>
            <FileText text={says} />{' '}
            <span class={finds.length > 0 ? 'tag doubt' : 'tag'}>
              {finds.length > 0 ? `finds on line ${finds.join(', ')}` : 'finds nothing'}
            </span>
            <span class="soft">
              {payer}, {shortDate(date)}: <code>{lines.join(' · ')}</code>
            </span>
          </li>
        ))}
      </ul>
      <details class="behind">
        <summary>As JSON</summary>
        <pre>
          <code>{JSON.stringify(rule, null, 2)}</code>
        </pre>
      </details>
    </section>
  );
}
