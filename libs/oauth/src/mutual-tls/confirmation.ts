import { Refused } from '#event-sourcing';
import type { PresentedCertificate } from './presented-certificate.js';

/** The `cnf` claim of a token that is bound to a certificate (RFC 8705 §3.1). */
export interface Confirmation {
  readonly 'x5t#S256': string;
}

/** What a token says that is of use only with this certificate; nothing for a token that anyone may bear. */
export const confirmationOf = (thumbprint: string | undefined): { readonly cnf?: Confirmation } =>
  thumbprint === undefined ? {} : { cnf: { 'x5t#S256': thumbprint } };

/**
 * RFC 8705 §3: a bound token comes over a connection with the certificate that it is bound to. A confirmation of another
 * kind cannot be checked here, so such a token is refused. Throws `Refused('not-confirmed')` with a `cause`.
 */
export const assertConfirmed = (
  cnf: unknown,
  certificate: Pick<PresentedCertificate, 'thumbprint'> | undefined,
): void => {
  if (cnf === undefined) return;
  const thumbprint = thumbprintOf(cnf);
  if (thumbprint === undefined) throw notConfirmed('unknown-confirmation');
  if (!certificate) throw notConfirmed('missing-certificate');
  if (certificate.thumbprint !== thumbprint) throw notConfirmed('wrong-certificate');
};

const thumbprintOf = (cnf: unknown): string | undefined => {
  if (typeof cnf !== 'object' || cnf === null) return undefined;
  const [[method, value] = [], ...others] = Object.entries(cnf) as [string, unknown][];
  return method === 'x5t#S256' && typeof value === 'string' && others.length === 0 ? value : undefined;
};

const notConfirmed = (cause: string): Refused => new Refused('not-confirmed', { cause });
