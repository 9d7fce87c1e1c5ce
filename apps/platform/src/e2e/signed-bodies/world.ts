import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Certified,
  eventually,
  flow,
  freePort,
  intentFor,
  ownQuote,
  SigningAuthority,
  type TestClient,
} from '#testing';
import { type ForeignFramework, REDIRECT, startForeignFramework } from '../foreign-framework.js';
import type { SandboxPerson } from '../../start/sandbox-secrets.js';
import { startTestPlatform, type TestPlatform } from '../test-platform.js';
import type { Holder, Sent } from './bodies.js';
import { countIn } from './count-in.js';
import { Listener } from './listener.js';
import { certifyAt, type MemberKey } from './member.js';

export const quotesPath = '/mefApi/sonata/quoteManagement/v8';
const EVERY_FORM = ['jwt', 'jose', 'detached'] as const;

/** A platform that signs with Sig2, and Buyers: one with Sig1, one whose keys this spec chooses, one without certificates. */
export class SignedBodiesWorld {
  readonly keys = new Map<string, Certified>();
  /** Published by the certified Buyer beside Sig1, without a certificate. */
  bareKey!: TestClient['key'];

  private constructor(
    readonly platform: TestPlatform,
    readonly framework: ForeignFramework,
    readonly authority: SigningAuthority,
    readonly stranger: SigningAuthority,
    readonly listener: Listener,
    private readonly folder: string,
  ) {}

