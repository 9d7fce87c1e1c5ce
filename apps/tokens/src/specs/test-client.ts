import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PublicClient } from '#contracts';
import {
  generateSigningKey,
  importSigningKey,
  opaqueId,
  type SignatureAlgorithm,
  signJwt,
  type SigningKey,
} from '#crypto';

export type Form = Readonly<Record<string, string | undefined>>;

/** A client with keys of its own, published where its `jwks_uri` says. */
export class TestClient {
  private constructor(
    readonly view: PublicClient,
    private readonly key: SigningKey,
    private readonly server: Server,
  ) {}

  static async start(
    change: Partial<PublicClient> = {},
    alg: SignatureAlgorithm = 'ES256',
    others: readonly object[] = [],
  ): Promise<TestClient> {
    const pair = await generateSigningKey(alg);
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [pair.publicJwk, ...others] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const view = clientView(opaqueId(), `http://127.0.0.1:${port}/jwks`, change);
    return new TestClient(view, await importSigningKey(pair.privateJwk, alg), server);
  }

  get id(): string {
    return this.view.clientId;
  }

  get kid(): string {
    return this.key.kid;
  }

  /** The parameters of `private_key_jwt` (RFC 7523 §2.2). */
  async authentication(audience: string, jti = opaqueId()): Promise<Form> {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: this.id, sub: this.id, aud: audience, iat, exp: iat + 60, jti };
    return {
      client_id: this.id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signJwt(this.key, 'JWT', claims),
    };
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const clientView = (clientId: string, jwksUri: string, change: Partial<PublicClient>): PublicClient => ({
  clientId,
  status: 'active',
  profile: 'mef-128',
  clientName: 'Buyer',
  organisation: { id: 'org', name: 'Buyer Ltd', lei: '5493001KJTIIGC8Y1R12' },
  software: { id: 'software', name: 'Procurement' },
  roles: ['BUYER'],
  scope: 'openid intents notifications createQuote listQuote retrieveQuote',
  redirectUris: ['https://buyer.example/callback'],
  jwksUri,
  grantTypes: ['client_credentials', 'authorization_code', 'refresh_token'],
  responseTypes: ['code id_token'],
  idTokenSignedResponseAlg: 'PS256',
  ...change,
});
