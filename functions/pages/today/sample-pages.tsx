import type { Hono } from 'hono';
import { Refused } from '../../api/problems.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { requireCsrf } from '../../api/session.ts';
import type { SampleStanding } from '../../sample-store.ts';
import { ChangeForm } from '../form-parts.tsx';
import { type Frame, Layout } from '../layout.tsx';
import { LookAgain } from '../look-again.tsx';
import { frameOf, show } from '../page.tsx';

/** The sample comes and goes by a button, on one's own machine alone. */
export function addSamplePages(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.use('/sample/*', requireCsrf(service));
  const offered = () => {
    if (service.sampleStore) return service.sampleStore;
    throw new Refused('not-found', 'There is no sample here.');
  };
  pages.get('/sample', async (context) => {
    if (!service.sample) offered();
    const frame = await frameOf(context, service, 'The sample');
    return show(context, <SamplePage frame={frame} removable={service.sampleStore !== null} />);
  });
  pages.post('/sample/load', async (context) => {
    const { releases } = await service.codeSets.state('HCPCS');
    if (service.sample || releases.length > 0)
      throw new Refused('conflict', 'A release is held already: the sample is for an empty store.');
    offered().load();
    return context.redirect('/', 303);
  });
  pages.post('/sample/remove', async (context) => {
    if (!service.sample) throw new Refused('conflict', 'No sample is shown.');
    await offered().remove();
    return context.redirect('/', 303);
  });
}

function SamplePage({ frame, removable }: { frame: Frame; removable: boolean }) {
  const title = frame.sample ? 'This is the sample.' : 'The sample is not shown.';
  return (
    <Layout frame={frame}>
      <section class="lead narrow">
        <h1>{title}</h1>
        <p>
          Two releases, claims, a chargemaster and other lists, made by hand so that all of codeset-watch can be seen at
          work. No text in them is from CMS or AMA, and nobody is spoken of. They lie in a store of their own.
        </p>
        {frame.sample && removable && <Remove frame={frame} />}
        {frame.sample && !removable && <p>Whoever runs this service removes it by deleting the folder of its store.</p>}
        {!frame.sample && (
          <p>
            <a class="button" href="/">
              Today
            </a>
          </p>
        )}
      </section>
    </Layout>
  );
}

function Remove({ frame }: { frame: Frame }) {
  return (
    <>
      <h2>Enough of it?</h2>
      <p>
        Removing it deletes the sample's store with all that was done in it, and its mails in the outbox. Your own store
        is shown then, as it was. The sample can be loaded again as long as that holds no release.
      </p>
      <ChangeForm frame={frame} action="/sample/remove">
        <button type="submit">Remove the sample</button>
      </ChangeForm>
    </>
  );
}

/** The first visit's way to something to look at; how far it is while it loads. */
export function OfferSample({ frame, standing }: { frame: Frame; standing: SampleStanding }) {
  if (standing.state === 'loading') return <Loading standing={standing} />;
  return (
    <section class="card offer" id="sample">
      <h2>Only looking?</h2>
      {standing.state === 'failed' && (
        <p class="warning" role="alert">
          The sample could not be loaded: {standing.reason}
        </p>
      )}
      <p>
        A hand-made sample shows all of it at work: a quarterly update, claims that it breaks, and what to bill instead.
        It has a store of its own, is called sample on every page, and is removed with one click.
      </p>
      <ChangeForm frame={frame} action="/sample/load">
        <button type="submit">Load the sample</button>
      </ChangeForm>
    </section>
  );
}

function Loading({ standing: { done, total, what } }: { standing: SampleStanding & { state: 'loading' } }) {
  return (
    <section class="card offer" id="sample" data-live="700">
      <h2>The sample is being loaded</h2>
      <p>
        <progress max={total} value={done} aria-label="Steps done" />
        <span class="soft">{total > 1 ? `Step ${done + 1} of ${total}: ${what}` : `Now: ${what}`}</span>
      </p>
      <LookAgain at="/" />
    </section>
  );
}
