import { fileURLToPath } from 'node:url';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, LoggingFormat, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionFacts, FunctionName } from '../functions.ts';
import { metricsNamespace, type Settings } from '../settings.ts';
import { bundling } from './bundling.ts';

const root = new URL('../../', import.meta.url);
const inProject = (path: string) => fileURLToPath(new URL(path, root));

export interface CloudFunctionProps {
  readonly facts: FunctionFacts;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly logKey: IKey;
  readonly reservedConcurrency?: number | undefined;
}

/** A function with its own log and a role of its own, which at first may do nothing but log and trace. */
export class CloudFunction extends Construct {
  readonly lambda: NodejsFunction;
  readonly role: Role;

  constructor(scope: Construct, name: FunctionName, props: CloudFunctionProps) {
    super(scope, name);
    const { facts, settings } = props;
    const { memoryMb, timeout } = facts;
    const logGroup = new LogGroup(this, 'Log', {
      retention: settings.logDays,
      encryptionKey: props.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${name} may do`,
    });
    logGroup.grantWrite(this.role);
    this.lambda = new NodejsFunction(this, 'Function', {
      description: `codeset-watch ${name}`,
      entry: inProject(`functions/handlers/${name}.ts`),
      depsLockFilePath: inProject('package-lock.json'),
      projectRoot: inProject('.'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.role,
      memorySize: memoryMb,
      timeout,
      reservedConcurrentExecutions: props.reservedConcurrency,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(settings),
        ...props.environment,
      },
      bundling: {
        ...bundling,
        mainFields: [...bundling.mainFields],
        externalModules: [...bundling.externalModules],
        format: OutputFormat.ESM,
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        logLevel: LogLevel.WARNING,
      },
    });
  }

  allow(statement: PolicyStatement): void {
    this.role.addToPrincipalPolicy(statement);
  }

  get region(): string {
    return Stack.of(this).region;
  }
}
