import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { jwkThumbprint } from '#crypto';
import { type Claim, Claimed, type Context, EventStore, Refused } from '#event-sourcing';
import { CoreSettings } from '#service';
import { Authorities } from '../authorities/authorities.js';
import { familyFor } from '../authorities/authority-kinds.js';
import { forEver } from '../for-ever.js';
import { certificates } from './certificate.js';
import { CertificateRegister } from './certificate-register.js';
import type { Certificate, CertificateFacts } from './certificate.decider.js';
import { certificateFacts } from './certificate-facts.js';
import type { Environment, Profile } from './profile.js';
import { readRequest } from './read-request.js';
import { acceptRequest, type AcceptedRequest, type Subject, subjectOf } from './request-rules.js';
import { claimableNames } from './server-names.js';
import { lifetime, signCertificate } from './sign-certificate.js';

/** What is asked for, in the name of whom. */
export interface WantedCertificate {
  readonly profile: Profile;
  readonly environment: Environment;
  readonly subject: Subject;
  /** PKCS#10, PEM. */
  readonly csr: string;
}

export interface IssuedCertificate {
  readonly certificate: Certificate;
  readonly created: boolean;
}

/** Signs a certificate. The same request again gives the same certificate. */
export class IssueCertificate extends Command<IssuedCertificate> {
  constructor(
    readonly context: Context,
    readonly wanted: WantedCertificate,
  ) {
    super();
  }
}

/** So many of one profile may be good at once for one owner: a rotation needs two. */
const mostAtOnce = { application: 4, transport: 16 } as const;

@CommandHandler(IssueCertificate)
export class IssueCertificateHandler implements ICommandHandler<IssueCertificate> {
  constructor(
    private readonly store: EventStore,
    private readonly authorities: Authorities,
    private readonly register: CertificateRegister,
    private readonly core: CoreSettings,
  ) {}

  async execute({ context, wanted }: IssueCertificate): Promise<IssuedCertificate> {
    const request = readRequest(wanted.csr);
    const accepted = acceptRequest(request, wanted.profile, subjectOf(wanted.subject));
    const thumbprint = jwkThumbprint(request.publicJwk);
    const before = await this.issuedBefore(thumbprint, wanted, accepted);
    if (before) return { certificate: before, created: false };
    const claims = await this.claims(thumbprint, wanted, accepted, context);
    const family = familyFor(wanted.profile, accepted.keyType);
    const { issuing } = await this.authorities.pair(wanted.environment, family);
    const at = new Date(context.at);
    const directory = `${this.core.issuer}/directory`;
    const signed = await signCertificate(issuing, { ...wanted, family, request, accepted, at, directory });
    const facts = certificateFacts(signed, { ...wanted, family, accepted, thumbprint });
    return this.record(context, facts, claims, () => this.issuedBefore(thumbprint, wanted, accepted));
  }

  /** What the key has already, when it is the very thing that is asked for. Throws `Refused('key-already-used')` when it is not. */
  private async issuedBefore(
    thumbprint: string,
    { profile, environment, subject }: WantedCertificate,
    { serverNames }: AcceptedRequest,
  ): Promise<Certificate | undefined> {
    const [known] = await this.register.byThumbprint(thumbprint);
    if (!known) return undefined;
    const same =
      known.status === 'valid' &&
      known.profile === profile.id &&
      known.environment === environment &&
      known.organisationId === subject.organisation.organisationId &&
      known.softwareId === subject.softwareId &&
      (known.serverNames ?? []).join() === serverNames.join();
    if (!same) throw new Refused('key-already-used');
    return known;
  }

  /** A key is certified once and for ever (MEF 128 R4); a server name is one organisation's at a time. */
  private async claims(
    thumbprint: string,
    { profile, environment, subject }: WantedCertificate,
    { serverNames: names }: AcceptedRequest,
    { at }: Context,
  ): Promise<readonly Claim[]> {
    const { organisationId } = subject.organisation;
    const own = await this.register.of({ organisationId, softwareId: subject.softwareId });
    const live = own.filter(
      (each) =>
        each.profile === profile.id &&
        each.environment === environment &&
        each.status === 'valid' &&
        each.notAfter > at,
    );
    if (live.length >= mostAtOnce[profile.keySet]) throw new Refused('too-many-certificates');
    const asked = { environment, organisationId, names, at: new Date(at) };
    const free = await claimableNames(this.register, asked);
    const until = lifetime(new Date(at)).notAfter.toISOString();
    return [
      { scope: 'software-key', key: thumbprint, expiresAt: forEver },
      ...free.map((name) => ({ scope: 'server-name', key: `${environment}:${name}`, expiresAt: until })),
    ];
  }

  private async record(
    context: Context,
    certificate: CertificateFacts,
    claims: readonly Claim[],
    again: () => Promise<Certificate | undefined>,
  ): Promise<IssuedCertificate> {
    const command = { type: 'IssueCertificate', context, certificate } as const;
    const options = { claims, expectedVersion: 0 };
    try {
      const { state } = await this.store.execute(certificates, certificate.certificateId, command, options);
      return { certificate: state as Certificate, created: true };
    } catch (problem) {
      if (!(problem instanceof Claimed)) throw problem;
      if (problem.claim.scope === 'server-name') throw new Refused('server-name-of-another');
      // Two that ask with one request at once get one certificate.
      const before = await again();
      if (!before) throw new Refused('key-already-used');
      return { certificate: before, created: false };
    }
  }
}
