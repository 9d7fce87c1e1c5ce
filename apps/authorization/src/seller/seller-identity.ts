import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { didWebOf, type IdentifierService } from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { CREDENTIAL_SERVICE } from '#oauth';
import { CoreSettings } from '#service';
import { CredentialSource, type HeldCredential } from './credential-source.js';

/** Where the Seller shows its credential, and presents it to clients, below the issuer. */
export const CREDENTIAL_PATH = '/legal-entity-credential';
export const PRESENTATION_PATH = '/legal-entity-presentation';

/** The identifier of the Seller, and the credential that links it to its Legal Entity: R6 to R12 concern both sides. */
@Injectable()
export class SellerIdentity implements OnApplicationBootstrap {
  readonly did: string;
  private held?: HeldCredential;
  private reading?: Promise<HeldCredential | undefined>;

  constructor(
    private readonly core: CoreSettings,
    private readonly clock: Clock,
    private readonly source: CredentialSource,
  ) {
    this.did = didWebOf(core.issuer);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.source.check();
  }

  get hasCredential(): boolean {
    return this.source.offers;
  }

  /** What its DID document says of its credential (D1); nothing for a Seller that has none. */
  get services(): readonly IdentifierService[] {
    if (!this.hasCredential) return [];
    return [{ type: CREDENTIAL_SERVICE, endpoint: `${this.core.issuer}${CREDENTIAL_PATH}` }];
  }

  /** A VC-JWT, or an SD-JWT VC with its disclosures. Throws `Refused('seller-without-credential')`, and as its source does. */
  async credential(): Promise<string> {
    if (this.held && this.clock.now() < this.held.until) return this.held.text;
    this.reading ??= this.read().finally(() => delete this.reading);
    const held = await this.reading;
    if (!held) throw new Refused('seller-without-credential');
    return held.text;
  }

  private async read(): Promise<HeldCredential | undefined> {
    const held = await this.source.read();
    if (held) this.held = held;
    return held;
  }
}
