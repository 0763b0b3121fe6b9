import { type App, Tags } from 'aws-cdk-lib';
import type { Settings } from './settings.ts';
import { AlertsStack } from './stacks/alerts-stack.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';
import { WatchStack } from './stacks/watch-stack.ts';

/** The stacks, by how long they live: data outlive the functions, and nothing hangs on those who watch. */
export function createCloud(app: App, settings: Settings) {
  const id = (name: string) => `codeset-watch-${settings.stage}-${name}`;
  const data = new DataStack(app, id('data'), settings);
  const alerts = new AlertsStack(app, id('alerts'), settings);
  const api = new ApiStack(app, id('api'), { settings, data, alerts });
  const pipeline = new PipelineStack(app, id('pipeline'), { settings, data, alerts, siteAddress: api.address });
  const watch = new WatchStack(app, id('watch'), { settings, data, alerts, api, pipeline });
  const stacks = { data, alerts, api, pipeline, watch };
  for (const stack of Object.values(stacks)) Tags.of(stack).add('codeset-watch', settings.stage);
  return stacks;
}
