import type { PublicClient } from '#contracts';
import { Untrusted } from '#crypto';
import { type Claim, Refused } from '#event-sourcing';
import type { Replicas } from '#replicas';
import type { PresentedCertificate } from '../mutual-tls/presented-certificate.js';
import { type Form, readCredential } from './credential.js';
import type { AuthenticationMethod, Prove } from './method.js';

/** A client that has proven who it is. */
export interface AuthenticatedClient {
  readonly client: PublicClient;
  /** To be claimed in the transaction of the effect: an assertion works once. A certificate may come again. */
  readonly claims: readonly Claim[];
  /** The key that proved it, for audit: the `kid` of an assertion, or the thumbprint of a certificate. */
  readonly kid: string;
}

/** Every way in which a client may prove who it is, and what verifies it. */
export type AuthenticationMethods = Readonly<Record<AuthenticationMethod, Prove>>;

/** Client authentication (RFC 6749 §2.3) by the one method that the client registered. */
export class ClientAuthentication {
  constructor(
    private readonly methods: AuthenticationMethods,
    private readonly replicas: Pick<Replicas, 'get'>,
  ) {}

  /**
   * `form` is the parsed body; `audiences` are what `aud` may be: the issuer and the endpoint's own URL; `certificate` is
   * what came with the connection. Throws `Refused('invalid-client')`, whose `cause` helps a developer and never quotes
   * what was sent, `Refused('jwks-unavailable')` while the client's keys cannot be fetched, and `Refused('client-suspended')`
   * to one who proved to be the client, and to nobody else.
   */
  async authenticate(
    form: Form,
    audiences: readonly string[],
    certificate?: PresentedCertificate,
  ): Promise<AuthenticatedClient> {
    try {
      const credential = readCredential(form, certificate);
      const client = await this.client(credential.clientId);
      const method = registeredMethod(client);
      // RFC 6749 §2.3: one method in a request; and it is the registered one, so that no weaker one can be chosen.
      if ((method === 'private_key_jwt') !== (credential.assertion !== undefined))
        throw invalidClient('wrong-authentication-method');
      const proof = await this.methods[method]({ ...credential, client, audiences });
      if (client.status === 'suspended') throw new Refused('client-suspended');
      return { client, ...proof };
    } catch (error) {
      throw asInvalidClient(error);
    }
  }

  private async client(clientId: string): Promise<PublicClient> {
    const isActive = (client: PublicClient) => client.status === 'active';
    const replica = await this.replicas.get('client', clientId, { satisfying: isActive });
    if (!replica || replica.view.status === 'deleted') throw invalidClient('unknown-client');
    return replica.view;
  }
}

/** `token_endpoint_auth_method` of a client; those registered before there was a choice have `private_key_jwt`. */
export const registeredMethod = ({
  tokenEndpointAuthMethod,
}: Pick<PublicClient, 'tokenEndpointAuthMethod'>): AuthenticationMethod =>
  tokenEndpointAuthMethod ?? 'private_key_jwt';

export const invalidClient = (cause: string): Refused => new Refused('invalid-client', { cause });

const asInvalidClient = (error: unknown): unknown => {
  if (error instanceof Untrusted) return invalidClient(error.reason);
  if (!(error instanceof Refused)) return error;
  if (error.reason === 'invalid-signature') return invalidClient(String(error.detail.cause));
  // Keys that cannot be fetched now say nothing against the client, who shall try again; what they are does.
  const itsFault = error.reason === 'jwks-unavailable' && error.detail.cause !== 'unreachable';
  return itsFault ? invalidClient('jwks-unavailable') : error;
};
