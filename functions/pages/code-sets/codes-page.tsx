import type { FoundCode } from '../../queries/find-codes.ts';
import { Field } from '../form-parts.tsx';
import { counted, numberText } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code, FileText } from '../parts.tsx';
import { statusWords } from '../words.ts';

interface Props {
  readonly frame: Frame;
  readonly words: string;
  readonly found: { readonly codes: readonly FoundCode[]; readonly total: number };
}

/** Looks codes up by how they begin, or by words of their descriptors. */
export function CodesPage({ frame, words, found: { codes, total } }: Props) {
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>Find a code</h1>
        <form class="form" action="/codes" data-filter="found">
          <Field
            label="A code, how it begins, or words"
            name="code"
            type="search"
            value={words}
            placeholder="J00, spray"
          />
          <button type="submit">Find</button>
        </form>
      </section>
      <section class="card" id="found">
        <p class="soft" role="status">
          {words === '' &&
            'Five characters name a code, two a modifier. Words are looked for in the short descriptors.'}
          {words !== '' && total === 0 && 'No code held reads like this. Fewer or shorter words find more.'}
          {total > 0 && counted(total, 'code')}
          {total > codes.length && `, the first ${numberText(codes.length)} of them here`}
        </p>
        <ul class="rows">
          {codes.map(({ code, shortDescription, status }) => (
            <li>
              <Code code={code} /> <FileText text={shortDescription} />
              {status !== 'valid' && <span class="tag doubt">{statusWords[status]}</span>}
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
