import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** `implicit` is what OIDC Registration §2 names next to `code id_token`; no token endpoint grant comes with it. */
const offered = ['authorization_code', 'client_credentials', 'refresh_token', 'implicit'];

/** RFC 7591 §2: grant types that this server has. */
export const grantTypesAreOffered: MetadataCheck = ({ grantTypes = [] }) => {
  if (!grantTypes.every((type) => offered.includes(type))) throw new Refused('grant-type-not-offered');
};
