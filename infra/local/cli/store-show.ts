import { dirname } from 'node:path';
import type { SampleStanding, SampleStore } from '../../../functions/sample-store.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { type Answering, answering } from '../http-server.ts';
import { type Context, remark } from './context.ts';
import { isSample } from './folders.ts';
import { type HostedStore, openHosted } from './host-store.ts';
import { keepUp } from './keep-up.ts';
import { handOnKey, localService, type ServeOptions, todayOf } from './local-service.ts';
import { removeSample } from './remove-sample.ts';
import { markedSample, sampleNews } from './sample-story.ts';

interface ShownStore extends HostedStore {
  readonly answer: Answering;
  readonly key: string;
  /** Ends what the server does for it beside answering. */
  readonly rest: () => void;
}

/**
 * Which store a server shows: its own, or the sample in the place of an empty one. The sample gives way by itself as
 * soon as a release comes into the store beside it.
 */
export class StoreShow implements SampleStore {
  private own: ShownStore | null = null;
  private sample: ShownStore | null = null;
  private standingNow: SampleStanding = { state: 'absent' };
  private releasesBefore = 0;
  /** Of the store of one's own, beside which the sample lies. */
  private readonly folder: string;
  private closing = false;
  /** Under way, so that a second click joins the first. */
  private opening: Promise<void> | null = null;
  private removing: Promise<void> | null = null;

  constructor(
    private readonly context: Context,
    private readonly base: HostedStore,
    private readonly options: ServeOptions,
    private readonly url: () => string,
  ) {
    const { folder } = base.app;
    const beganWithSample = isSample(folder);
    this.folder = beganWithSample ? dirname(folder) : folder;
    if (beganWithSample) this.sample = this.show(base);
    else this.own = this.show(base);
    if (this.sample) this.standingNow = { state: 'shown' };
  }

  readonly answer: Answering = (request, response) => this.shown().answer(request, response);

  /** What lets in to the store shown. */
  get key(): string {
    return this.shown().key;
  }

  standing(): SampleStanding {
    return this.standingNow;
  }

  load(): void {
    if (this.standingNow.state === 'loading' || this.standingNow.state === 'shown') return;
    this.standingNow = { state: 'loading', done: 0, total: 1, what: 'making its store' };
    this.opening = this.openSample().catch((error: Error) => {
      this.standingNow = { state: 'failed', reason: error.message };
    });
  }

  remove(): Promise<void> {
    this.removing ??= this.removeShown().finally(() => {
      this.removing = null;
    });
    return this.removing;
  }

  private async removeShown(): Promise<void> {
    const { sample } = this;
    if (!sample || this.standingNow.state !== 'shown') throw new CodesetError('NO_SAMPLE', 'no sample is shown');
    this.own ??= await this.openOwn(sample.app.folder);
    await this.closeSample();
    await removeSample(sample.app);
  }

  /** Closes what was opened beside the store that the server was started with. */
  async close(): Promise<void> {
    this.closing = true;
    await this.opening;
    for (const store of [this.own, this.sample]) {
      store?.rest();
      if (store && store.owner !== this.base.owner) await store.owner.close();
    }
  }

  /** The one beside a sample with which the server began. */
  private async openOwn(sample: string): Promise<ShownStore> {
    const store = await this.hosted(this.folder);
    handOnKey(sample, this.folder);
    return this.show(store);
  }

  private shown(): ShownStore {
    if (this.sample && this.own && releasesIn(this.own) > this.releasesBefore)
      this.closeSample().catch((error: Error) => remark(this.context, `codeset: ${error.message}`));
    return (this.standingNow.state === 'shown' ? this.sample : this.own)!;
  }

  private async openSample(): Promise<void> {
    const store = await this.hosted(markedSample(this.folder));
    try {
      const tell = (done: number, total: number, what: string) => {
        if (this.closing) throw new CodesetError('STORE_CLOSED', 'the server is being stopped');
        this.standingNow = { state: 'loading', done, total, what };
      };
      const today = todayOf(this.context, this.options);
      await store.owner.exclusively(() => sampleNews(this.context, store.app, today, tell));
    } catch (error) {
      await store.owner.close();
      throw error;
    }
    this.releasesBefore = releasesIn(this.own!);
    this.sample = this.show(store);
    this.standingNow = { state: 'shown' };
  }

  /** From now on its own store is shown. */
  private async closeSample(): Promise<void> {
    const { sample } = this;
    this.standingNow = { state: 'absent' };
    this.sample = null;
    sample?.rest();
    await sample?.owner.close();
  }

  private async hosted(folder: string): Promise<HostedStore> {
    const store = await openHosted(folder, this.context.today);
    if (!store) throw new CodesetError('STORE_SERVED', `another process serves ${folder}: end it first`);
    return store;
  }

  private show(store: HostedStore): ShownStore {
    const { context, options, url: base } = this;
    const { service, uploads } = localService(context, store, { options, base, sampleStore: this });
    if (base() !== '') store.owner.announce(base());
    return {
      ...store,
      answer: answering(service, uploads),
      key: service.apiKey,
      rest: keepUp(context, store.app, store.owner),
    };
  }
}

/** So many were published since the store was opened. */
function releasesIn({ app }: HostedStore): number {
  return app.codeSets.flips;
}
