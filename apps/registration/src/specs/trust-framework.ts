import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type CryptoKey, type JWK, SignJWT } from 'jose';

/** A key pair under a name. */
export interface NamedKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export const newKey = async (alg: string): Promise<NamedKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

/** A trust framework that is not ours: publishes its key and those of one piece of software after another. */
export class TrustFramework {
  private constructor(
    private readonly server: Server,
    readonly url: string,
    readonly key: NamedKey,
    readonly softwareKey: NamedKey,
  ) {}

  static async start(): Promise<TrustFramework> {
    const [key, softwareKey] = await Promise.all([newKey('PS256'), newKey('ES256')]);
    const server = createServer((request, response) => {
      const jwk = request.url === '/jwks' ? key.jwk : softwareKey.jwk;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new TrustFramework(server, `http://127.0.0.1:${port}`, key, softwareKey);
  }

  /** Value for `ASSENT_TRUSTED_ISSUERS`. */
  trusted(terms: object = {}): string {
    return JSON.stringify([{ issuer: this.url, jwksUri: `${this.url}/jwks`, ...terms }]);
  }

  claims(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    const iat = Math.floor(Date.now() / 1000);
    return {
      iss: this.url,
      iat,
      exp: iat + 600,
      jti: randomUUID(),
      software_id: randomUUID(),
      software_client_name: 'Quote desk',
      software_client_description: 'Requests quotes',
      software_version: '1.0.0',
      software_environment: 'sandbox',
      software_client_uri: 'https://buyer.example',
      software_redirect_uris: ['https://buyer.example/callback', 'https://buyer.example/other'],
      software_roles: ['BUYER'],
      software_jwks_endpoint: `${this.url}/software`,
      org_id: 'o1',
      org_name: 'Meridian Cloud Services Ltd',
      org_status: 'Active',
      org_lei: '969500MERIDIANCLD082',
      ...change,
    };
  }

  statement(
    change: Readonly<Record<string, unknown>> = {},
    header: object = {},
    key = this.key,
  ): Promise<string> {
    return new SignJWT(this.claims(change))
      .setProtectedHeader({ alg: key.alg, kid: this.key.kid, typ: 'JWT', ...header })
      .sign(key.privateKey);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.closeAllConnections();
      this.server.close(() => resolve());
    });
  }
}
