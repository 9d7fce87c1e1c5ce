import { TestPki } from '#testing';
import { PemFiles, serverWish, tlsApp } from './tls.fixture.js';

describe('settings of TLS', () => {
  const files = { ec: new PemFiles(), rsa: new PemFiles() };
  beforeAll(async () => {
    const pki = await TestPki.make();
    files.ec.write(await pki.issue(serverWish));
    files.rsa.write(await pki.issue(serverWish));
  });
  afterAll(() => Object.values(files).forEach((each) => each.remove()));
  it.each([
    [
      'no such file',
      { ASSENT_TLS_CERTIFICATE: '/nowhere.pem' },
      /ASSENT_TLS_CERTIFICATE: .*cannot be read \(ENOENT\)/,
    ],
    [
      'a key for a certificate',
      { ASSENT_TLS_CERTIFICATE: files.ec.key },
      /ASSENT_TLS_CERTIFICATE: is no certificate/,
    ],
    [
      'a certificate for a key',
      { ASSENT_TLS_KEY: files.ec.certificate },
      /ASSENT_TLS_KEY: is no unencrypted/,
    ],
    ['the key of another', { ASSENT_TLS_KEY: files.rsa.key }, /ASSENT_TLS_KEY: is not the key of/],
    ['no authority', { ASSENT_CLIENT_CA: files.ec.key }, /ASSENT_CLIENT_CA: has no certificate/],
    [
      'a port without a certificate',
      { ASSENT_TLS_CERTIFICATE: '', ASSENT_TLS_KEY: '' },
      /ASSENT_TLS_CERTIFICATE: is needed/,
    ],
    [
      'a certificate without a key',
      { ASSENT_TLS_KEY: '' },
      /ASSENT_TLS_KEY: and ASSENT_TLS_CERTIFICATE go together/,
    ],
    [
      'a proxy that nobody trusts',
      { ASSENT_CLIENT_CERTIFICATES: 'proxy' },
      /ASSENT_CLIENT_CERTIFICATES: proxy needs/,
    ],
    [
      'an origin of http',
      { ASSENT_MTLS_ORIGIN: 'http://localhost:1' },
      /ASSENT_MTLS_ORIGIN: must be an https/,
    ],
    [
      'pins without authorities',
      { ASSENT_PINNED_CALLERS: '[{"profile":"uae-api-hub","certificate":"C4","value":"x"}]' },
      /ASSENT_PINNED_CALLERS: needs/,
    ],
    [
      'a pin of a fingerprint',
      { ASSENT_PINNED_CALLERS: '[{"profile":"uae-api-hub","certificate":"C4","fingerprint":"x"}]' },
      /ASSENT_PINNED_CALLERS: must have/,
    ],
  ])('does not start with %s', async (_what, more, message) => {
    await expect(tlsApp(files.ec, more)).rejects.toThrow(message);
  });
});
