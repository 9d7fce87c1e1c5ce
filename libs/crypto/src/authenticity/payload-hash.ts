import { canonicalJson } from '../canonical-json.js';
import { sha256Base64url } from '../hash.js';

/**
 * SHA-256 of the RFC 8785 form of a JSON body, base64url; undefined for no body. The same that resource tokens and intents
 * have as `payload_hash`: so a message is tied to what a person consented to, and survives whoever writes the JSON anew.
 */
export const payloadHashOf = (body: unknown): string | undefined =>
  body === undefined ? undefined : sha256Base64url(canonicalJson(body));
