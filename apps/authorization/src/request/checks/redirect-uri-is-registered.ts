import type { PublicClient } from '#contracts';
import type { Received } from '../attempt.js';
import { demand } from '../refuse.js';

/**
 * MEF 128 R19, R20: the redirect URI is one that was registered, compared byte for byte (FAPI 1.0 Baseline §5.2.2 item 10).
 * A request that carries it in its object alone is read there before the signature is known to be good: being registered
 * is what makes it a safe address, in either place.
 */
export const redirectUriIsRegistered = (
  request: Received,
  client: PublicClient,
  peeked: Readonly<Record<string, unknown>>,
): string => {
  demand(
    !request.repeated.includes('redirect_uri'),
    'invalid_request',
    'redirect_uri was sent more than once.',
  );
  const redirectUri = request.parameters['redirect_uri'] ?? peeked['redirect_uri'];
  demand(redirectUri !== undefined, 'invalid_request', 'redirect_uri is missing.');
  const registered = typeof redirectUri === 'string' && client.redirectUris.includes(redirectUri);
  demand(registered, 'invalid_request', 'redirect_uri is not one that the application registered.');
  return redirectUri;
};
