import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The text of a secret, read anew each time: whoever changes it need start nothing anew. */
export function secretText(client: SecretsManagerClient, SecretId: string): () => Promise<string | undefined> {
  return async () => (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
}
