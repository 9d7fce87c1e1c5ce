import { Untrusted } from '#crypto';
import type { ClientCertificates, PresentedCertificate, SecurityProfile } from '#oauth';
import type { TokenSender } from '../grant/grant.events.js';

/**
 * Who sends with a certificate. Its thumbprint is enough to bind a token to it (RFC 8705 §3), since the handshake proved the
 * key; its subject counts only where an authority vouches for it. Throws `Untrusted` where the profile wants that, and for a
 * certificate that was revoked: whoever has its key now is not the client.
 */
export const senderOf = async (
  certificates: Pick<ClientCertificates, 'vouchedFor'>,
  certificate: PresentedCertificate,
  whose: SecurityProfile['boundCertificates'],
): Promise<TokenSender> => {
  const { thumbprint } = certificate;
  try {
    const { subject } = await certificates.vouchedFor(certificate);
    return { thumbprint, subject: subject.toString() };
  } catch (error) {
    if (!(error instanceof Untrusted) || whose === 'trusted' || error.reason === 'certificate-revoked')
      throw error;
    return { thumbprint };
  }
};
