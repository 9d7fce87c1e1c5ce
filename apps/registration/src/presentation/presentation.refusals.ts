import type { RefusalTable } from '#service';
import { refusal } from '../refusal.js';

/**
 * How refused presentations are answered: by codes of our own (RFC 7591 §3.2.2 allows others), named as those of software
 * statements are: `invalid_…` is not what it should be, `unapproved_…` is not what the Seller wants.
 */
export const presentationRefusals: RefusalTable = {
  'challenge-not-valid': refusal(
    'invalid_presentation',
    'The nonce of the presentation is none of `POST /register/challenge`, or too old.',
  ),
  'registration-challenge-already-used': refusal(
    'invalid_presentation',
    'The nonce of the presentation was used; ask `POST /register/challenge` for another.',
  ),
  'presentation-not-valid': refusal(
    'invalid_presentation',
    '`legal_entity_presentation` is not one that its holder signed for us and now, of a good credential of an accepted issuer.',
  ),
  'presentation-unverifiable': refusal(
    'invalid_presentation',
    'What the presentation refers to cannot be read now: keys, credentials of issuers, or status lists.',
  ),
  'presentation-by-other-key': refusal(
    'invalid_presentation',
    'The presentation is not signed by a key at the JWKS endpoint of the software statement.',
  ),
  'presentation-of-other-entity': refusal(
    'unapproved_presentation',
    'The Legal Entity of the credential is not the organisation of the software statement.',
  ),
  'presentation-required': refusal(
    'unapproved_presentation',
    'The Seller wants the Legal Entity to present itself: `legal_entity_presentation`.',
  ),
  'presentation-anchor-not-accepted': refusal(
    'unapproved_presentation',
    'The issuers of the credential do not lead to one that is accepted for clients of this profile.',
  ),
  'credential-id-not-resolvable': refusal(
    'unapproved_presentation',
    'The id of a credential does not lead to that credential, as the Seller wants it to.',
  ),
  'presentation-lacks-claim': refusal(
    'unapproved_presentation',
    'The credential does not disclose a claim that the Seller wants to see.',
  ),
};
