import { type Buyer, organisation, redirectUriOf } from '../buyer.js';
import { textOf } from './answer.js';
import { send } from './send.js';
import { signingRequest } from './signing-request.js';

export interface Enrolment {
  readonly organisationId: string;
  readonly softwareId: string;
}

/** Makes the organisation, its software and its key known in the trust framework; each step may be repeated. */
export const enrol = async (buyer: Buyer): Promise<Enrolment> => {
  const organisations = `${buyer.seller}/directory/organisations`;
  const member = await send(buyer, { method: 'POST', url: organisations, json: organisation });
  const organisationId = textOf(member, 'organisationId');
  const software = await send(buyer, {
    method: 'POST',
    url: `${organisations}/${organisationId}/software`,
    json: description(buyer),
  });
  const softwareId = textOf(software, 'softwareId');
  const keys = `${organisations}/${organisationId}/software/${softwareId}/keys`;
  await send(buyer, { method: 'POST', url: keys, json: { csr: await signingRequest(buyer.identity) } });
  return { organisationId, softwareId };
};

/** A software statement (SSA): what the trust framework vouches for, signed. */
export const softwareStatement = async (
  buyer: Buyer,
  { organisationId, softwareId }: Enrolment,
): Promise<string> => {
  const url = `${buyer.seller}/directory/organisations/${organisationId}/software/${softwareId}/software-statement`;
  return textOf(await send(buyer, { method: 'POST', url, json: {} }), 'software_statement');
};

const description = (buyer: Buyer) => ({
  name: buyer.identity.softwareName,
  description: 'Requests quotes for access and transport from Sellers of LSO Sonata services',
  version: '1.0.0',
  uri: buyer.home,
  environment: 'sandbox',
  roles: ['BUYER'],
  redirectUris: [redirectUriOf(buyer)],
});