  static async start(): Promise<SignedBodiesWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'assent-signed-'));
    const [authority, stranger] = await Promise.all(
      ['CN=Carriers CA,O=Carriers,C=AE', 'CN=Nobody CA,O=Nobody,C=AE'].map((name) =>
        SigningAuthority.start(name),
      ),
    );
    writeFileSync(join(folder, 'carriers.pem'), authority!.anchor);
    const framework = await startForeignFramework('ECDH-ES+A256KW');
    const port = await freePort();
    const directory = `http://localhost:${port}/directory`;
    const own = { issuer: directory, jwksUri: `${directory}/jwks` };
    const platform = await startTestPlatform({
      ASSENT_PORT: String(port),
      ASSENT_TRUSTED_ISSUERS: JSON.stringify([...(JSON.parse(framework.trusted) as object[]), own]),
      ASSENT_TRUST_ANCHORS: ['carriers', 'directory'].map((name) => join(folder, `${name}.pem`)).join(),
      ASSENT_SIGNING_CERTIFICATE: join(folder, 'sig2.pem'),
      ASSENT_SIGNING_KEY: join(folder, 'sig2-key.pem'),
      ASSENT_CERTIFICATE_STATUS_MAX_AGE: '1',
      ASSENT_QUOTES_ACKNOWLEDGE: '0',
      ASSENT_QUOTES_WORK: '0',
    });
    const anchors = await fetch(`${directory}/pki/sandbox/anchors.pem`);
    writeFileSync(join(folder, 'directory.pem'), await anchors.text());
    const listener = await Listener.start();
    return new SignedBodiesWorld(platform, framework, authority!, stranger!, listener, folder);
  }

  /** The Seller as a member of the directory; its Sig2 signs from now on. */
  async sellerKey(): Promise<MemberKey & { readonly organisationId: string }> {
    const { origin } = this.platform;
    const [legalName, lei] = ['Assent Seller PJSC', flow.lei('5493SELLER')];
    const organisations = '/directory/organisations';
    const answer = await flow.call<{ organisationId: string }>('POST', `${origin}${organisations}`, {
      body: { legalName, lei },
    });
    const { organisationId } = flow.demand(answer, 201, 'the Seller');
    const names = [
      ['O', legalName],
      ['OU', organisationId],
      ['CN', organisationId],
    ] as const;
    const key = await certifyAt(origin, `${organisations}/${organisationId}`, 'Sig2', names);
    writeFileSync(join(this.folder, 'sig2.pem'), key.files.certificate);
    writeFileSync(join(this.folder, 'sig2-key.pem'), key.files.key);
    return { ...key, organisationId };
  }

  /** Software of the directory whose Sig1 signs all that it sends. */
  async certifiedBuyer(
    name: string,
  ): Promise<{ readonly client: TestClient; readonly key: MemberKey; readonly organisationId: string }> {
    const { origin } = this.platform;
    const enrolled = await flow.enrol(origin, name, `http://localhost:9/${name}/callback`);
    const [, , , organisationId = '', , softwareId = ''] = enrolled.path.split('/');
    const names = [
      ['O', `${name} Networks Ltd`],
      ['OU', organisationId],
      ['CN', softwareId],
    ] as const;
    const key = await certifyAt(origin, enrolled.path, 'Sig1', names);
    this.bareKey = enrolled.key;
    const { client } = await flow.register(enrolled, {
      meflso_body_forms: EVERY_FORM,
      meflso_certified_messages: 'required',
      meflso_listener_token_endpoint: `${this.listener.home}/token`,
      meflso_listener_client_id: 'seller',
    });
    const own = { private: key.forJose, kid: key.kid, alg: 'ES256', publicJwk: {} };
    return { client: { ...client, key: own }, key, organisationId };
  }

  /** Software of the directory with keys alone, that has registered two of three forms. */
  async plainBuyer(name: string): Promise<TestClient> {
    const enrolled = await flow.enrol(this.platform.origin, name, `http://localhost:9/${name}/callback`);
    return (await flow.register(enrolled, { meflso_body_forms: ['jwt', 'detached'] })).client;
  }

  /** Software of the other framework, whose key set is this spec's to fill. */
  async carrier(): Promise<TestClient> {
    const { origin } = this.platform;
    const body = {
      software_statement: await this.framework.statement(),
      grant_types: ['client_credentials', 'authorization_code'],
      response_types: ['code id_token'],
      meflso_body_forms: EVERY_FORM,
      meflso_certified_messages: 'required',
    };
    const answer = await flow.call<{ client_id: string }>('POST', `${origin}/register`, { body });
    const { client_id: clientId } = flow.demand(answer, 201, 'register');
    const { kid, forJose } = this.keys.get('good')!;
    const key = { private: forJose, kid, alg: 'ES256', publicJwk: {} };
    return { clientId, issuer: origin, redirectUri: REDIRECT, key };
  }

  /** Steps 3 to 8. */
  async consented(
    client: TestClient,
    payload: Record<string, unknown> = { ...ownQuote('new-ethernet-line'), externalId: randomUUID() },
  ): Promise<Holder> {
    const staging = await flow.clientToken(client, 'intents');
    const intent = await flow.stage(client, staging, intentFor(payload));
    const response = await flow.consent(client, this.platform.person, intent);
    return { client, payload, tokens: await flow.redeem(client, response.get('code')!) };
  }

  /** Step 9, with whatever body. */
  createQuote({ tokens }: Holder, { wire, headers }: Sent): Promise<Response> {
    return fetch(`${this.platform.origin}${quotesPath}/quote`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        'resource-token': tokens.resource_token,
        'content-type': wire.contentType ?? '',
        ...(wire.signature !== undefined && { 'x-jws-signature': wire.signature }),
        ...headers,
      },
      body: wire.text ?? '',
    });
  }

  /** With the secret of the one-time passwords, as the sample Buyer's walk wants it. */
  get person(): SandboxPerson {
    const text = readFileSync(join(this.platform.folder, 'secrets.json'), 'utf8');
    return (JSON.parse(text) as { readonly person: SandboxPerson }).person;
  }

  quotesMade(): Promise<number> {
    return countIn(
      this.platform.databaseUrl,
      `select count(*)::int from quotes.event where type = 'QuoteCreated'`,
    );
  }

  /** Waits until no quote goes on by itself, and what it did has had its consequences. */
  async settled(): Promise<void> {
    const waiting = `select count(*)::int from quotes.stream where state ->> 'state' in ('acknowledged', 'inProgress')`;
    await eventually(async () => {
      if ((await countIn(this.platform.databaseUrl, waiting)) > 0)
        throw new Error('a quote is not priced yet');
    });
    await this.platform.settled();
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    for (const one of [this.framework, this.authority, this.stranger, this.listener]) one.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
