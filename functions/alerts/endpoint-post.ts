export interface EndpointRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an endpoint said; `error` is null where it took the message. */
export interface EndpointAnswer {
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
  /** What it asked for by Retry-After. */
  readonly retryAfterSeconds: number | null;
}

/** Posts to an address that a subscriber chose. It never throws: what goes wrong is an answer. */
export type EndpointPost = (request: EndpointRequest) => Promise<EndpointAnswer>;

/** Publishes to a topic of the deployment's own; where there is none, says so. */
export type TopicPublish = (
  topic: string,
  message: { readonly id: string; readonly subject: string; readonly body: string },
) => Promise<EndpointAnswer>;
