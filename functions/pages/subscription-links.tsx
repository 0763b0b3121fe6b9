import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { HttpEnvironment, Service } from '../api/service.ts';
import { type Frame, Layout } from './layout.tsx';
import { MessagePage } from './message-page.tsx';

type PageContext = Context<HttpEnvironment>;
type FrameMaker = (context: PageContext, title: string) => Promise<Frame>;

/** What the two links of a mail ask and do. Following one only shows a button: mail scanners follow every link. */
const links = {
  confirm: {
    title: 'Alerts by mail',
    ask: 'May codeset-watch write to this address?',
    button: 'Yes, send alerts here',
    done: 'Thank you: alerts come to this address from now on. Every one of them has a link that ends them.',
  },
  unsubscribe: {
    title: 'End these alerts',
    ask: 'Shall this subscription end?',
    button: 'End it',
    done: 'No more alerts of this subscription are sent.',
  },
} as const;
type Verb = keyof typeof links;

/** The pages behind the links of a mail. Who holds the token needs no other key (RFC 8058 for the one click). */
export function addSubscriptionLinks(pages: Hono<HttpEnvironment>, service: Service, frameOf: FrameMaker): void {
  for (const verb of ['confirm', 'unsubscribe'] as const) {
    const path = `/subscriptions/${verb}/:token`;
    pages.get(path, (context) => ask(context, service, frameOf, verb));
    pages.post(path, (context) => act(context, service, frameOf, verb));
  }
}

async function ask(context: PageContext, service: Service, frameOf: FrameMaker, verb: Verb): Promise<Response> {
  const frame = await frameOf(context, links[verb].title);
  const subscription = await service.manageSubscriptions.followed(context.req.param('token') ?? '');
  if (!subscription) return nobodys(context, frame);
  const { ask: question, button } = links[verb];
  return shown(
    context,
    <Layout frame={frame}>
      <section class="lead narrow">
        <h1>{links[verb].title}</h1>
        <p>
          {question} It is the subscription “{subscription.name}”.
        </p>
        <form method="post">
          <button type="submit">{button}</button>
        </form>
      </section>
    </Layout>,
  );
}

async function act(context: PageContext, service: Service, frameOf: FrameMaker, verb: Verb): Promise<Response> {
  const frame = await frameOf(context, links[verb].title);
  const subscription = await service.manageSubscriptions[verb](context.req.param('token') ?? '');
  if (!subscription) return nobodys(context, frame);
  return shown(context, <MessagePage frame={frame} text={links[verb].done} />);
}

function nobodys(context: PageContext, frame: Frame): Response | Promise<Response> {
  context.status(404);
  return shown(
    context,
    <MessagePage frame={frame} text="This link is nobody's. It may be of a subscription that is gone." />,
  );
}

function shown(context: PageContext, page: unknown): Response | Promise<Response> {
  context.header('Cache-Control', 'no-store');
  return context.html(html`<!doctype html>${page}`);
}
