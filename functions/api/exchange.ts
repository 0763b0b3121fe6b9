/** A request as the API reads it, whichever server took it: Node's own, hono's, or the gateway's event. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** The address that it came from, where the server knows it. */
  readonly from?: string | undefined;
  /** Of a header in small letters. */
  header(name: string): string | undefined;
  /** The bytes sent; undefined where there are more than `longest`, which are not read. */
  body(longest: number): Promise<Uint8Array | undefined>;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What an answer gathers on its way: headers are set by whoever knows them first. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly headers: Record<string, string>;
}

/** Answers, or null where the address belongs to somebody else: a page, or nobody. */
export type ApiHandler = (request: ApiRequest) => ApiResponse | null | Promise<ApiResponse>;
