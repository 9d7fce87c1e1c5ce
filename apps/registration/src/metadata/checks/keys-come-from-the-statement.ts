import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** The statement's JWKS endpoint is the only source of keys: its issuer can withdraw them (MEF 128 R4, R5). */
export const keysComeFromTheStatement: MetadataCheck = ({ members, jwksUri }, { stated }) => {
  if (members.includes('jwks')) throw new Refused('keys-by-value');
  if (jwksUri !== undefined && jwksUri !== stated.jwksUri) throw new Refused('keys-from-elsewhere');
};
