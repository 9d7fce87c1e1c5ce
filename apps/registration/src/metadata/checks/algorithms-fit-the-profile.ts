import { Refused } from '#event-sourcing';
import { signatureAlgorithms } from '#crypto';
import type { MetadataCheck } from './metadata-check.js';

/** FAPI 1.0 Advanced §8.6: no `none`, no HMAC, no RS256 (MEF 128 R45, D8). */
export const algorithmsFitTheProfile: MetadataCheck = (metadata, { profile }) => {
  const { requestObjectSigningAlg, tokenEndpointAuthSigningAlg, idTokenSignedResponseAlg } = metadata;
  const theirs = [requestObjectSigningAlg, tokenEndpointAuthSigningAlg];
  const ours: readonly string[] = signatureAlgorithms;
  const good =
    theirs.every((alg) => alg === undefined || profile.signingAlgorithms.includes(alg)) &&
    (idTokenSignedResponseAlg === undefined || ours.includes(idTokenSignedResponseAlg));
  if (!good) throw new Refused('algorithm-not-allowed');
};
