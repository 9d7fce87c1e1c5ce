import type { KindContract } from './contract.js';
import { closed, listOf, oneOf, text } from './schema-parts.js';

/** A registered client (owner: registration). */
export interface PublicClient {
  readonly clientId: string;
  readonly status: 'active' | 'deleted';
  readonly profile: 'mef-128' | 'fapi1-advanced' | 'fapi2' | 'uae-api-hub';
  readonly clientName: string;
  readonly organisation: { readonly id: string; readonly name: string; readonly lei: string };
  readonly software: {
    readonly id: string;
    readonly name: string;
    readonly version?: string;
    readonly uri?: string;
    /** LEI of the entity that a third party's software acts for (MEF 128 §6.3, Model 2). */
    readonly onBehalfOf?: string;
  };
  readonly roles: readonly string[];
  /** Space-separated, what the client may ever ask for. */
  readonly scope: string;
  readonly redirectUris: readonly string[];
  readonly jwksUri: string;
  readonly grantTypes: readonly string[];
  readonly responseTypes: readonly string[];
  readonly tokenEndpointAuthSigningAlg?: string;
  readonly requestObjectSigningAlg?: string;
  readonly idTokenSignedResponseAlg: string;
  /** How the Seller authenticates at the Buyer's listener (roles reversed). */
  readonly listener?: { readonly tokenEndpoint: string; readonly clientId: string };
}

// Which statement vouches for the client, and which key signed it.
const vouched = closed({ statement: closed({ issuer: text, jti: text, kid: text }) }, ['statement']);

export const clientContract = {
  owner: 'registration',
  version: 1,
  view: closed(
    {
      clientId: text,
      status: oneOf('active', 'deleted'),
      profile: oneOf('mef-128', 'fapi1-advanced', 'fapi2', 'uae-api-hub'),
      clientName: text,
      organisation: closed({ id: text, name: text, lei: text }),
      software: closed({ id: text, name: text, version: text, uri: text, onBehalfOf: text }, [
        'version',
        'uri',
        'onBehalfOf',
      ]),
      roles: listOf(text),
      scope: text,
      redirectUris: listOf(text),
      jwksUri: text,
      grantTypes: listOf(text),
      responseTypes: listOf(text),
      tokenEndpointAuthSigningAlg: text,
      requestObjectSigningAlg: text,
      idTokenSignedResponseAlg: text,
      listener: closed({ tokenEndpoint: text, clientId: text }),
    },
    ['tokenEndpointAuthSigningAlg', 'requestObjectSigningAlg', 'listener'],
  ),
  events: { ClientRegistered: vouched, ClientUpdated: vouched, ClientDeleted: vouched },
} satisfies KindContract;
