import type { RulesAnswer } from '../../../shared/api/settings-forms.ts';
import { counted } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { FileText } from '../parts.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

export const rulesAt = '/settings/rules';
type Rule = RulesAnswer['rules'][number];

/** Which rules are shown, by the word in the address. */
const shown: Readonly<Record<string, readonly [words: string, which: (rule: Rule) => boolean]>> = {
  all: ['All', () => true],
  own: ['Your own', ({ kind }) => kind === 'own'],
  changed: ['Changed here', ({ changed }) => changed],
  off: ['Off', ({ enabled }) => !enabled],
  waiting: ['Wait for a list', ({ needs }) => needs.length > 0],
};

/** The checks and rules that hold for the account, each with its source; admins switch them and add their own. */
export function RulesPage({
  frame,
  said,
  answer: { rules, lists, version },
  show = 'all',
}: {
  frame: Frame;
  said: Said;
  answer: RulesAnswer;
  show?: string | undefined;
}) {
  const held = rules.filter(({ enabled }) => enabled).length;
  const listed = rules.filter(shown[show]?.[1] ?? shown.all![1]);
  return (
    <SettingsLayout frame={frame} at={rulesAt} title={`${counted(held, 'rule')} hold.`} said={said}>
      <section class="card">
        <h2>Rules, version {version}</h2>
        <Allowed caller={frame.caller} scope="rules:write">
          <p>
            <a class="button" href={`${rulesAt}/new`}>
              Add a rule
            </a>
          </p>
        </Allowed>
        <nav class="states" aria-label="Which rules">
          {Object.entries(shown).map(([word, [words, which]]) => (
            <a href={`${rulesAt}?show=${word}`} aria-current={word === show ? 'true' : undefined}>
              {words} <span class="soft">{rules.filter(which).length}</span>
            </a>
          ))}
        </nav>
        {listed.length === 0 && (
          <p class="soft">
            {show === 'own'
              ? 'None yet. A rule of your own holds what a contract says and no published rule does.'
              : 'None.'}
          </p>
        )}
        <ul class="rows">
          {listed.map((rule) => (
            <Line rule={rule} />
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Lists that rules ask for</h2>
        <p>
          {lists.length === 0
            ? 'None is kept: rules that ask for one are not judged. '
            : `${counted(lists.length, 'list')} kept. `}
          <a href={`${rulesAt}/lists`}>Lists</a>
        </p>
      </section>
    </SettingsLayout>
  );
}

function Line({ rule: { name, kind, title, severity, enabled, changed, source, needs } }: { rule: Rule }) {
  return (
    <li>
      <a href={`${rulesAt}/${name}`}>
        <FileText text={title} />
      </a>{' '}
      <span class={enabled ? 'tag' : 'tag doubt'}>{enabled ? severity : 'off'}</span>
      {kind === 'own' && <span class="tag">your own</span>}
      {changed && <span class="tag">changed here</span>}
      <span class="soft">
        <code>{name}</code> {source && <FileText text={`· ${source}`} />}
        {needs.length > 0 && ` · waits for the list ${needs.join(', ')}`}
      </span>
    </li>
  );
}
