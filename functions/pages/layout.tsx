import type { Child } from 'hono/jsx';
import { assets } from './assets.ts';

/** What every page says of itself and its reader. */
export interface Frame {
  readonly title: string;
  readonly sample: boolean;
  /** Claims and findings are shown to this reader. */
  readonly signedIn: boolean;
  readonly version: string;
  /** Where the reader is, for the navigation. */
  readonly here?: 'today' | 'changes' | 'sources';
  /** The newest release, which the navigation leads to; null while none is held. */
  readonly newest: string | null;
}

export function Layout({ frame, children }: { frame: Frame; children: Child }) {
  const { title, sample, here, newest } = frame;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${sample ? 'SAMPLE DATA · ' : ''}${title} · codeset-watch`}</title>
        <link rel="icon" type="image/svg+xml" href={assets.icon.path} />
        <link rel="stylesheet" href={assets.style.path} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header>
          {sample && <SampleBanner />}
          <div class="top">
            <div class="wide bar">
              <a class="brand" href="/">
                codeset<span>watch</span>
              </a>
              <nav aria-label="Pages">
                <a href="/" aria-current={here === 'today' ? 'page' : undefined}>
                  Today
                </a>
                {newest !== null && (
                  <a href={`/releases/${newest}/changes`} aria-current={here === 'changes' ? 'page' : undefined}>
                    Changes
                  </a>
                )}
                <a href="/sources" aria-current={here === 'sources' ? 'page' : undefined}>
                  Sources
                </a>
              </nav>
              <search class="find">
                <form action="/codes">
                  <label for="find">Find a code</label>
                  <input
                    id="find"
                    name="code"
                    placeholder="Find a code, J0013"
                    maxlength={20}
                    autocomplete="off"
                    required
                  />
                </form>
              </search>
            </div>
          </div>
        </header>
        <main id="main" class="wide">
          {children}
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

function SampleBanner() {
  return (
    <p class="sample" role="note">
      <strong>SAMPLE DATA</strong> Invented codes, claims and money, so that you can look around. Nothing here is real.
    </p>
  );
}

function Footer({ frame: { version, signedIn, sample } }: { frame: Frame }) {
  return (
    <footer class="wide foot">
      <span>codeset-watch {version}</span>
      <a href="/docs">API</a>
      <a href="/health">Health</a>
      {signedIn && !sample && (
        <form method="post" action="/sign-out">
          <button class="plain" type="submit">
            Sign out
          </button>
        </form>
      )}
    </footer>
  );
}
