import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  DomainName,
  HttpApi,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { CloudFunction } from '../constructs/cloud-function.ts';
import { environmentOf } from '../constructs/environment.ts';
import { grantRights } from '../constructs/grants.ts';
import { clientOf } from '../constructs/people.ts';
import { apiFacts } from '../functions.ts';
import { rights } from '../rights.ts';
import type { Settings } from '../settings.ts';
import type { AlertsStack } from './alerts-stack.ts';
import type { DataStack } from './data-stack.ts';

export interface ApiStackProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly alerts: AlertsStack;
}

/** What is written of each request: no address, no query and no path, for a path may name a claim. */
const accessFormat = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.error.message',
};

/** API and pages: one function behind a gateway that limits how fast it is asked. */
export class ApiStack extends Stack {
  readonly api: CloudFunction;
  readonly gateway: HttpApi;
  /** Where the API and its pages are found, without a slash at the end. */
  readonly address: string;

  constructor(scope: Construct, id: string, { settings, data, alerts }: ApiStackProps) {
    super(scope, id, { description: 'codeset-watch: API and pages' });
    // Without its integration at first: the function is told the client's id, and the client the gateway's address.
    this.gateway = new HttpApi(this, 'Gateway', { createDefaultStage: false });
    const domain = this.ownDomain(settings);
    this.address = domain ? `https://${settings.apiDomain}` : this.gateway.apiEndpoint;
    const client = clientOf(this, data.people.pool, this.address);
    const environment = environmentOf(
      {
        data,
        account: settings.account,
        rateLimit: settings.requestsPerMinute,
        oidcClient: client.userPoolClientId,
      },
      apiFacts.variables,
    );
    this.api = new CloudFunction(this, 'api', {
      facts: apiFacts,
      environment,
      settings,
      logKey: alerts.operationsKey,
    });
    grantRights(this.api, rights.api, { ...data, sender: alerts.sender, queues: {} });
    const integration = new HttpLambdaIntegration('Function', this.api.lambda);
    new HttpRoute(this, 'Everything', { httpApi: this.gateway, routeKey: HttpRouteKey.DEFAULT, integration });
    this.createStage(settings, alerts, domain);
    new CfnOutput(this, 'Address', { value: this.address });
    new CfnOutput(this, 'UserPool', { value: data.people.pool.userPoolId });
    new CfnOutput(this, 'ApiKeySecret', { value: data.apiKey.resource.secretArn });
    if (domain) new CfnOutput(this, 'DomainTarget', { value: domain.regionalDomainName });
  }

  private createStage(settings: Settings, alerts: AlertsStack, domainName: DomainName | undefined): void {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: settings.logDays,
      encryptionKey: alerts.operationsKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.gateway,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: settings.apiRequestsPerSecond, burstLimit: settings.apiBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessFormat)),
      },
      ...(domainName ? { domainMapping: { domainName } } : {}),
    });
  }

  private ownDomain({ apiDomain, apiCertificate }: Settings): DomainName | undefined {
    if (!apiDomain || !apiCertificate) return undefined;
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', apiCertificate);
    return new DomainName(this, 'Domain', { domainName: apiDomain, certificate });
  }
}
