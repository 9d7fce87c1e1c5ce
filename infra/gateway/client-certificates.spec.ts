import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { createApp, Environment, openPorts, secureOptions, stopApp } from '#service';
import { describeUnless, eventually, fetchWith, freePort, TestPki, type TestCertificate } from '#testing';
import { noNginx } from './fixtures/nginx-tool.js';
import { type Gateway, startGateway } from './gateway.js';
import { nginxConfiguration } from './nginx.js';
import { suites, suites13 } from './tls-rules.js';

@Module({})
class Nothing {}

const called = { name: 'intents', module: Nothing, log: { service: 'intents', aggregates: [] } };
const pins = [{ profile: 'uae-api-hub', certificate: 'C4', value: 'the-hub' }];

/** What stands before the services, and where it takes https. */
interface Before {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

interface Files {
  readonly certificate: string;
  readonly key: string;
  readonly clientCa: string;
}

const byNode = async (files: Files, service: string): Promise<Before> => {
  const options = { port: 0, host: '127.0.0.1', tls: { port: 0, ...files } };
  const gateway: Gateway = await startGateway({ ...options, upstreams: { intents: [`http://${service}`] } });
  return { origin: `https://127.0.0.1:${gateway.tlsPort}`, stop: () => gateway.stop() };
};

const byNginx = async (files: Files, service: string): Promise<Before> => {
  const scratch = mkdtempSync(join(tmpdir(), 'assent-nginx-tls-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const names = [
    'directory',
    'registration',
    'tokens',
    'authorization',
    'quotes',
    'notifications',
    'audit',
    'buyer',
  ];
  const upstreams = Object.fromEntries(['intents', ...names].map((name) => [name, [service]]));
  const tls = { listen: `127.0.0.1:${tlsPort}`, ...files };
  const file = join(scratch, 'nginx.conf');
  writeFileSync(file, nginxConfiguration({ listen: `127.0.0.1:${port}`, upstreams, scratch, tls }));
  const nginx = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' });
  await eventually(async () => void (await fetch(`http://127.0.0.1:${port}/livez`)));
  const stop = async (): Promise<void> => {
    nginx.kill('SIGTERM');
    if (nginx.exitCode === null) await once(nginx, 'exit');
    rmSync(scratch, { recursive: true, force: true });
  };
  return { origin: `https://127.0.0.1:${tlsPort}`, stop };
};

const gateways = [
  ['the gateway of Node.js', byNode, undefined],
  ['nginx', byNginx, noNginx()],
] as const;

describe.each(gateways)('client certificates at %s', (_name, start, missing) => {
  describeUnless(missing, 'which terminates TLS', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assent-gateway-tls-'));
    let before: Before;
    let stopService: () => Promise<void>;
    let pki: TestPki;
    let hub: TestCertificate;
    let other: TestCertificate;

    beforeAll(async () => {
      pki = await TestPki.make();
      const issuing = await pki.below();
      const server = await pki.issue({ subject: 'CN=gateway', ips: ['127.0.0.1'], purpose: 'server-tls' });
      hub = await issuing.issue({ subject: 'CN=hub,OU=the-hub,O=Ozone,C=AE', keyType: 'rsa' });
      other = await issuing.issue({ subject: 'CN=other,OU=other,O=Ozone,C=AE' });
      const files = { certificate: 'server.pem', key: 'server-key.pem', clientCa: 'ca.pem' };
      const paths = Object.fromEntries(
        Object.entries(files).map(([name, file]) => [name, join(folder, file)]),
      ) as unknown as Files;
      writeFileSync(paths.certificate, server.chain);
      writeFileSync(paths.key, server.key);
      writeFileSync(paths.clientCa, pki.pem + issuing.pem); // nginx tells no chain
      const port = await freePort();
      const key = Buffer.alloc(32, 1).toString('base64url');
      const app = await createApp(
        [called],
        new Environment({
          ASSENT_DATABASE_URL: 'postgres://nobody@localhost:1/none',
          ASSENT_KEY_ENCRYPTION_KEY: key,
          ASSENT_SHARED_KEY: key,
          ASSENT_LOG_LEVEL: 'silent',
          ASSENT_HOST: '127.0.0.1',
          ASSENT_PORT: String(port),
          ASSENT_TRUSTED_PROXIES: '127.0.0.1',
          ASSENT_CLIENT_CERTIFICATES: 'proxy',
          ASSENT_CLIENT_CA: paths.clientCa,
          ASSENT_PINNED_CALLERS: JSON.stringify(pins),
        }),
      );
      await openPorts(app);
      stopService = () => stopApp(app);
      before = await start(paths, `127.0.0.1:${port}`);
      await eventually(async () => {
        if ((await hello()).status !== 403) throw new Error('the service is not reached yet');
      });
    });
    afterAll(async () => {
      await before.stop();
      await stopService();
      rmSync(folder, { recursive: true, force: true });
    });

    const hello = async (by?: TestCertificate, headers: Record<string, string> = {}) => {
      const fetch = fetchWith({ ca: pki.pem, ...(by && { cert: by.chain, key: by.key }) });
      const response = await fetch(`${before.origin}/hello-mtls`, { headers });
      const body = (await response.json()) as Record<string, string>;
      return {
        status: response.status,
        said: (body['certificate'] ?? body['type'] ?? '').replace('urn:assent:problem:', ''),
      };
    };
    const item = `:${'A'.repeat(40)}:`;

    it('are told to the services, which recognize a pinned caller', async () => {
      expect(await hello(hub)).toEqual({ status: 200, said: 'C4' });
      expect(await hello(other)).toEqual({ status: 403, said: 'caller-not-pinned' });
    });

    it('are not told when none was shown, whatever the client says', async () => {
      const missing = { status: 403, said: 'certificate-missing' };
      expect(await hello()).toEqual(missing);
      const own = `:${Buffer.from(hub.certificate.der).toString('base64')}:`;
      expect(await hello(undefined, { 'Client-Cert': own })).toEqual(missing);
      expect(await hello(undefined, { 'client-cert': item, 'client-cert-chain': item })).toEqual(missing);
    });

    it('are those of the handshake, whatever else the client says', async () => {
      const own = `:${Buffer.from(hub.certificate.der).toString('base64')}:`;
      expect(await hello(other, { 'Client-Cert': own })).toEqual({ status: 403, said: 'caller-not-pinned' });
      expect(await hello(hub, { 'Client-Cert': item, 'Client-Cert-Chain': item })).toEqual({
        status: 200,
        said: 'C4',
      });
    });
  });
});

it('gateways take the suites that services take', () => {
  const { ciphers } = secureOptions({ certificate: '', key: '' });
  expect([...suites13, ...suites].join(':')).toBe(ciphers);
});
