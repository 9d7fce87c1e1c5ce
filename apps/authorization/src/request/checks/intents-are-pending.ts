import type { PublicIntent } from '#contracts';
import type { Replicas } from '#replicas';
import type { Opened } from '../attempt.js';
import { requestedIntentIds } from '../claims.js';
import { demand } from '../refuse.js';

/** The same words for an intent that is unknown and for one of another client: nobody learns that it exists. */
const UNKNOWN = 'meflso_intent_id names an intent that is not known.';

/** MEF 128 R28, R29: every intent was given by this Seller to this client, and waits for a decision. */
export const intentsArePending = async (
  request: Opened,
  replicas: Replicas,
): Promise<readonly PublicIntent[]> => {
  const intentIds = requestedIntentIds(request.object);
  return Promise.all(intentIds.map((intentId) => pendingIntent(request, intentId, replicas)));
};

const pendingIntent = async (
  request: Opened,
  intentId: string,
  replicas: Replicas,
): Promise<PublicIntent> => {
  const pending = { satisfying: (intent: PublicIntent) => intent.status === 'pending' };
  const intent = (await replicas.get('intent', intentId, pending))?.view;
  demand(intent?.clientId === request.client.clientId, 'invalid_request', UNKNOWN);
  const waiting = intent.status === 'pending' && request.at.toISOString() < intent.expiresAt;
  demand(waiting, 'invalid_request', 'meflso_intent_id names an intent that no longer waits for a decision.');
  return intent;
};
