import type { PublicAuthorization, PublicClient, PublicIntent } from '#contracts';
import type { SealedTokens } from '#crypto';
import type { Claim } from '#event-sourcing';
import type { Form, Requester } from '../clients.js';
import type { Active } from '../grant/grant.decider.js';
import type { RefreshTokenContent } from '../minting/refresh-token.js';
import type { CodeContent } from '../minting/sealed-values.js';

export const grantTypes = ['client_credentials', 'authorization_code', 'refresh_token'] as const;
export type GrantType = (typeof grantTypes)[number];

/** What is known of a token request; each check adds to it, and none changes what another found. */
export interface Facts {
  readonly form: Form;
  readonly now: Date;
  readonly grantType: GrantType;
  readonly client: PublicClient;
  /** The client assertion's `jti`. */
  readonly claim: Claim;
  /** The key that signed it. */
  readonly clientKid: string;
  /** Scope of the tokens to be issued, space-separated. */
  readonly scope: string;
  readonly grantId: string;
  readonly code: CodeContent;
  readonly authorization: PublicAuthorization;
  /** Hash of the refresh token that was presented. */
  readonly presented: string;
  readonly grant: Active;
  /** Intents that the tokens will be good for. */
  readonly intents: readonly PublicIntent[];
}

/** What checks may ask of the world. */
export interface Tools {
  authenticate(form: Facts['form']): Promise<Requester>;
  readonly codes: SealedTokens<CodeContent>;
  readonly refreshTokens: SealedTokens<RefreshTokenContent>;
  authorization(code: CodeContent): Promise<PublicAuthorization | undefined>;
  /** The authorized ones of some intents, as replicas know them, or their owner where those do not know them as authorized. */
  authorizedIntents(intentIds: readonly string[]): Promise<readonly PublicIntent[]>;
  /** Intents that the grant was already told are over. */
  barredIntents(grantId: string): Promise<readonly string[]>;
  /** The grant, if anything was ever issued under it and it has not ended. */
  activeGrant(grantId: string): Promise<Active | undefined>;
  endGrant(grantId: string, reason: string, facts: Pick<Facts, 'client' | 'claim'>): Promise<void>;
}

/** One rule: adds facts, or throws `Refused`. It names in its parameter which facts it builds on. */
export type Check = (known: Facts, tools: Tools) => Promise<Partial<Facts>> | Partial<Facts>;

/** A check that found nothing wrong and nothing new. */
export const nothingNew: Partial<Facts> = {};
