import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicClient } from '#contracts';
import { TestPki, type TestCertificate } from '#testing';
import { type Answer, issuer, Running } from './running-tokens.js';
import type { Form, TestClient } from './test-client.js';

/** `Client-Cert` and `Client-Cert-Chain` as a proxy that is believed writes them (RFC 9440). */
export const told = ({ chain }: Pick<TestCertificate, 'chain'>): Readonly<Record<string, string>> => {
  const [own, ...others] = chain.split('-----END CERTIFICATE-----').flatMap((block) => {
    const text = block.split('-----BEGIN CERTIFICATE-----')[1]?.replaceAll('\n', '');
    return text === undefined ? [] : [`:${text}:`];
  });
  return { 'client-cert': own!, ...(others.length > 0 && { 'client-cert-chain': others.join(', ') }) };
};

export const subject = 'CN=app,OU=unit,O=Acme\\, Inc.,C=AE';

/** What a client of RFC 8705 §2.1 registers. */
export const byPki = (
  attribute: NonNullable<PublicClient['tlsClientAuth']>['attribute'] = 'subject_dn',
  value = subject,
): Partial<PublicClient> => ({
  tokenEndpointAuthMethod: 'tls_client_auth',
  tlsClientAuth: { attribute, value },
  certificateBoundTokens: true,
});

/** The tokens service behind a proxy that tells what clients show, and two authorities of which it believes one. */
export class MutualTls {
  private constructor(
    readonly tokens: Running,
    readonly root: TestPki,
    readonly issuing: TestPki,
    readonly foreign: TestPki,
    private readonly folder: string,
  ) {}

  static async start(): Promise<MutualTls> {
    const [root, foreign] = [await TestPki.make(), await TestPki.make()];
    const folder = mkdtempSync(join(tmpdir(), 'assent-mtls-'));
    writeFileSync(join(folder, 'ca.pem'), root.pem);
    const tokens = await Running.start({
      ASSENT_CLIENT_CERTIFICATES: 'proxy',
      ASSENT_TRUSTED_PROXIES: 'loopback',
      ASSENT_CLIENT_CA: join(folder, 'ca.pem'),
    });
    return new MutualTls(tokens, root, await root.below(), foreign, folder);
  }

  /** A form post that came with a certificate. */
  post(path: string, form: Form, certificate?: Pick<TestCertificate, 'chain'>): Promise<Answer> {
    const defined = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return this.tokens.inject({
      method: 'POST',
      url: path,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(certificate && told(certificate)),
      },
      payload: String(new URLSearchParams(defined)),
    });
  }

  /** The same by a client that signs an assertion as well. */
  async signed(
    client: TestClient,
    path: string,
    form: Form,
    certificate?: Pick<TestCertificate, 'chain'>,
  ): Promise<Answer> {
    return this.post(path, { ...(await client.authentication(issuer)), ...form }, certificate);
  }

  async stop(): Promise<void> {
    await this.tokens.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
