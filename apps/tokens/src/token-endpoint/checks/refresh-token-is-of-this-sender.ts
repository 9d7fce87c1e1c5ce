import { sameDn } from '#crypto';
import { Refused } from '#event-sourcing';
import { registeredMethod } from '#oauth';
import { type Facts, nothingNew } from '../facts.js';

/**
 * A refresh token that was bound comes with the same certificate, or with one of the same subject that an authority vouches
 * for: certificates are renewed while a consent lasts. Where the certificate itself proved the client, that was enough
 * (RFC 8705 §7.1). Another's attempt ends nothing.
 */
export const refreshTokenIsOfThisSender = ({
  grant,
  client,
  sender,
}: Pick<Facts, 'grant' | 'client' | 'sender'>): Partial<Facts> => {
  const before = grant.terms.sender;
  if (!before || registeredMethod(client) !== 'private_key_jwt') return nothingNew;
  const isSame = sender?.thumbprint === before.thumbprint;
  const isSuccessor = Boolean(sender?.subject && before.subject && sameDn(sender.subject, before.subject));
  if (!isSame && !isSuccessor) throw new Refused('invalid-refresh-token');
  return nothingNew;
};
