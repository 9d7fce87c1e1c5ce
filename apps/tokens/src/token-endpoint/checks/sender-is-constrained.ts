import { Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import { bindsTokens, type PresentedCertificate, profileOf } from '#oauth';
import { type Facts, nothingNew, type Tools } from '../facts.js';

/** RFC 8705 §3: tokens of a client that wants it, or whose profile demands it, are bound to the certificate it comes with. */
export const senderIsConstrained = (
  { client, certificate }: Pick<Facts, 'client' | 'certificate'>,
  tools: Tools,
): Promise<Partial<Facts>> | Partial<Facts> => {
  if (!bindsTokens(client)) return nothingNew;
  if (!certificate) throw new Refused('certificate-missing');
  return boundTo(certificate, client, tools);
};

const boundTo = async (
  certificate: PresentedCertificate,
  client: Facts['client'],
  tools: Tools,
): Promise<Partial<Facts>> => {
  try {
    return { sender: await tools.senderOf(certificate, profileOf(client).boundCertificates) };
  } catch (error) {
    if (error instanceof Untrusted) throw new Refused('certificate-not-trusted', { cause: error.reason });
    throw error;
  }
};
