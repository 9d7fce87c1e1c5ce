import { gzipSync } from 'node:zlib';
import type { Organisation } from '../organisation.decider.js';
import type { Software } from '../software.decider.js';
import { bundleReadme } from './readme.js';
import { startScript } from './start-script.js';
import { type ArchivedFile, tar } from './tar.js';

/** A key that was made for a bundle, and its certificate. */
export interface CertifiedKey {
  readonly profile: string;
  readonly kid: string;
  readonly notAfter: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
  /** The certificate and the authority above it, PEM. */
  readonly certificates: string;
}

/** Everything that a Buyer needs to begin. */
export interface BundleFacts {
  /** Of the Seller. */
  readonly issuer: string;
  readonly organisation: Organisation;
  readonly software: Software;
  readonly statement: string;
  /** did:web of the software. */
  readonly identifier: string;
  /** Legal Entity credential of that identifier, a VC-JWT. */
  readonly credential: string;
  readonly expiresAt: string;
  readonly certified: readonly CertifiedKey[];
  /** PEM. */
  readonly anchors: string;
}

const files: Readonly<Record<string, string>> = { C1: 'transport', Sig1: 'signing', Enc2: 'encryption' };

/** One compressed archive, `tar xzf` of which makes a folder. */
export const bundle = (facts: BundleFacts, at: Date): Buffer => {
  const folder = folderOf(facts.software);
  return gzipSync(
    tar(
      filesOf(facts).map((file) => ({ ...file, name: `${folder}/${file.name}` })),
      at,
    ),
  );
};

export const folderOf = ({ softwareId }: Software): string => `assent-buyer-${softwareId.slice(0, 8)}`;

const filesOf = (facts: BundleFacts): readonly ArchivedFile[] => [
  { name: 'README.md', text: bundleReadme(facts) },
  { name: 'start.mjs', text: startScript, executable: true },
  { name: 'client.json', text: `${JSON.stringify(clientOf(facts), null, 2)}\n` },
  { name: 'software-statement.jwt', text: `${facts.statement}\n`, secret: true },
  { name: 'legal-entity-credential.jwt', text: `${facts.credential}\n` },
  { name: 'anchors.pem', text: facts.anchors },
  ...facts.certified.flatMap(({ profile, privateKey, certificates }) => [
    { name: `${files[profile]}.key.pem`, text: privateKey, secret: true },
    { name: `${files[profile]}.pem`, text: certificates },
  ]),
];

const clientOf = ({ issuer, organisation, software, certified, identifier }: BundleFacts): object => ({
  issuer,
  directory: `${issuer}/directory`,
  organisation_id: organisation.organisationId,
  software_id: software.softwareId,
  identifier,
  redirect_uris: software.redirectUris,
  signing: { alg: 'ES256', kid: certified.find(({ profile }) => profile === 'Sig1')?.kid },
  scope: 'intents',
  metadata: {
    grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
    response_types: ['code id_token', 'code'],
    token_endpoint_auth_method: 'private_key_jwt',
  },
});
