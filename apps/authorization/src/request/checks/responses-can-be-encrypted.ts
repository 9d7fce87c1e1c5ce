import { Refused } from '#event-sourcing';
import type { ClientKeys } from '#oauth';
import type { Addressed } from '../attempt.js';
import { refuse } from '../refuse.js';

/**
 * OIDC Core §10.2: a client that registered encrypted id_tokens publishes a key for them. Asked before a person is, since
 * afterwards there would be a consent and no way to tell of it.
 */
export const responsesCanBeEncrypted = async (
  { client }: Addressed,
  keys: Pick<ClientKeys, 'recipient'>,
): Promise<void> => {
  try {
    await keys.recipient(client);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.reason === 'no-encryption-key')
      return refuse(
        'invalid_request',
        'The application publishes no key that its id_tokens can be encrypted to.',
      );
    return refuse('temporarily_unavailable', "The application's keys cannot be fetched at the moment.");
  }
};
