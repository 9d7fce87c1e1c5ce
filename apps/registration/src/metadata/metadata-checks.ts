import { algorithmsFitTheProfile } from './checks/algorithms-fit-the-profile.js';
import { authenticatesByPrivateKey } from './checks/authenticates-by-private-key.js';
import { carriesNothingOfTheServer } from './checks/carries-nothing-of-the-server.js';
import { grantTypesAreOffered } from './checks/grant-types-are-offered.js';
import { grantsFitTheResponseTypes } from './checks/grants-fit-the-response-types.js';
import { isAWebClient } from './checks/is-a-web-client.js';
import { keysComeFromTheStatement } from './checks/keys-come-from-the-statement.js';
import { listenerIsComplete } from './checks/listener-is-complete.js';
import type { MetadataCheck, MetadataRules } from './checks/metadata-check.js';
import { namesItsClient } from './checks/names-its-client.js';
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
  [authenticatesByPrivateKey,     both],
  [redirectUrisAreInTheStatement, both],
  [redirectUrisAreSafe,           both],
  [grantTypesAreOffered,          both],
  [responseTypesFitTheProfile,    both],
  [grantsFitTheResponseTypes,     both],
  [algorithmsFitTheProfile,       both],
  [scopeFitsTheRoles,             both],
  [isAWebClient,                  both],
  [listenerIsComplete,            both],
];

/** Runs the rows of one request; throws the first refusal. */
export const checkMetadata = (request: Request, metadata: RequestedMetadata, rules: MetadataRules): void => {
  for (const [check, requests] of table) if (requests.includes(request)) check(metadata, rules);
};
