import { algorithmsFitTheProfile } from './checks/algorithms-fit-the-profile.js';
import { authenticationMethodIsOffered } from './checks/authentication-method-is-offered.js';
import { bodyFormsAreOffered } from './checks/body-forms-are-offered.js';
import { boundTokensArePossible } from './checks/bound-tokens-are-possible.js';
import { carriesNothingOfTheServer } from './checks/carries-nothing-of-the-server.js';
import { certifiedMessagesArePossible } from './checks/certified-messages-are-possible.js';
import { encryptionIsComplete } from './checks/encryption-is-complete.js';
import { grantTypesAreOffered } from './checks/grant-types-are-offered.js';
import { grantsFitTheResponseTypes } from './checks/grants-fit-the-response-types.js';
import { isAWebClient } from './checks/is-a-web-client.js';
import { keysComeFromTheStatement } from './checks/keys-come-from-the-statement.js';
import { listenerIsComplete } from './checks/listener-is-complete.js';
import type { MetadataCheck, MetadataRules } from './checks/metadata-check.js';
import { namesItsClient } from './checks/names-its-client.js';
import { payloadAuthenticityIsKnown } from './checks/payload-authenticity-is-known.js';
import { redirectUrisAreInTheStatement } from './checks/redirect-uris-are-in-the-statement.js';
import { redirectUrisAreSafe } from './checks/redirect-uris-are-safe.js';
import { responseTypesFitTheProfile } from './checks/response-types-fit-the-profile.js';
import { scopeFitsTheRoles } from './checks/scope-fits-the-roles.js';
import type { RequestedMetadata } from './requested-metadata.js';

type Request = 'register' | 'update';

const both: readonly Request[] = ['register', 'update'];

/** What must hold for requested metadata, in this order; a row says for which request. */
// prettier-ignore
const table: readonly (readonly [MetadataCheck, readonly Request[]])[] = [
  [namesItsClient,                ['update']],
  [carriesNothingOfTheServer,     ['update']],
  [keysComeFromTheStatement,      both],
  [authenticationMethodIsOffered, both],
  [boundTokensArePossible,        both],
  [redirectUrisAreInTheStatement, both],
  [redirectUrisAreSafe,           both],
  [grantTypesAreOffered,          both],
  [responseTypesFitTheProfile,    both],
  [grantsFitTheResponseTypes,     both],
  [algorithmsFitTheProfile,       both],
  [encryptionIsComplete,          both],
  [scopeFitsTheRoles,             both],
  [isAWebClient,                  both],
  [listenerIsComplete,            both],
  [payloadAuthenticityIsKnown,    both],
  [bodyFormsAreOffered,           both],
  [certifiedMessagesArePossible,  both],
];

/** Runs the rows of one request; throws the first refusal. */
export const checkMetadata = (request: Request, metadata: RequestedMetadata, rules: MetadataRules): void => {
  for (const [check, requests] of table) if (requests.includes(request)) check(metadata, rules);
};
