import { serverMetadata } from './metadata.js';

const issuer = 'https://seller.example';
const methods = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];

describe('what the discovery document says of mutual TLS (RFC 8705 §3.3, §5)', () => {
  it.each([
    [
      'nothing, where nobody is asked',
      { source: 'none', hasAuthorities: true } as const,
      methods.slice(0, 1),
      false,
    ],
    [
      'self-signed certificates, where no authority is believed',
      { source: 'handshake', hasAuthorities: false } as const,
      [methods[0], methods[2]],
      true,
    ],
    ['all of it, where one is', { source: 'proxy', hasAuthorities: true } as const, methods, true],
  ])('is %s', (_what, mutualTls, offered, bound) => {
    const metadata = serverMetadata(issuer, mutualTls);
    for (const endpoint of ['token', 'introspection', 'revocation'])
      expect(metadata[`${endpoint}_endpoint_auth_methods_supported`]).toEqual(offered);
    expect(metadata.tls_client_certificate_bound_access_tokens).toBe(bound);
    expect(metadata).not.toHaveProperty('mtls_endpoint_aliases');
  });

  it('names what else these endpoints are called, where certificates are asked for elsewhere', () => {
    const origin = 'https://mtls.seller.example';
    const metadata = serverMetadata(issuer, { source: 'handshake', hasAuthorities: true, origin });
    expect(metadata.token_endpoint).toBe(`${issuer}/token`);
    expect(metadata.mtls_endpoint_aliases).toEqual({
      token_endpoint: `${origin}/token`,
      introspection_endpoint: `${origin}/introspect`,
      revocation_endpoint: `${origin}/revoke`,
      userinfo_endpoint: `${origin}/userinfo`,
    });
  });
});
