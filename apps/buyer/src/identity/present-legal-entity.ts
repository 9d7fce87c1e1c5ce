import { SignJWT } from 'jose';
import type { Buyer } from '../buyer.js';
import { textOf } from '../seller/answer.js';
import type { Enrolment } from '../seller/enrolment.js';
import { send } from '../seller/send.js';
import { didWebOf } from './did-web.js';
import { sellerMetadata } from './seller-metadata.js';

const CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/**
 * Presents the Buyer's Legal Entity as the Seller's policy wants it (MEF 128 R11): a `vp+jwt` for a nonce of the Seller, by the
 * key of the software. Undefined where discovery says that nobody has to.
 */
export const presentLegalEntity = async (buyer: Buyer, enrolment: Enrolment): Promise<string | undefined> => {
  const { meflso_legal_entity_presentation: wanted, meflso_registration_challenge_endpoint: url } =
    await sellerMetadata(buyer);
  if (url === undefined || Object.keys(wanted?.required ?? {}).length === 0) return undefined;
  const credential = await ownCredential(buyer, enrolment);
  const challenge = await send(buyer, { method: 'POST', url });
  const asked = { audience: textOf(challenge, 'audience'), nonce: textOf(challenge, 'nonce') };
  return sign(buyer, identifierOf(buyer, enrolment), credential, asked);
};

/** The identifier that the trust framework gives the software, with the keys that it publishes for it. */
const identifierOf = ({ seller }: Buyer, { organisationId, softwareId }: Enrolment): string =>
  didWebOf(`${seller}/directory/members/${organisationId}/software/${softwareId}`);

const ownCredential = async (buyer: Buyer, { organisationId, softwareId }: Enrolment): Promise<string> => {
  const url = `${buyer.seller}/directory/organisations/${organisationId}/credentials`;
  return textOf(await send(buyer, { method: 'POST', url, json: { softwareId } }), 'credential');
};

const sign = (
  { identity }: Buyer,
  holder: string,
  credential: string,
  { audience, nonce }: { readonly audience: string; readonly nonce: string },
): Promise<string> =>
  new SignJWT({
    '@context': [CONTEXT],
    type: ['VerifiablePresentation'],
    holder,
    verifiableCredential: [
      {
        '@context': [CONTEXT],
        type: 'EnvelopedVerifiableCredential',
        id: `data:application/vc+jwt,${credential}`,
      },
    ],
    nonce,
  })
    .setProtectedHeader({ alg: 'ES256', kid: `${holder}#${identity.kid}`, typ: 'vp+jwt' })
    .setIssuer(holder)
    .setAudience(audience)
    .setIssuedAt()
    .sign(identity.privateKey);
