import type { KindContract } from './contract.js';
import { closed, flag, listOf, oneOf, reason, text, time, whole } from './schema-parts.js';

/** One reason for which a client is suspended: which of the things that its registration rests on is not good. */
export interface SuspensionCause {
  readonly kind: 'software-statement' | 'organisation' | 'certificate' | 'credential' | 'operator';
  /** Which one: `jti` of the statement, id of the organisation or credential, fingerprint of the certificate, name of the operator. */
  readonly id: string;
  /** Kebab-case, such as `credential-revoked`. */
  readonly reason: string;
  /** RFC 3339: since when it is not good, as far as that is known; else, when it was found out. */
  readonly since: string;
}

/** A registered client (owner: registration). */
export interface PublicClient {
  readonly clientId: string;
  /** A suspended client may do nothing for now, but to look after its registration. */
  readonly status: 'active' | 'suspended' | 'deleted';
  readonly profile: 'mef-128' | 'w128-guide' | 'mef-w128' | 'fapi1-advanced' | 'fapi2' | 'uae-api-hub';
  readonly clientName: string;
  readonly organisation: { readonly id: string; readonly name: string; readonly lei: string };
  readonly software: {
    readonly id: string;
    readonly name: string;
    readonly version?: string;
    readonly uri?: string;
    /** LEI of the entity that a third party's software acts for (MEF 128 §6.3, Model 2). */
    readonly onBehalfOf?: string;
  };
  readonly roles: readonly string[];
  /** Space-separated, what the client may ever ask for. */
  readonly scope: string;
  readonly redirectUris: readonly string[];
  readonly jwksUri: string;
  readonly grantTypes: readonly string[];
  readonly responseTypes: readonly string[];
  /** How the client proves who it is; `private_key_jwt` unless given. */
  readonly tokenEndpointAuthMethod?: 'private_key_jwt' | 'tls_client_auth' | 'self_signed_tls_client_auth';
  /** What identifies the client in a certificate that an authority vouches for (RFC 8705 §2.1.2): one attribute. */
  readonly tlsClientAuth?: TlsClientSubject;
  /** Whether the client's access tokens are bound to its certificate (RFC 8705 §3.4). */
  readonly certificateBoundTokens?: boolean;
  readonly tokenEndpointAuthSigningAlg?: string;
  readonly requestObjectSigningAlg?: string;
  /** What the client encrypts its request objects with; it sends no encrypted ones where this is absent. */
  readonly requestObjectEncryptionAlg?: string;
  readonly requestObjectEncryptionEnc?: string;
  readonly idTokenSignedResponseAlg: string;
  /** What its id_tokens are encrypted with; they are signed alone where this is absent. */
  readonly idTokenEncryptedResponseAlg?: string;
  readonly idTokenEncryptedResponseEnc?: string;
  /** Identifier of the Legal Entity that presented itself at registration (MEF 128 R6), such as a DID. */
  readonly identifier?: string;
  /** How the Seller authenticates at the Buyer's listener (roles reversed). */
  readonly listener?: { readonly tokenEndpoint: string; readonly clientId: string };
  /** While it is suspended. */
  readonly suspension?: {
    /** RFC 3339. */
    readonly since: string;
    readonly causes: readonly SuspensionCause[];
  };
  /** RFC 3339: when its last suspension ended. Codes and tokens from before are of no use any more. */
  readonly reinstatedAt?: string;
  /** Nothing is taken of the client that is no message of a conversation (draft W128 §9). */
  readonly payloadAuthenticity?: 'required';
  /**
   * Forms in which bodies to and from the client prove themselves, the one that it likes best first; each is signed then. Where
   * absent, bodies are JSON, and may have a detached signature.
   */
  readonly bodyForms?: readonly ('detached' | 'jose' | 'jwt')[];
  /** No message of the client is taken that was not signed by a key with a good certificate (MEF 128 R43, R44). */
  readonly certifiedMessages?: 'required';
}

/** The subject of a client's certificates, or one of their alternative names. */
export interface TlsClientSubject {
  readonly attribute: 'subject_dn' | 'san_dns' | 'san_uri' | 'san_ip' | 'san_email';
  /** RFC 4514 for `subject_dn`. */
  readonly value: string;
}

