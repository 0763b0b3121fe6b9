import { S3Client } from '@aws-sdk/client-s3';

/** How many keys one page of a listing holds; S3's own is 1,000. */
const pageSize = 3;

interface S3Request {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An S3 client whose requests are answered from a map, as S3 answers the few that the object store makes. */
export function s3InMemory({ conflicts = 0 } = {}): S3Client {
  const objects = new Map<string, Uint8Array>();
  let conflictsLeft = conflicts;

  const answers: Record<string, (key: string, request: S3Request) => S3Answer> = {
    PUT(key, { headers, body }) {
      if (headers['if-none-match'] === '*' && conflictsLeft-- > 0) return failure(409, 'ConditionalRequestConflict');
      if (headers['if-none-match'] === '*' && objects.has(key)) return failure(412, 'PreconditionFailed');
      if (!(body instanceof Uint8Array)) return failure(400, 'InvalidRequest');
      objects.set(key, body.slice());
      return success();
    },
    GET(key, { query }) {
      if (query['list-type'] === '2') return success(listing([...objects.keys()].sort(), query));
      const object = objects.get(key);
      return object ? success(object) : failure(404, 'NoSuchKey');
    },
    DELETE(key) {
      objects.delete(key);
      return success();
    },
  };
  const handle = async (request: S3Request) => {
    const key = decodeURIComponent(request.path.replace(/^\/bucket\/?/, ''));
    return { response: answers[request.method]!(key, request) };
  };
  return new S3Client({
    region: 'us-east-1',
    endpoint: 'http://s3.local',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { handle, updateHttpClientConfig: () => {}, httpHandlerConfigs: () => ({}) },
  });
}

interface S3Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: ReadableStream<Uint8Array>;
}

function listing(keys: readonly string[], query: Readonly<Record<string, unknown>>): Uint8Array {
  const after = String(query['continuation-token'] ?? '');
  const matching = keys.filter((key) => key.startsWith(String(query.prefix ?? '')) && key > after);
  const page = matching.slice(0, pageSize);
  const next = matching.length > pageSize ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  const truncated = `<IsTruncated>${next !== ''}</IsTruncated>`;
  return Buffer.from(`<ListBucketResult>${contents}${truncated}${next}</ListBucketResult>`);
}

function success(body: Uint8Array = new Uint8Array()): S3Answer {
  return { statusCode: 200, headers: {}, body: new Blob([new Uint8Array(body)]).stream() };
}

function failure(statusCode: number, code: string): S3Answer {
  return { ...success(Buffer.from(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`)), statusCode };
}
