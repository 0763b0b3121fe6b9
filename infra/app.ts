import { App } from 'aws-cdk-lib';
import { checkStacks } from './checks.ts';
import { createCloud } from './cloud.ts';
import { explainExceptions } from './exceptions.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings((name) => app.node.tryGetContext(name));
explainExceptions(createCloud(app, settings));
checkStacks(app);
app.synth();
