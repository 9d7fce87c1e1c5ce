import { canonicalJson, sha256Base64url } from '#crypto';
import { Refused } from '#event-sourcing';
import { type Body, readBody, readMetadata, type RequestedMetadata } from './metadata/requested-metadata.js';

/** A registration or update, taken apart. */
export interface RegistrationRequest {
  readonly softwareStatement?: string;
  readonly metadata: RequestedMetadata;
  /** Proof of the client's key, for a repeat that wants a new registration access token. */
  readonly assertion?: string;
  /** Of the Legal Entity behind the client, as VP-JWT or SD-JWT VC with key binding. */
  readonly presentation?: string;
  /** Of everything but the proofs: two requests of one hash ask for the same. */
  readonly hash: string;
}

/** Throws the refusals of `readBody` and `readMetadata`, and `Refused('statement-missing')` for one that is not text. */
export const readRequest = (body: unknown): RegistrationRequest => {
  const { client_assertion, client_assertion_type, legal_entity_presentation, ...asked } = readBody(body);
  const statement = asked['software_statement'];
  if (statement !== undefined && typeof statement !== 'string') throw new Refused('statement-missing');
  return {
    ...(statement !== undefined && { softwareStatement: statement }),
    metadata: readMetadata(asked),
    ...readAssertion(client_assertion, client_assertion_type),
    ...readPresentation(legal_entity_presentation),
    hash: sha256Base64url(canonicalJson(asked)),
  };
};

const readPresentation = (presentation: Body[string]): { presentation?: string } => {
  if (presentation === undefined) return {};
  if (typeof presentation !== 'string' || presentation === '')
    throw new Refused('presentation-not-valid', { cause: 'no-text' });
  return { presentation };
};

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const readAssertion = (assertion: Body[string], type: Body[string]): { assertion?: string } => {
  if (assertion === undefined && type === undefined) return {};
  if (typeof assertion !== 'string' || type !== assertionType) throw new Refused('assertion-not-valid');
  return { assertion };
};
