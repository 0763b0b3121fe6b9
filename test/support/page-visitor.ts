import { type CheerioAPI, load } from 'cheerio';
import type { Service } from '../../functions/api/service.ts';
import type { RunningApp } from './medium.ts';
import { apiOf } from './sample-world.ts';

const origin = 'http://127.0.0.1';

export interface VisitedPage {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  readonly type: string | null;
  /** What the page may load and reach. */
  readonly policy: string | null;
  readonly $: CheerioAPI;
}

/** Somebody at the pages, with a key; it keeps the cookie and sends the token of the page it read last. */
export async function visitor(app: RunningApp, key: string, more: Partial<Service> = {}) {
  const api = apiOf(app, more);
  let cookie = '';
  let csrf = '';
  const send = async (path: string, options: RequestInit = {}): Promise<VisitedPage> => {
    const headers = { host: '127.0.0.1', origin, cookie, ...(options.headers as Record<string, string>) };
    const response = await api.request(origin + path, { ...options, headers });
    const [set] = (response.headers.get('set-cookie') ?? '').split(';');
    if (set?.includes('=')) cookie = set;
    const text = await response.text();
    const $ = load(text);
    csrf = ($('input[name=csrf]').first().attr('value') as string | undefined) ?? csrf;
    const { status } = response;
    const [location, type, policy] = ['location', 'content-type', 'content-security-policy'].map((name) =>
      response.headers.get(name),
    ) as [string | null, string | null, string | null];
    return { status, text, $, location, type, policy };
  };
  const post = (path: string, fields: readonly (readonly [string, string])[]) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: formText([['csrf', csrf], ...fields]),
    });
  await post('/sign-in', [['key', key]]);
  return {
    get: (path: string) => send(path),
    post,
    /** What a script of a page sends. */
    json: async (path: string, body: object, token = csrf) => {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': token };
      const { status, text, type } = await send(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status, body: type?.includes('json') ? JSON.parse(text) : text };
    },
    /** Sends a form of a page as it stands there, with some fields filled in anew; an empty list unticks. */
    fill: (
      { $ }: Pick<VisitedPage, '$'>,
      action: string,
      anew: Readonly<Record<string, string | readonly string[]>> = {},
    ) => {
      const form = $(`form[action="${action}"]`).first();
      if (form.length === 0) throw new Error(`the page has no form for ${action}`);
      const shown = form
        .find('input:not([type=file]), select, textarea')
        .filter((_, field) => !/checkbox|radio/.test($(field).attr('type') ?? '') || $(field).is('[checked]'))
        .toArray()
        .map((field): readonly [string, string] => [$(field).attr('name')!, wordsOf($, field)])
        .filter(([name]) => name !== 'csrf');
      const rest = new Map(Object.entries(anew));
      const changed = shown.flatMap(([name, words]) => {
        if (!(name in anew)) return [[name, words] as const];
        const said = [rest.get(name) ?? []].flat();
        rest.delete(name);
        return said.map((each) => [name, each] as const);
      });
      const ticked = [...rest].flatMap(([name, said]) => [said].flat().map((each) => [name, each] as const));
      return post(action, [...changed, ...ticked]);
    },
    /** A form with a file, as a browser sends it. */
    upload: (path: string, fields: Readonly<Record<string, string | File>>) => {
      const body = new FormData();
      body.set('csrf', csrf);
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return send(path, { method: 'POST', body });
    },
  };
}

function wordsOf($: CheerioAPI, field: Parameters<CheerioAPI>[0]): string {
  const chosen = $(field).is('select') ? $(field).find('option[selected]') : undefined;
  if (!chosen) return String($(field).val() ?? '').replace(/^\n/, '');
  return String((chosen.length > 0 ? chosen : $(field).find('option').first()).attr('value') ?? '');
}

function formText(fields: readonly (readonly [string, string])[]): string {
  const form = new URLSearchParams();
  for (const [name, value] of fields) form.append(name, value);
  return form.toString();
}
