import { organisation } from '../../buyer.js';
import { verifySeller } from '../../identity/verify-seller.js';
import { joinAnew, stillRegistered } from '../../seller/join.js';
import type { Registration } from '../../state/registration-file.js';
import { secret } from '../narrator.js';
import type { Step, Walk } from '../step.js';
import type { WalkState } from '../walk-state.js';

/** Steps 1 and 2: the trust framework vouches for the software, and the Seller makes it a client. */
export const enrolAndRegister: Step = async (walk, state) => {
  const registration = await stillRegistered(walk.buyer);
  const joined = registration ? tellAgain(walk, state, registration) : await joinAndTell(walk, state);
  await tellWhoSells(walk, joined);
  return joined;
};

/** Whoever is told to ask, asks who the Seller is before anything is staged with it. */
const tellWhoSells = async ({ buyer, narrator }: Walk, { registration }: WalkState): Promise<void> => {
  if (buyer.sellerAnchors.length === 0 || !registration) return;
  narrator.sent('POST /legal-entity-presentation', { client_id: registration.clientId });
  const { identifier, lei, legalName, issuer } = await verifySeller(buyer, registration.clientId);
  narrator.received('200', { holder: identifier, legalName, lei, vouchedForBy: issuer });
};

const tellAgain = (walk: Walk, state: WalkState, registration: Registration): WalkState => {
  const { organisationId, softwareId, clientId } = registration;
  walk.narrator.step(1, 'directory: the software is enrolled');
  walk.narrator.note(`organisation ${organisationId}, software ${softwareId}`);
  walk.narrator.step(2, 'registration: the client is registered');
  walk.narrator.sent('GET /register/{client_id}');
  walk.narrator.received('200', { client_id: clientId });
  return { ...state, registration };
};

const joinAndTell = async (walk: Walk, state: WalkState): Promise<WalkState> => {
  const { buyer, narrator } = walk;
  narrator.step(1, 'directory: enrol the software and get a software statement');
  narrator.sent('POST /directory/organisations, …/software, …/keys', {
    ...organisation,
    software: buyer.identity.softwareName,
    csr: `PKCS#10, P-256 key ${buyer.identity.kid}`,
  });
  const registration = await joinAnew(buyer, {
    enrolled: (enrolment) => narrator.received('201', { ...enrolment }),
    vouchedFor: (statement, presentation) => {
      narrator.sent('POST …/software-statement');
      narrator.received('201', { software_statement: secret(statement) });
      narrator.step(2, 'registration: the statement makes a client (RFC 7591)');
      narrator.sent('POST /register', {
        software_statement: secret(statement),
        response_types: 'code id_token',
        ...(presentation !== undefined && { legal_entity_presentation: secret(presentation) }),
      });
    },
  });
  const { clientId, registrationAccessToken } = registration;
  narrator.received('201', {
    client_id: clientId,
    registration_access_token: secret(registrationAccessToken),
  });
  return { ...state, registration };
};
