interface Said {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly { readonly name: string; readonly reason: string }[];
}

/** A refusal of the service (RFC 9457). `kind` is stable and fit for decisions; the message is for people. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    /** `unknown-code`, `invalid-request` …; empty where something before the service answered. */
    readonly kind: string,
    message: string,
    /** What to tell those who run the service. */
    readonly requestId: string | null,
    /** Parameters or fields that were wrong. */
    readonly errors: readonly { readonly name: string; readonly reason: string }[],
  ) {
    super(message);
    this.name = 'ApiProblem';
  }

  static async of(answer: Response): Promise<ApiProblem> {
    const said = (await answer.json().catch(() => ({}))) as Said;
    const kind = said.type?.startsWith(prefix) ? said.type.slice(prefix.length) : '';
    const message = [said.title ?? answer.statusText, said.detail].filter(Boolean).join(': ');
    const id = said.instance ?? answer.headers.get('x-request-id');
    return new ApiProblem(answer.status, kind, message || `status ${answer.status}`, id, said.errors ?? []);
  }
}

const prefix = 'urn:codeset-watch:problem:';
