/** Whose certificate is shown in the handshake. */
export type Bearer = 'own' | 'thief' | 'copied' | 'revoked' | 'gone';

/** One request of somebody who stole something, and lacks the rest. */
export interface Attempt {
  readonly to: 'token' | 'signed token' | 'stage' | 'quote' | 'quotes' | 'userinfo' | 'hello';
  readonly by?: Bearer;
  /** Tells the owner's certificate in a `Client-Cert` header. */
  readonly spoofs?: true;
  /** On the port without TLS. */
  readonly plain?: true;
}

type Row = readonly [
  title: string,
  Attempt,
  status: number,
  member: 'error' | 'code' | 'type',
  value: string,
];

/** What is sent, and the exact answer; nothing is written by any of them. */
// prettier-ignore
export const rows: readonly Row[] = [
  ['a client_id without its certificate', { to: 'token' }, 401, 'error', 'invalid_client'],
  ['a client_id with the certificate of another member', { to: 'token', by: 'thief' }, 401, 'error', 'invalid_client'],
  ['a client_id with a copy of its certificate’s subject', { to: 'token', by: 'copied' }, 401, 'error', 'invalid_client'],
  ['a client_id with a certificate of its own that was revoked', { to: 'token', by: 'revoked' }, 401, 'error', 'invalid_client'],
  ['a client_id where there is no TLS', { to: 'token', plain: true }, 401, 'error', 'invalid_client'],
  ['its certificate told in a header', { to: 'token', spoofs: true }, 400, 'error', 'invalid_request'],
  ['its certificate told in a header, another in the handshake', { to: 'token', by: 'thief', spoofs: true }, 400, 'error', 'invalid_request'],
  ['its certificate told in a header, where there is no TLS', { to: 'token', spoofs: true, plain: true }, 400, 'error', 'invalid_request'],
  ['its certificate in the handshake, and in a header', { to: 'token', by: 'own', spoofs: true }, 400, 'error', 'invalid_request'],
  ['a stolen signing key, without a certificate', { to: 'signed token' }, 400, 'error', 'invalid_request'],
  ['a stolen access token for a new intent', { to: 'stage' }, 401, 'code', 'invalidCredentials'],
  ['a stolen access token, with another certificate', { to: 'stage', by: 'thief' }, 401, 'code', 'invalidCredentials'],
  ['a stolen access token, with a copied subject', { to: 'stage', by: 'copied' }, 401, 'code', 'invalidCredentials'],
  ['a stolen access token, where there is no TLS', { to: 'stage', plain: true }, 401, 'code', 'invalidCredentials'],
  ['a stolen access token, with a certificate in a header', { to: 'stage', spoofs: true }, 400, 'code', 'invalidBody'],
  ['both stolen tokens for the quote that was consented to', { to: 'quote' }, 401, 'code', 'invalidCredentials'],
  ['both stolen tokens, with another certificate', { to: 'quote', by: 'thief' }, 401, 'code', 'invalidCredentials'],
  ['both stolen tokens, where there is no TLS', { to: 'quote', plain: true }, 401, 'code', 'invalidCredentials'],
  ['a stolen access token to read quotes', { to: 'quotes', by: 'thief' }, 401, 'code', 'invalidCredentials'],
  ['a stolen access token to learn whose consent it is', { to: 'userinfo' }, 401, 'error', 'invalid_token'],
  ['the same with another certificate', { to: 'userinfo', by: 'thief' }, 401, 'error', 'invalid_token'],
  ['a pinned route, by nobody', { to: 'hello' }, 403, 'type', 'urn:assent:problem:certificate-missing'],
  ['a pinned route, by a member that is not pinned', { to: 'hello', by: 'own' }, 403, 'type', 'urn:assent:problem:caller-not-pinned'],
  ['a pinned route, by one that was revoked', { to: 'hello', by: 'revoked' }, 403, 'type', 'urn:assent:problem:certificate-not-trusted'],
  ['a pinned route, by a copy of a member’s subject', { to: 'hello', by: 'copied' }, 403, 'type', 'urn:assent:problem:certificate-not-trusted'],
];
