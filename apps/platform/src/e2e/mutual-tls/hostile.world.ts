import { randomUUID } from 'node:crypto';
import { authenticated, fetchWith, flow, intentFor, ownQuote, selfSigned, type TestClient } from '#testing';
import type { Attempt, Bearer } from './hostile.rows.js';
import type { TransportFiles } from './member.js';
import { certificateIn, MutualTlsWorld, shownBy } from './world.js';

type Shown = ReturnType<typeof shownBy>;

/** Two clients with tokens that are bound to one certificate, and others that have certificates of their own. */
export class HostileWorld {
  private constructor(
    readonly world: MutualTlsWorld,
    readonly certificates: Map<Bearer, Shown>,
    private readonly bound: TestClient,
    private readonly pki: TestClient,
    private readonly held: {
      readonly staging: string;
      readonly tokens: flow.Tokens;
      readonly payload: Record<string, unknown>;
    },
  ) {}

  /** `own` is what the rightful owner of everything shows. */
  static async in(world: MutualTlsWorld, own: TransportFiles): Promise<HostileWorld> {
    const certificates = await makeCertificates(world, shownBy(own));
    const { subject } = certificateIn(own.certificate);
    const metadata = { response_types: ['code id_token'], tls_client_certificate_bound_access_tokens: true };
    const register = async (name: string, more: object) => {
      const enrolled = await flow.enrol(world.platform.origin, name, `http://localhost:9/${name}/callback`);
      return (await flow.register(enrolled, { ...metadata, ...more })).client;
    };
    const bound = await register('bound', {});
    const pki = await register('pki', {
      token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_subject_dn: subject.toString(),
    });
    const payload = { ...ownQuote('new-ethernet-line'), externalId: randomUUID() };
    const staging = await flow.clientToken(bound, 'intents');
    const intent = await flow.stage(bound, staging, intentFor(payload));
    const response = await flow.consent(bound, world.platform.person, intent);
    const tokens = await flow.redeem(bound, response.get('code')!);
    return new HostileWorld(world, certificates, bound, pki, { staging, tokens, payload });
  }

  /** Sends what an attempt says, on a connection of its own. */
  async send({ to, by, spoofs, plain }: Attempt): Promise<Response> {
    const { world, certificates } = this;
    const shown = by && certificates.get(by);
    const ca = world.directory.authority;
    const fetch = fetchWith({ ca, ...(shown && { cert: shown.certificate, key: shown.key }) });
    const { path, headers = {}, ...request } = await this.requests[to]();
    const told: Record<string, string> = spoofs
      ? { 'client-cert': item(certificates.get('own')!.certificate) }
      : {};
    const origin = plain ? world.plain : world.platform.origin;
    return fetch(`${origin}${path}`, { ...request, headers: { ...headers, ...told } });
  }

  private readonly requests = {
    token: () =>
      post('/token', { client_id: this.pki.clientId, grant_type: 'client_credentials', scope: 'intents' }),
    'signed token': async () =>
      post(
        '/token',
        Object.fromEntries(await authenticated(this.bound, { grant_type: 'client_credentials' })),
      ),
    stage: () =>
      postJson('/intents', intentFor(this.held.payload), { authorization: `Bearer ${this.held.staging}` }),
    quote: () =>
      postJson(`${quotes}/quote`, this.held.payload, {
        ...this.bearer(),
        'resource-token': this.held.tokens.resource_token,
      }),
    quotes: () => ({ path: `${quotes}/quote`, headers: this.bearer() }),
    userinfo: () => ({ path: '/userinfo', headers: this.bearer() }),
    hello: () => ({ path: '/hello-mtls' }),
  } satisfies Record<Attempt['to'], () => Sent | Promise<Sent>> as Record<
    Attempt['to'],
    () => Sent | Promise<Sent>
  >;

  private bearer(): Record<string, string> {
    return { authorization: `Bearer ${this.held.tokens.access_token}` };
  }
}

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const quotes = '/mefApi/sonata/quoteManagement/v8';

const post = (path: string, form: Record<string, string>): Sent => ({
  path,
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: String(new URLSearchParams(form)),
});

const postJson = (path: string, json: object, headers: Record<string, string>): Sent => ({
  path,
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(json),
});

const makeCertificates = async (world: MutualTlsWorld, own: Shown): Promise<Map<Bearer, Shown>> => {
  const [thief, revoked, gone] = [
    await world.transport('Thief'),
    await world.transport('Own', 'again'),
    await world.transport('Gone'),
  ];
  await world.directory.revoke(revoked.enrolled.organisationId, revoked.certificateId);
  const [pem] = own.certificate.split(/(?<=-----END CERTIFICATE-----\n)/);
  const copied = await selfSigned({ subject: world.subjectOf(pem!) });
  return new Map<Bearer, Shown>([
    ['own', own],
    ['thief', shownBy(thief)],
    ['revoked', shownBy(revoked)],
    ['gone', shownBy(gone)],
    ['copied', { certificate: copied.chain, key: copied.key }],
  ]);
};

const item = (pem: string): string =>
  `:${pem.split('-----BEGIN CERTIFICATE-----')[1]!.split('-----END')[0]!.replaceAll('\n', '')}:`;
