import type { ReleaseSummary } from '../../../shared/api/code-set-forms.ts';
import type { ChangeKind } from '../../../shared/changes/change.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { Choice, Field } from '../form-parts.tsx';
import { releaseTitle } from '../format.ts';
import { kindOrder, kindWords, sectionLetters, sectionName } from '../words.ts';

/** What is looked for among the changes. */
export interface AskedChanges {
  readonly q?: string | undefined;
  readonly kind?: ChangeKind | undefined;
  readonly section?: string | undefined;
  readonly codeType?: 'procedure' | 'modifier' | undefined;
  readonly codeSet?: 'HCPCS' | 'CPT' | undefined;
  readonly effectiveFrom?: IsoDate | undefined;
  readonly effectiveTo?: IsoDate | undefined;
  readonly cursor?: string | undefined;
}

/** The same question with something else in it, from its beginning. */
export function withAsked(here: string, asked: AskedChanges, other: Partial<AskedChanges>): string {
  const { cursor: _cursor, ...kept } = asked;
  const given = Object.entries({ ...kept, ...other }).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length === 0 ? here : `${here}?${query}`;
}

interface Props {
  readonly here: string;
  readonly view: {
    readonly release: ReleaseSummary | null;
    readonly releases: readonly ReleaseSummary[];
    readonly asked: AskedChanges;
  };
}

/** Works by its button; a script narrows the list as one types. */
export function ChangesFilter({ here, view: { release, releases, asked } }: Props) {
  return (
    <search>
      <form class="form" action={here} data-filter="found">
        <Field label="Words or code" name="q" type="search" value={asked.q} placeholder="J0013, esketamine" />
        <Choice
          label="Kind"
          name="kind"
          value={asked.kind}
          options={[['', 'Any'], ...kindOrder.map((kind) => [kind, kindWords[kind]] as const)]}
        />
        {release?.codeSet !== 'CPT' && (
          <Choice
            label="Section"
            name="section"
            value={asked.section}
            options={[['', 'Any'], ...sectionLetters.map((letter) => [letter, sectionName(letter)] as const)]}
          />
        )}
        <Choice
          label="Codes, modifiers"
          name="codeType"
          value={asked.codeType}
          options={[
            ['', 'Both'],
            ['procedure', 'Codes'],
            ['modifier', 'Modifiers'],
          ]}
        />
        {!release && (
          <Choice
            label="Code set"
            name="codeSet"
            value={asked.codeSet}
            options={[
              ['HCPCS', 'HCPCS'],
              ['CPT', 'CPT'],
            ]}
          />
        )}
        <Field label="In force from" name="effectiveFrom" type="date" value={asked.effectiveFrom} />
        <Field label="to" name="effectiveTo" type="date" value={asked.effectiveTo} />
        <button type="submit">Find</button>
      </form>
      {releases.length > 1 && <Others releases={releases} release={release} />}
    </search>
  );
}

/** So many other releases are one click away; all stand on their own page. */
const othersShown = 6;

function Others({ releases, release }: { releases: readonly ReleaseSummary[]; release: ReleaseSummary | null }) {
  const shown = [...releases].reverse().slice(0, othersShown);
  return (
    <nav class="filters" aria-label="Releases">
      <a href="/changes" aria-current={release ? undefined : 'true'}>
        Every release
      </a>
      {shown.map((each) => (
        <a
          href={`/releases/${each.release}/changes`}
          aria-current={each.release === release?.release ? 'true' : undefined}
        >
          {releaseTitle(each.release)}
        </a>
      ))}
      {releases.length > shown.length && <a href="/releases">Older</a>}
    </nav>
  );
}
