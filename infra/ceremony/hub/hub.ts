import { readFileSync } from 'node:fs';
import { parseCertificates } from '#crypto';
import { DataFolder, sandboxSecrets } from '../../../apps/platform/src/index.js';
import { type flow, oneTimePasswords } from '#testing';
import { freePort } from '../../fleet/ports.js';
import type { Process } from '../../fleet/process.js';
import type { Cast } from '../people/cast.js';
import { serverNameOf } from '../people/profiles.js';
import { placeOf, typed } from '../scene.js';
import { assentProcess } from './program.js';

const services = ['registration', 'tokens', 'intents', 'authorization', 'quotes', 'notifications', 'audit'];

/** Seconds that decide how long an overlap has to be, and how long a revocation may go unnoticed. */
export const times = {
  reload: 1,
  certificateStatus: 4,
  keySets: 10,
  statusList: 5,
  keyPublication: 15,
  tokens: 300,
} as const;

/** Origins of one environment, each with a certificate of its own. */
export interface Origins {
  /** The issuer, which browsers open (S2). */
  readonly issuer: string;
  /** Where Buyers show C1 (S1). */
  readonly api: string;
  /** Consent manager and headless authorization, where the Seller shows C3 (S3). */
  readonly consent: string;
  /** The Seller's back office, where the Hub shows C4 (S4). */
  readonly backOffice: string;
}

/** A platform and the Seller's back office, as processes, with nothing but certificates of the directory. */
export class Hub {
  private constructor(
    private readonly cast: Cast,
    readonly origins: Origins,
    private readonly variables: Readonly<Record<string, string>>,
    private readonly processes: readonly Process[],
  ) {}

  static async start(cast: Cast, output: (line: string) => void): Promise<Hub> {
    const [port, tls, backPort, backTls] = [freePort(), freePort(), freePort(), freePort()];
    const [ports, back] = [await Promise.all([port, tls]), await Promise.all([backPort, backTls])];
    const at = (profile: string, to: number): string => `https://${serverNameOf(profile, cast.env)!}:${to}`;
    const origins = {
      issuer: at('S2', ports[1]),
      api: at('S1', ports[1]),
      consent: at('S3', ports[1]),
      backOffice: at('S4', back[1]),
    };
    const variables = hubVariables(cast, ports, origins);
    const office = backOfficeVariables(cast, back, origins.backOffice);
    const processes = [assentProcess(services, variables, output), assentProcess(['audit'], office, output)];
    for (const each of processes) await each.start();
    return new Hub(cast, origins, variables, processes);
  }

  /** Who decides at the consent page. */
  async person(): Promise<flow.Person> {
    const { person } = await sandboxSecrets(new DataFolder(this.variables['ASSENT_DATA']!));
    const { username, password, totpSecret } = person;
    return { username, password, totp: oneTimePasswords(totpSecret) };
  }

  /** A command line of the Hub's operator; what it printed as JSON. */
  async operates<T>(...words: readonly string[]): Promise<T> {
    return JSON.parse(await typed(this.cast.scene, ['--json', ...words], this.variables)) as T;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.stop()));
  }
}

const subjectIn = (file: string): string =>
  parseCertificates(readFileSync(file, 'utf8'))[0]!.subject.toString();

type Ports = readonly [plain: number, tls: number];

const common = (cast: Cast, [plain, tls]: Ports, profiles: readonly string[]): Record<string, string> => ({
  ASSENT_PORT: String(plain),
  ASSENT_TLS_PORT: String(tls),
  ASSENT_TLS_CERTIFICATE: profiles.map((id) => cast.inUse(id, 'certificate.pem')).join(','),
  ASSENT_TLS_KEY: profiles.map((id) => cast.inUse(id, 'key.pem')).join(','),
  ASSENT_TLS_RELOAD: String(times.reload),
  ASSENT_CLIENT_CERTIFICATES: 'handshake',
  ASSENT_CLIENT_CA: cast.anchors,
  ASSENT_TRUSTED_CA: cast.trusted,
  ASSENT_CERTIFICATE_STATUS_MAX_AGE: String(times.certificateStatus),
  ASSENT_KEY_SET_MAX_AGE: String(times.keySets),
  ASSENT_KEY_PUBLICATION_DELAY: String(times.keyPublication),
  ASSENT_LONGEST_TOKEN_LIFE: String(times.tokens),
});

const hubVariables = (cast: Cast, ports: Ports, { issuer, api }: Origins): Record<string, string> => {
  // UAE: "The subject of the C3 certificate should be provided to Ozone API Hub."
  const value = subjectIn(cast.inUse('C3', 'certificate.pem'));
  const directory = `${cast.scene.directory}/directory`;
  const trusted = { issuer: directory, jwksUri: `${directory}/jwks`, clientsPerSoftware: 'many' };
  return {
    ...common(cast, ports, ['S2', 'S1', 'S3']),
    ASSENT_DATA: placeOf(cast.scene, cast.env, 'platform'),
    ASSENT_ISSUER: issuer,
    ASSENT_MTLS_ORIGIN: api,
    ASSENT_PINNED_CALLERS: JSON.stringify([{ profile: 'uae-api-hub', certificate: 'C3', value }]),
    ASSENT_SIGNING_CERTIFICATE: cast.inUse('Sig2', 'certificate.pem'),
    ASSENT_SIGNING_KEY: cast.inUse('Sig2', 'key.pem'),
    ASSENT_TRUST_ANCHORS: cast.anchors,
    ASSENT_TRUSTED_ISSUERS: JSON.stringify([trusted]),
    ASSENT_REGISTRATION_ENVIRONMENT: cast.env,
    ASSENT_SERVICE_URLS: services.map((name) => `${name}=http://localhost:${ports[0]}`).join(','),
    ASSENT_QUOTES_ACKNOWLEDGE: '1',
    ASSENT_QUOTES_WORK: '1',
  };
};

const backOfficeVariables = (cast: Cast, ports: Ports, origin: string): Record<string, string> => {
  const value = cast.parties.hub.organisation;
  return {
    ...common(cast, ports, ['S4']),
    ASSENT_DATA: placeOf(cast.scene, cast.env, 'back-office'),
    ASSENT_ISSUER: origin,
    ASSENT_PINNED_CALLERS: JSON.stringify([{ profile: 'uae-api-hub', certificate: 'C4', value }]),
  };
};