// Which statement vouches for the client, and which key signed it.
const vouched = closed({ statement: closed({ issuer: text, jti: text, kid: text }) }, ['statement']);

const cause = closed({
  kind: oneOf('software-statement', 'organisation', 'certificate', 'credential', 'operator'),
  id: text,
  reason,
  since: time,
});

const evidence = closed(
  {
    kind: oneOf('software-statement', 'organisation', 'certificate', 'credential'),
    id: text,
    issuer: text,
    hash: text,
    status: closed({ uri: text, idx: whole, issuer: text }),
    validUntil: time,
    // Where the id of a credential led (MEF 128 R9).
    resolution: closed({ outcome: oneOf('same', 'other', 'unresolved'), hash: text, cause: text }, [
      'hash',
      'cause',
    ]),
  },
  ['status', 'validUntil', 'resolution'],
);

// What the Seller's policy made of the request (MEF 128 R13@6.4), and what it saw: names and hashes.
const decided = closed(
  {
    policy: closed({ version: text, hash: text }),
    rules: listOf(closed({ rule: text, outcome: oneOf('met', 'kept') })),
    evidence: listOf(evidence),
    legalEntity: closed({ identifier: text, lei: text, anchor: text, presentationHash: text }),
  },
  ['legalEntity'],
);

// The certificates that the registration rests on now: names and hashes.
const noted = closed({ evidence: listOf(evidence) });

// The cause that came or went; the view has all that are left.
const changed = closed({ cause });

export const clientContract = {
  owner: 'registration',
  version: 1,
  view: closed(
    {
      clientId: text,
      status: oneOf('active', 'suspended', 'deleted'),
      profile: oneOf('mef-128', 'w128-guide', 'mef-w128', 'fapi1-advanced', 'fapi2', 'uae-api-hub'),
      clientName: text,
      organisation: closed({ id: text, name: text, lei: text }),
      software: closed({ id: text, name: text, version: text, uri: text, onBehalfOf: text }, [
        'version',
        'uri',
        'onBehalfOf',
      ]),
      roles: listOf(text),
      scope: text,
      redirectUris: listOf(text),
      jwksUri: text,
      grantTypes: listOf(text),
      responseTypes: listOf(text),
      tokenEndpointAuthMethod: oneOf('private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'),
      tlsClientAuth: closed({
        attribute: oneOf('subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email'),
        value: text,
      }),
      certificateBoundTokens: flag,
      tokenEndpointAuthSigningAlg: text,
      requestObjectSigningAlg: text,
      requestObjectEncryptionAlg: text,
      requestObjectEncryptionEnc: text,
      idTokenSignedResponseAlg: text,
      idTokenEncryptedResponseAlg: text,
      idTokenEncryptedResponseEnc: text,
      identifier: text,
      listener: closed({ tokenEndpoint: text, clientId: text }),
      suspension: closed({ since: time, causes: listOf(cause) }),
      reinstatedAt: time,
      payloadAuthenticity: oneOf('required'),
      bodyForms: listOf(oneOf('detached', 'jose', 'jwt')),
      certifiedMessages: oneOf('required'),
    },
    [
      'tokenEndpointAuthMethod',
      'tlsClientAuth',
      'certificateBoundTokens',
      'tokenEndpointAuthSigningAlg',
      'requestObjectSigningAlg',
      'requestObjectEncryptionAlg',
      'requestObjectEncryptionEnc',
      'idTokenEncryptedResponseAlg',
      'idTokenEncryptedResponseEnc',
      'identifier',
      'listener',
      'suspension',
      'reinstatedAt',
      'payloadAuthenticity',
      'bodyForms',
      'certifiedMessages',
    ],
  ),
  events: {
    ClientRegistered: vouched,
    ClientUpdated: vouched,
    ClientDeleted: vouched,
    RegistrationPolicyApplied: decided,
    ClientCertificatesNoted: noted,
    ClientSuspended: changed,
    SuspensionCauseEnded: changed,
    ClientReinstated: changed,
  },
} satisfies KindContract;
