import { type Frame, Layout } from './layout.tsx';
import { FileText } from './parts.tsx';

/** A page that says one thing: something is not here, not allowed, or went wrong. */
export function MessagePage({ frame, text, hint }: { frame: Frame; text: string; hint?: string | undefined }) {
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>{frame.title}</h1>
        <p>
          <FileText text={text} />
        </p>
        {hint && <p class="soft">{hint}</p>}
        <p>
          <a class="button" href="/">
            Today
          </a>
        </p>
      </section>
    </Layout>
  );
}

/** Asks for the key that the server printed when it started. */
export function SignInPage({
  frame,
  wrong,
  next,
  provider,
}: {
  frame: Frame;
  wrong: boolean;
  /** Page to go to then. */
  next: string;
  provider: boolean;
}) {
  return (
    <Layout frame={frame}>
      <section class="lead narrow">
        <h1>Sign in</h1>
        <p>
          Claims and findings are shown to who holds the key. <code>npm start</code> and <code>codeset serve</code>{' '}
          print it, and a link that signs you in.
        </p>
        {provider && (
          <p>
            <a class="button" href="/sign-in/start">
              Sign in with your organisation
            </a>
          </p>
        )}
        <form class="sign-in" method="post" action="/sign-in">
          <input type="hidden" name="to" value={next} />
          <label>
            Key
            <input type="password" name="key" autocomplete="off" required aria-invalid={wrong ? 'true' : undefined} />
          </label>
          {wrong && (
            <p class="warning" role="alert">
              That is not the key of this server, or it holds no more. It may have started anew since: look at what it
              printed last.
            </p>
          )}
          <button type="submit">Sign in</button>
        </form>
      </section>
    </Layout>
  );
}
