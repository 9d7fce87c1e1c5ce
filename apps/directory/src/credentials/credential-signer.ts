import { Injectable } from '@nestjs/common';
import {
  type CredentialFacts,
  hideClaims,
  joinSdJwt,
  jwtKinds,
  sdJwtVcClaims,
  sha256Base64url,
  vcClaims,
} from '#crypto';
import { ServerKeys } from '#oauth';
import type { CredentialDetails } from './credential.decider.js';
import type { CredentialOrder } from './issue-credential.js';
import { DirectoryNames } from './names.js';

/** Where and for how long a credential is to count. */
export interface CredentialTerms {
  readonly place: { readonly list: number; readonly idx: number };
  readonly validFrom: string;
  readonly validUntil: string;
}

export interface SignedCredential {
  /** What is kept, and published. */
  readonly details: CredentialDetails;
  /** What the holder gets, with all disclosures. */
  readonly token: string;
}

/** In an SD-JWT VC the name can be left out; the LEI stands in the open, since it is what the credential is for. */
const DISCLOSABLE = ['legalName'];

/** Signs credentials with the keys of the directory, under the DID that publishes them. */
@Injectable()
export class CredentialSigner {
  constructor(
    private readonly keys: ServerKeys,
    private readonly names: DirectoryNames,
  ) {}

  async sign(
    credentialId: string,
    order: CredentialOrder,
    terms: CredentialTerms,
  ): Promise<SignedCredential> {
    const { list, idx } = terms.place;
    const facts: CredentialFacts = {
      ...order,
      id: this.names.credential(credentialId),
      issuer: this.names.did,
      status: { uri: this.names.statusList(list), idx },
      validFrom: terms.validFrom,
      validUntil: terms.validUntil,
    };
    const { jwt, disclosures } = await (order.form === 'vc+jwt' ? this.asVc(facts) : this.asSdJwt(facts));
    const { organisationId, form, subject, lei, mayIssue } = order;
    const details = {
      ...(organisationId !== undefined && { organisationId }),
      form,
      subject,
      lei,
      mayIssue,
      statusList: list,
      statusIndex: idx,
      token: disclosures ? joinSdJwt(jwt, []) : jwt,
      hash: sha256Base64url(jwt),
      validUntil: terms.validUntil,
    };
    return { details, token: disclosures ? joinSdJwt(jwt, disclosures) : jwt };
  }

  /** Signs what a status list says (Token Status List §5.1); the rest of its claims are ours. */
  async signStatusList(list: number, claims: Readonly<Record<string, unknown>>): Promise<string> {
    const named = { iss: this.names.did, sub: this.names.statusList(list), ...claims };
    return (await this.keys.sign('ES256', this.header(jwtKinds.statusList.typ), named)).jwt;
  }

  private async asVc(facts: CredentialFacts): Promise<{ jwt: string; disclosures?: readonly string[] }> {
    return this.keys.sign('ES256', this.header(jwtKinds.verifiableCredential.typ), vcClaims(facts));
  }

  private async asSdJwt(facts: CredentialFacts): Promise<{ jwt: string; disclosures?: readonly string[] }> {
    const { claims, disclosures } = await hideClaims(sdJwtVcClaims(facts), DISCLOSABLE);
    const { jwt } = await this.keys.sign('ES256', this.header(jwtKinds.sdJwtCredential.typ), claims);
    return { jwt, disclosures };
  }

  private header(typ: string): { readonly typ: string; readonly did: string } {
    return { typ, did: this.names.did };
  }
}
