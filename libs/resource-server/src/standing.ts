import type { PublicClient, PublicGrant, PublicIntent } from '#contracts';
import { type Clock, Refused } from '#event-sourcing';
import type { Replicas } from '#replicas';
import type { Credentials } from './credentials.js';
import type { Authorization, Protection } from './protected.js';

/** Whether what the tokens stand for still stands. Throws `Refused('invalid-credentials' | 'intent-already-used')`. */
export type Standing = (
  authorization: Authorization,
  protection: Protection,
  credentials: Credentials,
) => Promise<void>;

/** Asks the authorization server about each token (RFC 7662), for a resource server that has no replicas. */
export const introspectionStanding =
  (introspect: (token: string) => Promise<{ readonly active: boolean }>): Standing =>
  async (_authorization, _protection, { accessToken, resourceToken }) => {
    const tokens = resourceToken === undefined ? [accessToken] : [accessToken, resourceToken];
    const answers = await Promise.all(tokens.map(introspect));
    if (!answers.every(({ active }) => active)) throw invalid('token-ended');
  };

/**
 * Asks the replicas of client, grant and intents. A replica that says no is asked again at the owner, as it may be behind;
 * one that says yes is believed, and is told of a revocation within a second.
 */
export const replicaStanding =
  (replicas: Pick<Replicas, 'get'>, clock: Clock): Standing =>
  async (authorization, protection) => {
    await Promise.all([
      assertClient(replicas, authorization),
      assertGrant(replicas, authorization, clock.now().toISOString()),
      ...concerned(authorization).map((id) =>
        assertIntent(replicas, id, { authorization, protection, clock }),
      ),
    ]);
  };

// With a resource token only its own intent matters: others of the same consent may be used up or revoked.
const concerned = ({ resource, intentIds }: Authorization): readonly string[] =>
  resource ? [resource.intentId] : intentIds;

const assertClient = async (
  replicas: Pick<Replicas, 'get'>,
  { clientId, issuedAt }: Authorization,
): Promise<void> => {
  const isActive = ({ status }: PublicClient) => status === 'active';
  const client = (await replicas.get('client', clientId, { satisfying: isActive }))?.view;
  if (client?.status === 'suspended') throw invalid('client-suspended');
  if (!client || !isActive(client)) throw invalid('client-deleted');
  if (isFromBeforeSuspension(issuedAt, client)) throw invalid('client-was-suspended');
};

// What ended with a suspension does not come back with its end, wherever that is heard of first. `iat` has whole seconds.
const isFromBeforeSuspension = (issuedAt: number | undefined, { reinstatedAt }: PublicClient): boolean =>
  reinstatedAt !== undefined && ((issuedAt ?? 0) + 1) * 1000 <= Date.parse(reinstatedAt);

const assertGrant = async (
  replicas: Pick<Replicas, 'get'>,
  { grantId, clientId }: Authorization,
  at: string,
): Promise<void> => {
  const isActive = ({ status, expiresAt }: PublicGrant) => status === 'active' && at < expiresAt;
  const grant = await replicas.get('grant', grantId, { satisfying: isActive });
  if (!grant || !isActive(grant.view)) throw invalid('grant-ended');
  if (grant.view.clientId !== clientId) throw invalid('wrong-client');
};

interface Question {
  readonly authorization: Authorization;
  readonly protection: Protection;
  readonly clock: Clock;
}

const assertIntent = async (
  replicas: Pick<Replicas, 'get'>,
  intentId: string,
  { authorization, protection, clock }: Question,
): Promise<void> => {
  const at = clock.now().toISOString();
  const isGood = ({ status, expiresAt }: PublicIntent) => status === 'authorized' && at < expiresAt;
  const intent = (await replicas.get('intent', intentId, { satisfying: isGood }))?.view;
  if (!intent || intent.clientId !== authorization.clientId) throw invalid('wrong-intent');
  if (isGood(intent)) return;
  if (intent.status !== 'consumed') throw invalid('intent-ended');
  // What was made with a used intent can still be read; nothing new can be made with it.
  if (protection.resourceToken && !protection.consumedIntent) throw new Refused('intent-already-used');
};

const invalid = (cause: string): Refused => new Refused('invalid-credentials', { cause });
