import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { JWK } from 'jose';
import type { Target } from '../subject.js';

/** Signs for the client of a target; ES256 by OpenSSL, so that the generator is never what is waited for. */
export class ClientSigner {
  private readonly key: KeyObject;

  constructor(private readonly target: Target) {
    this.key = createPrivateKey({ key: target.client.privateJwk as JWK & object, format: 'jwk' });
  }

  /** Form parameters of `private_key_jwt` (RFC 7523 §2.2), good for one request. */
  authentication(): Readonly<Record<string, string>> {
    const { clientId } = this.target.client;
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: this.target.issuer,
      ...times(240),
      jti: randomUUID(),
    };
    return {
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: this.jwt(claims),
    };
  }

  /** A request object of the hybrid flow (RFC 9101), with the claims that only this target knows. */
  requestObject(scope: string, more: object = {}): string {
    const { clientId, redirectUri } = this.target.client;
    return this.jwt({
      iss: clientId,
      aud: this.target.issuer,
      client_id: clientId,
      response_type: 'code id_token',
      redirect_uri: redirectUri,
      scope,
      nonce: randomUUID(),
      state: randomUUID(),
      ...times(240),
      jti: randomUUID(),
      ...more,
    });
  }

  private jwt(claims: object): string {
    const header = { alg: 'ES256', kid: this.target.client.kid };
    const input = `${encoded(header)}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(input), { key: this.key, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  }
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const times = (seconds: number) => {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, nbf: now, exp: now + seconds };
};
