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

/** Something that a framework publishes, as it is now. */
export interface Published {
  readonly type: string;
  readonly status?: number;
  readonly body: string | Uint8Array;
}

/** A trust framework that is not ours: publishes its key and those of one piece of software after another. */
export class TrustFramework {
  /** What else is published, by path. */
  readonly documents = new Map<string, () => Published | Promise<Published>>();
  /** How often each path was asked for. */
  readonly asked = new Map<string, number>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
    readonly key: NamedKey,
    readonly softwareKey: NamedKey,
  ) {}

  static async start(): Promise<TrustFramework> {
    const [key, softwareKey] = await Promise.all([newKey('PS256'), newKey('ES256')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const framework = new TrustFramework(server, `http://127.0.0.1:${port}`, key, softwareKey);
    server.on('request', ({ url = '' }, response) => {
      void framework.answer(url).then(({ type, status = 200, body }) => {
        response.writeHead(status, { 'content-type': type }).end(body);
      });
    });
    return framework;
  }

  private async answer(path: string): Promise<Published> {
    this.asked.set(path, (this.asked.get(path) ?? 0) + 1);
    const published = await this.documents.get(path)?.();
    const jwk = path === '/jwks' ? this.key.jwk : this.softwareKey.jwk;
    return published ?? { type: 'application/json', body: JSON.stringify({ keys: [jwk] }) };
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
