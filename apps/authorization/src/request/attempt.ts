import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { PublicClient, PublicIntent } from '#contracts';
import type { SecurityProfile } from '#oauth';
import type { ResponseMode } from '../authorization/authorization.events.js';

/** An authorization request as it came over the wire. */
export interface Received {
  readonly endpoint: Endpoint;
  /** First value of each parameter. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parameters that came more than once. */
  readonly repeated: readonly string[];
  /** Whether a POST has parameters in its address as well. */
  readonly strayQuery: boolean;
  readonly at: Date;
  readonly issuer: string;
}

/** The columns of the pipeline. */
export type Endpoint = 'GET /authorize' | 'POST /authorize';

/** The `request` parameter out of its envelope, its signature not looked at yet. */
export interface Envelope {
  /** The JWS: as it came, or as it was found in a JWE; undefined for one that could not be opened, and where there is none. */
  readonly jws?: string;
  /** Why it was not opened, for the client's developer. */
  readonly refusal?: string;
}

/** A request whose client and redirect URI are proven: from here on errors go back by redirect. */
export interface Addressed extends Received {
  readonly client: PublicClient;
  readonly profile: SecurityProfile;
  readonly redirectUri: string;
  readonly envelope: Envelope;
  /** What the request object says before its signature is checked: good for nothing but to answer an error. */
  readonly peeked: Readonly<Record<string, unknown>>;
}

/** A request whose object was signed by the client; only what it says counts (FAPI 1.0 Advanced §5.2.2 item 10). */
export interface Opened extends Addressed {
  readonly header: JWTHeaderParameters;
  readonly object: JWTPayload;
}

/** A request whose intents are this client's and waiting for a decision. */
export interface Complete extends Opened {
  readonly intents: readonly PublicIntent[];
}

/** Where and how an error is sent back. */
export interface ReturnAddress {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseMode: ResponseMode;
  readonly state?: string;
}
