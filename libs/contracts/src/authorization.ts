import type { KindContract } from './contract.js';
import { closed, listOf, oneOf, reason, text, time, whole } from './schema-parts.js';

/** One authorization request and what became of it (owner: authorization). */
export interface PublicAuthorization {
  readonly authorizationId: string;
  readonly status: 'requested' | 'granted' | 'denied' | 'failed';
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseType: string;
  readonly scope: string;
  readonly nonce?: string;
  /** RFC 7636 §4.2, method S256. */
  readonly codeChallenge?: string;
  readonly intents: readonly { readonly intentId: string; readonly decision?: 'approved' | 'declined' }[];
  /** Pairwise subject of the person who decided. */
  readonly sub?: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** Seconds since the epoch. */
  readonly authTime?: number;
  /** RFC 3339. */
  readonly codeIssuedAt?: string;
  /** RFC 3339; a code is good until then, once. */
  readonly codeExpiresAt?: string;
}

const decision = oneOf('approved', 'declined');

// What proves later who asked: hash, algorithm and key of the request object.
const requested = closed({ evidence: closed({ requestObjectHash: text, alg: text, kid: text }, ['kid']) }, [
  'evidence',
]);

const decided = closed({
  decisions: listOf(closed({ intentId: text, decision, revision: whole }, ['revision'])),
  decidedAt: time,
});

export const authorizationContract = {
  owner: 'authorization',
  version: 1,
  view: closed(
    {
      authorizationId: text,
      status: oneOf('requested', 'granted', 'denied', 'failed'),
      clientId: text,
      redirectUri: text,
      responseType: text,
      scope: text,
      nonce: text,
      codeChallenge: text,
      intents: listOf(closed({ intentId: text, decision }, ['decision'])),
      sub: text,
      acr: text,
      amr: listOf(text),
      authTime: whole,
      codeIssuedAt: time,
      codeExpiresAt: time,
    },
    ['nonce', 'codeChallenge', 'sub', 'acr', 'amr', 'authTime', 'codeIssuedAt', 'codeExpiresAt'],
  ),
  events: {
    AuthorizationRequested: requested,
    PersonAuthenticated: null,
    ConsentGranted: decided,
    ConsentDenied: decided,
    CodeIssued: closed({ intentIds: listOf(text), codeExpiresAt: time }),
    AuthorizationFailed: closed({ error: text, reason }, ['reason']),
  },
} satisfies KindContract;
