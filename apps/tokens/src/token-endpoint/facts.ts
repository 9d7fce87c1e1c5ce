import type { PublicAuthorization, PublicClient, PublicIntent } from '#contracts';
import type { SealedTokens } from '#crypto';
import type { Claim } from '#event-sourcing';
import type { PresentedCertificate, SecurityProfile } from '#oauth';
import type { Form, Requester } from '../clients.js';
import type { Active } from '../grant/grant.decider.js';
import type { TokenSender } from '../grant/grant.events.js';
import type { RefreshTokenContent } from '../minting/refresh-token.js';
import type { CodeContent } from '../minting/sealed-values.js';

export const grantTypes = ['client_credentials', 'authorization_code', 'refresh_token'] as const;
export type GrantType = (typeof grantTypes)[number];

/** What is known of a token request; each check adds to it, and none changes what another found. */
export interface Facts {
  readonly form: Form;
  readonly now: Date;
  /** What the sender showed, if anything. */
  readonly certificate: PresentedCertificate | undefined;
  readonly grantType: GrantType;
  readonly client: PublicClient;
  /** The client assertion's `jti`; nothing where a certificate proved the client. */
  readonly claims: readonly Claim[];
  /** The key that signed it, or the thumbprint of the certificate. */
  readonly clientKid: string;
  /** Whose connection the tokens will be bound to. */
  readonly sender: TokenSender | undefined;
  /** Scope of the tokens to be issued, space-separated. */
  readonly scope: string;
  readonly grantId: string;
  readonly code: CodeContent;
  readonly authorization: PublicAuthorization;
  /** Hash of the refresh token that was presented. */
  readonly presented: string;
  /** RFC 3339: when it was issued; absent for one of old. */
  readonly presentedFrom: string | undefined;
  readonly grant: Active;
  /** Intents that the tokens will be good for. */
  readonly intents: readonly PublicIntent[];
}

/** What checks may ask of the world. */
export interface Tools {
  authenticate(form: Facts['form'], certificate: Facts['certificate']): Promise<Requester>;
  /** Who sends with a certificate: for any one its thumbprint, and its subject where an authority vouches for it. Throws `Untrusted`. */
  senderOf(
    certificate: PresentedCertificate,
    whose: SecurityProfile['boundCertificates'],
  ): Promise<TokenSender>;
  readonly codes: SealedTokens<CodeContent>;
  readonly refreshTokens: SealedTokens<RefreshTokenContent>;
  authorization(code: CodeContent): Promise<PublicAuthorization | undefined>;
  /** The authorized ones of some intents, as replicas know them, or their owner where those do not know them as authorized. */
  authorizedIntents(intentIds: readonly string[]): Promise<readonly PublicIntent[]>;
  /** Intents that the grant was already told are over. */
  barredIntents(grantId: string): Promise<readonly string[]>;
  /** The grant, if anything was ever issued under it and it has not ended. */
  activeGrant(grantId: string): Promise<Active | undefined>;
  endGrant(grantId: string, reason: string, facts: Pick<Facts, 'client' | 'claims'>): Promise<void>;
}

/** One rule: adds facts, or throws `Refused`. It names in its parameter which facts it builds on. */
export type Check = (known: Facts, tools: Tools) => Promise<Partial<Facts>> | Partial<Facts>;

/** A check that found nothing wrong and nothing new. */
export const nothingNew: Partial<Facts> = {};
