import { didWebOf } from '#crypto';

/** A legal entity with a part of its own in the sandbox: who runs the directory, and the Seller. */
export interface NamedEntity {
  readonly lei: string;
  readonly legalName: string;
}

/** The names and addresses of the directory and of what it publishes, all under one origin. */
export class DirectoryNames {
  /** The base of all addresses, such as `https://directory.example/directory`. */
  readonly base: string;
  /** The identifier under which credentials and status lists are issued. */
  readonly did: string;
  /** The identifier of the Seller of the deployment, which publishes its document itself. */
  readonly sellerDid: string;

  constructor(
    issuer: string,
    readonly operator: NamedEntity,
    readonly seller: NamedEntity,
  ) {
    this.base = `${issuer}/directory`;
    this.did = didWebOf(this.base);
    this.sellerDid = didWebOf(issuer);
  }

  /** The identifier of a member, whose document the directory publishes. */
  member(organisationId: string): string {
    return `${this.did}:members:${organisationId}`;
  }

  software(organisationId: string, softwareId: string): string {
    return `${this.member(organisationId)}:software:${softwareId}`;
  }

  /** The id of a credential, which resolves to it (MEF 128 R9). */
  credential(credentialId: string): string {
    return `${this.base}/credentials/${credentialId}`;
  }

  statusList(list: number): string {
    return `${this.base}/status-lists/${list}`;
  }
}
