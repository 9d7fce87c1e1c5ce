import { Injectable } from '@nestjs/common';
import { type IdentifierService, type PublicJwk, writeDidDocument } from '#crypto';
import { CREDENTIAL_SERVICE, ServerKeys } from '#oauth';
import { Catalogue } from '../catalogue.js';
import { MemberKeys } from './member-keys.js';
import { DirectoryNames } from './names.js';

/** The did:web documents that the directory publishes: its own, and those of its members and their software (MEF 128 R5). */
@Injectable()
export class DidDocuments {
  constructor(
    private readonly keys: ServerKeys,
    private readonly catalogue: Catalogue,
    private readonly memberKeys: MemberKeys,
    private readonly names: DirectoryNames,
  ) {}

  /** The directory makes statements, and never signs in anywhere. */
  async ofDirectory(): Promise<Record<string, unknown>> {
    const keys = await this.keys.publicKeys();
    const services = [credentialService(this.names.base)];
    return writeDidDocument(this.names.did, { keys, relationships: ['assertionMethod'], services });
  }

  /** A member speaks with the keys of all its software. Throws `Refused('organisation-unknown')`. */
  async ofMember(organisationId: string): Promise<Record<string, unknown>> {
    const keys = await this.memberKeys.ofOrganisation(organisationId);
    const services = [credentialService(`${this.names.base}/members/${organisationId}`)];
    return ofHolder(this.names.member(organisationId), keys, services);
  }

  /**
   * Software speaks with its own keys. Where a Buyer is to be called back stands in its document, as drafts of MEF 128 have
   * it for clients that are named by a DID. Throws `Refused('organisation-unknown' | 'software-unknown')`.
   */
  async ofSoftware(organisationId: string, softwareId: string): Promise<Record<string, unknown>> {
    const { redirectUris } = await this.catalogue.software(organisationId, softwareId);
    const keys = await this.memberKeys.ofSoftware(organisationId, softwareId);
    const services = [
      credentialService(`${this.names.base}/members/${organisationId}/software/${softwareId}`),
      ...redirectUris.map((endpoint) => ({ type: 'RedirectUri', endpoint })),
    ];
    return ofHolder(this.names.software(organisationId, softwareId), keys, services);
  }
}

const ofHolder = (did: string, keys: readonly PublicJwk[], services: readonly IdentifierService[]) =>
  writeDidDocument(did, { keys, relationships: ['assertionMethod', 'authentication'], services });

/** Where the credential of an identifier is to be had (D1). */
const credentialService = (base: string): IdentifierService => ({
  type: CREDENTIAL_SERVICE,
  endpoint: `${base}/credential`,
});
