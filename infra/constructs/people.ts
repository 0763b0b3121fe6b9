import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnUserPoolGroup, Mfa, OAuthScope, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { roles } from '../../shared/access/scopes.ts';
import type { Settings } from '../settings.ts';

/**
 * Where people prove who they are. It lets nobody into an account: that is decided by the application, from its own
 * users and from the pool's groups `ACCOUNT:ROLE`, in the cloud as on one's own machine.
 */
export class People extends Construct {
  readonly pool: UserPool;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const { keepData, account } = settings;
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.addDomain(settings);
    for (const role of roles)
      new CfnUserPoolGroup(this, `Group-${role}`, {
        userPoolId: this.pool.userPoolId,
        groupName: `${account}:${role}`,
        description: `People who are ${role} of the account ${account}`,
      });
  }

  /** Where people are led to: a name of their own, or one of Cognito's that no other account can have. */
  private addDomain({ stage, signInDomain, signInCertificate }: Settings): void {
    if (!signInDomain || !signInCertificate) {
      this.pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: `codeset-${stage}-${Aws.ACCOUNT_ID}` } });
      return;
    }
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', signInCertificate);
    const domain = this.pool.addDomain('OwnSignIn', { customDomain: { domainName: signInDomain, certificate } });
    new CfnOutput(Stack.of(this), 'SignInTarget', { value: domain.cloudFrontEndpoint });
  }
}

/** The service as a client of the pool: authorization code with PKCE, no secret, no password passing through it. */
export function clientOf(scope: Construct, pool: UserPool, address: string): UserPoolClient {
  return new UserPoolClient(scope, 'SignInClient', {
    userPool: pool,
    generateSecret: false,
    authFlows: {},
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    idTokenValidity: Duration.hours(1),
    accessTokenValidity: Duration.hours(1),
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [`${address}/sign-in/callback`],
      logoutUrls: [`${address}/`],
    },
  });
}
