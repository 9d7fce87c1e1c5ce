import {
  generateSigningKey,
  importSigningKey,
  opaqueId,
  sha256Base64url,
  type SigningKey,
  signJwt,
} from '#crypto';

/** What an access token of a spec is for. */
export interface TokenWish {
  readonly clientId: string;
  readonly scope: string;
  readonly grantId?: string;
  readonly intentId?: string;
}

/** Issues tokens as the platform does, for specs of a service that runs alone. */
export class TokenIssuer {
  private constructor(
    private readonly issuer: string,
    private readonly key: SigningKey,
    readonly jwks: { readonly keys: readonly object[] },
  ) {}

  static async make(issuer: string): Promise<TokenIssuer> {
    const pair = await generateSigningKey('ES256');
    const key = await importSigningKey(pair.privateJwk, 'ES256');
    return new TokenIssuer(issuer, key, { keys: [pair.publicJwk] });
  }

  access({ clientId, scope, grantId = `grant-of-${clientId}`, intentId }: TokenWish): Promise<string> {
    return signJwt(this.key, 'at+jwt', {
      ...this.common(clientId, grantId),
      aud: this.issuer,
      scope,
      ...(intentId !== undefined && { meflso_intent_id: intentId }),
    });
  }

  /** The resource token that belongs to an access token, for operations under `path`. */
  resource(
    accessToken: string,
    wish: Required<Omit<TokenWish, 'scope'>> & { readonly path: string; readonly payloadHash?: string },
  ): Promise<string> {
    return signJwt(this.key, 'meflso-resource+jwt', {
      ...this.common(wish.clientId, wish.grantId),
      aud: `${this.issuer}${wish.path}`,
      ath: sha256Base64url(accessToken),
      meflso_intent_id: wish.intentId,
      operations: ['createQuote'],
      ...(wish.payloadHash !== undefined && { payload_hash: wish.payloadHash }),
    });
  }

  private common(clientId: string, grantId: string) {
    const iat = Math.floor(Date.now() / 1000);
    return {
      iss: this.issuer,
      sub: clientId,
      client_id: clientId,
      grant_id: grantId,
      iat,
      exp: iat + 300,
      jti: opaqueId(),
    };
  }
}
