import type { Child } from 'hono/jsx';
import { type Caller, may } from '../../shared/access/caller.ts';
import { assets } from './assets.ts';
import { type Here, navigation } from './navigation.ts';

/** What every page says of itself and its reader. */
export interface Frame {
  readonly title: string;
  readonly sample: boolean;
  /** Who reads it; null for a visitor, who sees no claims and no settings. */
  readonly caller: Caller | null;
  /** Stands in every form that changes something. */
  readonly csrf: string;
  readonly version: string;
  /** What the address says behind its path. */
  readonly asked?: Readonly<Record<string, string>>;
  /** Where the reader is, for the navigation. */
  readonly here?: Here;
  /** Address of a script that the page can do without. */
  readonly script?: string;
}

export function Layout({ frame, children }: { frame: Frame; children: Child }) {
  const { title, sample, script } = frame;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${sample ? 'SAMPLE DATA · ' : ''}${title} · codeset-watch`}</title>
        <link rel="icon" type="image/svg+xml" href={assets.icon.path} />
        <link rel="stylesheet" href={assets.style.path} />
        {script && <script src={script} defer />}
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
              <Navigation frame={frame} />
              <search class="find">
                <form action="/codes">
                  <label for="find">Find a code</label>
                  <input
                    id="find"
                    name="code"
                    placeholder="Find a code, J0013"
                    maxlength={200}
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

function Navigation({ frame: { here, caller } }: { frame: Frame }) {
  const shown = Object.entries(navigation).filter(([, { scope }]) => may(caller, scope));
  return (
    <nav aria-label="Pages">
      {shown.map(([name, { path, words }]) => (
        <a href={path} aria-current={name === here ? 'page' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  );
}

function SampleBanner() {
  return (
    <p class="sample" role="note">
      <strong>SAMPLE DATA</strong> Invented codes, claims and money, so that you can look around. Nothing here is real.{' '}
      <a href="/sample">Remove it</a>
    </p>
  );
}

function Footer({ frame: { version, caller, sample, csrf } }: { frame: Frame }) {
  return (
    <footer class="wide foot">
      <span>codeset-watch {version}</span>
      <a href="/docs">API</a>
      <a href="/health">Health</a>
      {!caller && <a href="/sign-in">Sign in</a>}
      {caller && !sample && (
        <form method="post" action="/sign-out">
          <input type="hidden" name="csrf" value={csrf} />
          <button class="plain" type="submit">
            Sign out
          </button>
        </form>
      )}
    </footer>
  );
}
