import { Injectable } from '@nestjs/common';
import type { IssuedToken, PublicAuthorization, PublicClient, PublicIntent } from '#contracts';
import { ClientKeys, ServerKeys } from '#oauth';
import { CoreSettings } from '#service';
import type { GrantTerms, RefreshTerms } from '../grant/grant.events.js';
import { mintAccessToken } from './access-token.js';
import { mintIdToken } from './id-token.js';
import { seconds } from './lifetimes.js';
import type { Minted, Seal, Sign } from './minted.js';
import { mintRefreshToken } from './refresh-token.js';
import { mintResourceToken, operationsOf } from './resource-token.js';
import { SealedValues } from './sealed-values.js';

/** A token response (RFC 6749 §5.1), with the resource tokens of MEF 128 §6.3. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  /** One for each intent: a string for one, an array for several. */
  readonly resource_token?: string | readonly string[];
  readonly meflso_intent_id?: string | readonly string[];
}

/** What tokens are asked for. */
export interface Order {
  readonly terms: GrantTerms;
  /** Scope of the access token: the grant's, or narrower. */
  readonly scope: string;
  readonly now: Date;
  readonly intents?: readonly PublicIntent[];
  /** Asks for an id_token as well. */
  readonly identity?: { readonly client: PublicClient; readonly authorization: PublicAuthorization };
  /** RFC 3339: asks for a refresh token that lives until then. */
  readonly refreshUntil?: string;
}

/** Tokens that were made but not yet given away, and what the log is to know of them. */
export interface Batch {
  readonly response: TokenResponse;
  readonly issued: readonly IssuedToken[];
  readonly refresh?: RefreshTerms;
}

/** Makes the tokens of one response, before the event that makes them good is appended. */
@Injectable()
export class Minting {
  constructor(
    private readonly keys: ServerKeys,
    private readonly clientKeys: ClientKeys,
    private readonly core: CoreSettings,
    private readonly sealed: SealedValues,
  ) {}

  async mint(order: Order): Promise<Batch> {
    const { terms, scope, now, refreshUntil } = order;
    const access = await mintAccessToken(this.sign, this.core.issuer, terms, { scope, now });
    const resources = await this.resourceTokens(order, access.token);
    const id = await this.idToken(order, access.token);
    const refresh = refreshUntil
      ? mintRefreshToken(this.sealed.refreshTokens, terms.grantId, { now, expiresAt: refreshUntil })
      : undefined;
    const all = [access, ...resources, ...(id ? [id] : []), ...(refresh ? [refresh] : [])];
    return {
      response: {
        access_token: access.token,
        token_type: 'Bearer',
        expires_in: seconds(access.record.expiresAt) - seconds(now),
        scope,
        ...(id && { id_token: id.token }),
        ...(refresh && { refresh_token: refresh.token }),
        ...(resources.length > 0 && { resource_token: oneOrAll(resources.map(({ token }) => token)) }),
        ...(terms.intentIds.length > 0 && { meflso_intent_id: oneOrAll(terms.intentIds) }),
      },
      issued: all.map(({ record }) => record),
      ...(refresh && { refresh: refresh.refresh }),
    };
  }

  private async resourceTokens(order: Order, accessToken: string): Promise<Minted[]> {
    const { terms, scope, now, intents = [] } = order;
    const wanted = intents
      .map((intent) => ({ intent, operations: operationsOf(intent, scope) }))
      .filter(({ operations }) => operations.length > 0);
    return Promise.all(
      wanted.map((each) =>
        mintResourceToken(this.sign, this.core.issuer, terms, { ...each, accessToken, now }),
      ),
    );
  }

  private async idToken({ identity, terms, now }: Order, accessToken: string): Promise<Minted | undefined> {
    if (!identity) return undefined;
    return mintIdToken({ sign: this.sign, seal: this.seal }, this.core.issuer, identity, {
      intentIds: terms.intentIds,
      accessToken,
      now,
    });
  }

  private readonly seal: Seal = (client, jwt) => this.clientKeys.encryptIdToken(client, jwt);

  private readonly sign: Sign = (alg, typ, claims) => this.keys.sign(alg, { typ }, claims);
}

const oneOrAll = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? values[0]! : values;
