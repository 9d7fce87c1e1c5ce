import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** RFC 7636 §4.2: the base64url form of a SHA-256 hash. */
const S256 = /^[A-Za-z0-9_-]{43}$/;

/** RFC 7636 §4.4.1: PKCE where the profile demands it (a code alone has no detached signature), and right where it is sent. */
export const codeChallengeIsSound = ({ object, profile }: Opened): void => {
  const { code_challenge: challenge, code_challenge_method: method } = object as Record<string, unknown>;
  const required = profile.pkceRequired(String(object['response_type']));
  demand(challenge !== undefined || !required, 'invalid_request', 'code_challenge is required.');
  if (challenge === undefined && method === undefined) return;
  demand(method === 'S256', 'invalid_request', 'code_challenge_method must be S256.');
  const sound = typeof challenge === 'string' && S256.test(challenge);
  demand(sound, 'invalid_request', 'code_challenge must be 43 characters of base64url.');
};
