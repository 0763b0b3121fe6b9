import type { CodeUse } from '../../../shared/api/claim-forms.ts';
import type { ListedChange } from '../../../shared/api/code-set-forms.ts';
import type { FieldChange, FieldValue } from '../../../shared/changes/change.ts';
import { wordDifference } from '../../../shared/changes/word-difference.ts';
import { releaseTitle } from '../format.ts';
import { Code, Day, Evidence, FileText, Kind, ReplacementCodes, Replacements } from '../parts.tsx';
import { coverageWords, fieldWords } from '../words.ts';

interface Props {
  readonly change: ListedChange;
  /** Left out on the code's own page. */
  readonly name?: string;
  /** Where the reader uses the code; undefined for a visitor. */
  readonly use?: CodeUse | undefined;
  /** Follows another change of its code, which has said what the two share. */
  readonly follows?: boolean;
  /** Stands among changes of other releases: names its own. */
  readonly apart?: boolean;
}

/** One change: what, from when, what differs, what to bill instead, and whom it concerns. */
export function ChangeEntry({ change, name, use, follows = false, apart = false }: Props) {
  const { code, kind, effective, effectiveSource } = change;
  const fields = change.fields.filter((field) => kind === 'revised' || field.name !== 'terminatedOn');
  return (
    <li class={follows ? 'entry follows' : 'entry'}>
      <div class="entry-head">
        {name === undefined ? (
          <b>{releaseTitle(change.release)}</b>
        ) : follows ? (
          <Again code={code} />
        ) : (
          <Code code={code} />
        )}
        <Kind kind={kind} />
        {name !== undefined && !follows && (
          <span class="name">
            <FileText text={name} />
          </span>
        )}
        <span class="when">
          {kind === 'deleted' ? 'not valid from ' : 'from '}
          <Day date={effective} />
          {apart && ` · ${releaseTitle(change.release)}`}
          {effectiveSource === 'release' && (
            <span class="soft" title="No date of the record says it: the release's own date stands in.">
              *
            </span>
          )}
        </span>
      </div>
      <Marks change={change} />
      {saysMore(change) && <p class="soft">{sentence(change.meaning.text)}</p>}
      {change.cms.text && <p class="soft">{sentence(change.cms.text)}</p>}
      {fields.length > 0 && (
        <dl class="fields">
          {fields.map((field) => (
            <Field field={field} />
          ))}
        </dl>
      )}
      {kind === 'deleted' && <Instead change={change} brief={name === undefined} />}
      {use && <Use use={use} />}
    </li>
  );
}

/** Its code stands above it; who hears the page is told again. */
function Again({ code }: { code: string }) {
  return <span class="hidden">{code}</span>;
}

function Use({ use }: { use: CodeUse }) {
  const used = use.lines + use.holdings.length > 0;
  return <p class={used ? 'used' : 'soft'}>{used ? use.answer : 'Not used here.'}</p>;
}

/** That a code begins or ends is said by its kind. */
function saysMore({ kind, meaning }: ListedChange): boolean {
  return kind === 'revised' || meaning.text.includes('; ');
}

/** Words of a table, as a sentence. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function Instead({ change: { replacements, codeSet }, brief }: { change: ListedChange; brief: boolean }) {
  if (replacements.length === 0)
    return <p class="soft">{codeSet === 'CPT' ? 'The AMA' : 'CMS'} names no replacement.</p>;
  if (!brief)
    return (
      <>
        <Replacements replacements={replacements} />
        <Evidence replacements={replacements} />
      </>
    );
  return (
    <p>
      <ReplacementCodes replacements={replacements} />
    </p>
  );
}

function Marks({ change: { withdrawn, retroactive, bornAndDied } }: { change: ListedChange }) {
  const marks = [
    withdrawn && 'withdrawn: it left the file without a last day',
    retroactive && 'reaches back',
    bornAndDied && 'began and ended between the two files',
  ].filter((mark) => mark !== false);
  if (marks.length === 0) return null;
  return (
    <p class="marks">
      {marks.map((mark) => (
        <span class="tag doubt">{mark}</span>
      ))}
    </p>
  );
}

function Field({ field: { name, old, new: now } }: { field: FieldChange }) {
  if (old === null && now === null) return <LicensedField name={name} />;
  return (
    <div>
      <dt>{fieldWords[name]}</dt>
      <dd>
        {typeof old === 'string' && typeof now === 'string' && name !== 'coverage' ? (
          wordDifference(old, now).map(({ kind, text }) => (
            <>{kind === 'same' ? <bdi>{text}</bdi> : kind === 'old' ? <del>{text}</del> : <ins>{text}</ins>} </>
          ))
        ) : (
          <>
            <Value of="del" name={name} value={old} /> <Value of="ins" name={name} value={now} />
          </>
        )}
      </dd>
    </div>
  );
}

/** What differs may be said; the texts themselves need a licence. */
function LicensedField({ name }: Pick<FieldChange, 'name'>) {
  return (
    <div>
      <dt>{fieldWords[name]}</dt>
      <dd class="soft">the AMA's, for licensees</dd>
    </div>
  );
}

function Value({ of: Mark, name, value }: { of: 'del' | 'ins'; name: FieldChange['name']; value: FieldValue }) {
  if (value === null || value.length === 0) return <span class="soft">{Mark === 'del' ? 'blank →' : '→ blank'}</span>;
  return <Mark>{valueText(name, value)}</Mark>;
}

function valueText(name: FieldChange['name'], value: NonNullable<FieldValue>): string {
  if (typeof value !== 'string') return value.join(', ');
  const meaning = name === 'coverage' ? coverageWords[value] : undefined;
  return meaning ? `${value} – ${meaning}` : value;
}
