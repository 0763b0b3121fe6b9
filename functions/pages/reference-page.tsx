import { type Json, objectOf } from '../../shared/api/schema-breaks.ts';
import { exampleOf } from '../reference/example-of.ts';
import { type ExampleRequest, exampleRequest, parametersOf, spellings } from '../reference/example-request.ts';
import { type Frame, Layout } from './layout.tsx';

interface Described {
  readonly request: ExampleRequest;
  readonly operation: Json;
}

/** The API, operation by operation, made of its OpenAPI document alone. */
export function ReferencePage({ frame, document }: { frame: Frame; document: Json }) {
  const groups = groupsOf(document);
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">
          OpenAPI 3.1: <a href="/v1/openapi.json">/v1/openapi.json</a> · FHIR R4: <a href="/fhir/metadata">/fhir</a> ·{' '}
          <a href="/feeds/changes.atom">Atom</a> · <a href="/feeds/calendar.ics">Calendar</a>
        </p>
        <h1>API reference</h1>
        <p class="narrow">
          <Words text={String(objectOf(document.info).description)} />
        </p>
        <nav aria-label="Operations">
          {groups.map(([name]) => (
            <a href={`#${name}`}>{name}</a>
          ))}
        </nav>
      </section>
      {groups.map(([name, described]) => (
        <section class="card reference" id={name}>
          <h2>{name}</h2>
          {described.map((each) => (
            <Operation described={each} document={document} />
          ))}
        </section>
      ))}
    </Layout>
  );
}

/** Operations by what they are about: the word after `/v1/`. */
function groupsOf(document: Json): readonly (readonly [string, readonly Described[]])[] {
  const groups = new Map<string, Described[]>();
  for (const [path, methods] of Object.entries(objectOf(document.paths)))
    for (const [method, written] of Object.entries(objectOf(methods))) {
      const name = path.replace(/^\/v1/, '').split('/')[1]!;
      const operation = objectOf(written);
      const request = exampleRequest(method, path, operation, document);
      groups.set(name, [...(groups.get(name) ?? []), { request, operation }]);
    }
  return [...groups];
}

function Operation({ described, document }: { described: Described; document: Json }) {
  const { request, operation } = described;
  return (
    <details id={request.id}>
      <summary>
        <code>
          <strong>{request.method}</strong> {request.path}
        </code>{' '}
        <Words text={String(operation.summary)} />
      </summary>
      <p class="soft">
        <Words text={request.needsKey ? String(operation.description ?? 'Needs a key.') : 'Needs no key.'} />
      </p>
      <Parameters operation={operation} />
      <h4>Request</h4>
      {Object.entries(spellings).map(([language, spell]) => (
        <figure>
          <figcaption class="soft">{language}</figcaption>
          <pre>
            <code>{spell(request)}</code>
          </pre>
        </figure>
      ))}
      <Answers operation={operation} document={document} />
    </details>
  );
}

/** Text in which backquotes mark what programs write. */
function Words({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

function Parameters({ operation }: { operation: Json }) {
  const parameters = parametersOf(operation).filter((each) => each.in !== 'header');
  if (parameters.length === 0) return null;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {['Parameter', 'In', 'Type', 'Meaning'].map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parameters.map((each) => (
            <tr>
              <th scope="row">
                <code>{String(each.name)}</code>
                {each.required === true && <span class="tag">required</span>}
              </th>
              <td>{String(each.in)}</td>
              <td>{typeWords(objectOf(each.schema))}</td>
              <td>
                <Words text={String(each.description ?? '')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function typeWords(schema: Json): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  const limits = [schema.minimum, schema.maximum].filter((each) => each !== undefined).join(' to ');
  const type = String(schema.format ?? [schema.type ?? 'text'].flat().join(' or '));
  return [type, limits, schema.default === undefined ? '' : `else ${String(schema.default)}`]
    .filter(Boolean)
    .join(', ');
}

function Answers({ operation, document }: { operation: Json; document: Json }) {
  return (
    <>
      <h4>Answers</h4>
      <dl class="facts">
        {Object.entries(objectOf(operation.responses)).map(([status, written]) => {
          const { description, content } = objectOf(written);
          return (
            <div>
              <dt>{status}</dt>
              <dd>
                {String(description)} <span class="soft">{Object.keys(objectOf(content)).join(', ')}</span>
                {status.startsWith('2') && <ExampleAnswer content={objectOf(content)} document={document} />}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function ExampleAnswer({ content, document }: { content: Json; document: Json }) {
  const form = objectOf(content['application/json']).schema;
  if (form === undefined) return null;
  return (
    <pre>
      <code>{JSON.stringify(exampleOf(form, document), null, 2)}</code>
    </pre>
  );
}
