import { Refused } from '#event-sourcing';
import type { PresentedCertificate } from '#oauth';

/** What a request may carry its tokens in. */
export interface RequestHead {
  /** Names and values in turn, as Node gives them: only there a second header of one name is still seen. */
  readonly rawHeaders: readonly string[];
  readonly query?: unknown;
  /** What the sender showed in the handshake, or to a proxy that is believed; `thumbprint` is its `x5t#S256`. */
  readonly certificate?:
    (Pick<PresentedCertificate, 'thumbprint'> & Partial<PresentedCertificate>) | undefined;
}

/** The tokens a request presents, not verified. */
export interface Credentials {
  readonly accessToken: string;
  readonly resourceToken?: string;
  /** `x5t#S256` of the certificate that they came with. */
  readonly certificate?: string;
}

/** RFC 6750 §2.1 with the `b64token` of RFC 7235 narrowed to what a JWT is made of. */
const BEARER = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Reads the tokens from the headers, and from nowhere else (FAPI 1.0 Baseline §6.2.1, FAPI 2.0 §5.3.3).
 * Throws `Refused('missing-credentials' | 'invalid-credentials')`.
 */
export const credentialsOf = (head: RequestHead): Credentials => {
  if (hasTokenInQuery(head.query)) throw invalid('token-in-query');
  const authorization = single(head, 'authorization');
  if (authorization === undefined) throw new Refused('missing-credentials');
  const accessToken = BEARER.exec(authorization)?.[1];
  if (accessToken === undefined) throw invalid('not-a-bearer-token');
  const resourceToken = single(head, 'resource-token');
  if (resourceToken !== undefined && !JWT.test(resourceToken)) throw invalid('malformed-resource-token');
  return {
    accessToken,
    ...(resourceToken !== undefined && { resourceToken }),
    ...(head.certificate && { certificate: head.certificate.thumbprint }),
  };
};

const single = ({ rawHeaders }: RequestHead, name: string): string | undefined => {
  const values = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]!.toLowerCase() === name);
  if (values.length > 1) throw invalid('repeated-header');
  return values[0]?.trim();
};

const hasTokenInQuery = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'access_token' in query;

const invalid = (cause: string): Refused => new Refused('invalid-credentials', { cause });
