import { compactDecrypt, decodeProtectedHeader, importPKCS8 } from 'jose';
import { parseCertificates } from '#crypto';
import { apiOf, Browser, fetchWith, flow, type TestClient } from '#testing';
import type { WalkingBuyer } from '../../chaos/client/walk.js';
import type { Hub } from '../hub/hub.js';
import type { Cast } from '../people/cast.js';
import { REDIRECT } from '../people/party.js';
import { type OpenedKey, Wallet } from '../people/wallet.js';
import { by } from './connection.js';
import { SellerKeys } from './seller-keys.js';

export type Method = 'tls_client_auth' | 'private_key_jwt';

/** The Buyer with the keys that are in use now; a walk that began with them ends with them. */
export interface Present {
  readonly walking: WalkingBuyer;
  /** Connects by the certificate of now. */
  readonly connection: typeof fetch;
  /** Names of the keys: C1, Sig1. */
  readonly kids: readonly [string, string];
}

const scope = 'intents notifications retrieveQuote listQuote';

const metadata = {
  grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
  response_types: ['code id_token'],
  tls_client_certificate_bound_access_tokens: true,
  id_token_signed_response_alg: 'ES256',
  id_token_encrypted_response_alg: 'ECDH-ES+A256KW',
  id_token_encrypted_response_enc: 'A256GCM',
  request_object_encryption_alg: 'RSA-OAEP-256',
  request_object_encryption_enc: 'A256GCM',
};

/** What every client of the Buyer sees of the Seller: who decides there, and the authorities (PEM) of its servers. */
export interface Seen {
  readonly person: flow.Person;
  readonly ca: string;
  /** Origin of the Buyer's listener, where it has tokens as well. */
  readonly listener: string;
}

interface Registered extends Seen {
  readonly client: Omit<TestClient, 'key'>;
  readonly wallet: Wallet;
  readonly sellerKeys: SellerKeys;
}

/** The Buyer’s software: mutual TLS by C1, request objects and assertions by Sig1, id_tokens that only Enc2 opens. */
export class CertifiedBuyer {
  private readonly browser: Browser;

  private constructor(
    private readonly registered: Registered,
    /** The statement that it registered by. */
    readonly statement: string,
  ) {
    this.browser = new Browser(registered.client.issuer);
  }

  /** Registers the software of the cast’s Buyer, which has its certificates by now. */
  static async join(cast: Cast, hub: Hub, method: Method, seen: Seen): Promise<CertifiedBuyer> {
    const { issuer, api } = hub.origins;
    const wallet = await Wallet.open(cast.parties.buyer);
    const statement = await cast.parties.buyer.statement();
    const body = {
      ...metadata,
      meflso_listener_token_endpoint: `${seen.listener}/token`,
      meflso_listener_client_id: 'seller-notifications',
      ...authentication(method, await wallet.inUse('C1')),
      software_statement: statement,
    };
    const answer = await flow.call<{ client_id: string }>('POST', `${issuer}/register`, { body });
    const { client_id: clientId } = flow.demand(answer, 201, 'register');
    const sellerKeys = new SellerKeys(issuer);
    const client = { clientId, issuer, api, redirectUri: REDIRECT, sealed: sellerKeys.seal };
    const byCertificate = method === 'tls_client_auth';
    const registered = { client: { ...client, byCertificate }, ...seen, wallet, sellerKeys };
    const buyer = new CertifiedBuyer(registered, statement);
    await buyer.subscribe();
    return buyer;
  }

  async present(): Promise<Present> {
    const { wallet, ca, person } = this.registered;
    const [C1, Sig1] = [await wallet.inUse('C1'), await wallet.inUse('Sig1')];
    const client: TestClient = { ...this.registered.client, key: await signingKey(Sig1) };
    const connection = fetchWith({ ca, cert: C1.certificate, key: C1.key });
    const walking = { client, person, browser: this.browser, send: sender(client) };
    return { walking, connection, kids: [C1.kid, Sig1.kid] };
  }

  private async subscribe(): Promise<void> {
    const { walking, connection } = await this.present();
    const callback = `${this.registered.listener}/${walking.client.clientId}`;
    const answer = await by(connection, () => walking.send('POST', '/hub', { body: { callback } }));
    flow.demand(answer, 201, 'subscribe');
  }

  /** The key of the Seller that the latest request object was encrypted to; none before the first. */
  get sealedTo(): readonly string[] {
    return this.registered.sellerKeys.sealedTo;
  }

  /** Opens id_tokens by the keys of Enc2 that they name, and verifies them; answers which keys these were. */
  async read(idTokens: readonly string[]): Promise<readonly (readonly ['Enc2' | 'own', string])[]> {
    const read = await Promise.all(idTokens.map((jwe) => this.open(jwe)));
    return read.flat();
  }

  private async open(jwe: string): Promise<readonly (readonly ['Enc2' | 'own', string])[]> {
    const { wallet, sellerKeys, client } = this.registered;
    const { kid = '', alg = '' } = decodeProtectedHeader(jwe);
    const { key } = await wallet.named(kid);
    const { plaintext } = await compactDecrypt(jwe, await importPKCS8(key, alg));
    const signedBy = await sellerKeys.verify(Buffer.from(plaintext).toString(), client.clientId);
    return [
      ['Enc2', kid],
      ['own', signedBy],
    ];
  }
}

// One token for a walk: it is bound to the certificate of the walk.
const sender = (client: TestClient): WalkingBuyer['send'] => {
  let token: string | undefined;
  return async <T>(
    method: string,
    path: string,
    request?: { readonly headers?: Record<string, string>; readonly body?: unknown },
  ): Promise<flow.Answer<T>> => {
    if (token === undefined) {
      const answer = await flow.token(client, { grant_type: 'client_credentials', scope });
      if (answer.status !== 200) return answer as unknown as flow.Answer<T>;
      token = answer.body.access_token;
    }
    return flow.call<T>(method, `${apiOf(client)}${path}`, {
      ...request,
      headers: { authorization: `Bearer ${token}`, ...request?.headers },
    });
  };
};

const authentication = (method: Method, { certificate }: OpenedKey): object => ({
  token_endpoint_auth_method: method,
  ...(method === 'tls_client_auth' && {
    tls_client_auth_subject_dn: parseCertificates(certificate)[0]!.subject.toString(),
  }),
});

const signingKey = async ({ kid, key }: OpenedKey): Promise<TestClient['key']> => ({
  private: await importPKCS8(key, 'ES256'),
  kid,
  alg: 'ES256',
  publicJwk: {},
});
