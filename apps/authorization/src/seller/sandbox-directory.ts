import { didWebOf, jwtKinds, opaqueId } from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { ServerKeys } from '#oauth';
import type { InternalClient } from '#service';
import { CredentialSource, type HeldCredential } from './credential-source.js';

const final = new Set(['credential-revoked', 'organisation-suspended']);

interface Issued {
  readonly credential: string;
  readonly validUntil: string;
}

/** In the sandbox the directory issues the credential of the Seller, who agrees by a proof of its key. */
export class SandboxDirectory extends CredentialSource {
  constructor(
    private readonly issuer: string,
    private readonly keys: ServerKeys,
    private readonly internal: InternalClient,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Throws `Refused('credential-revoked' | 'organisation-suspended' | 'neighbour-unavailable')`. */
  async read(): Promise<HeldCredential> {
    const { credential, validUntil } = await this.issued();
    return { text: credential, until: new Date(validUntil) };
  }

  private async issued(): Promise<Issued> {
    const body = { proof: await this.proof() };
    try {
      return await this.internal.post('directory', '/internal/directory/seller-credential', body);
    } catch (error) {
      // Whatever else it minds, such as keys of ours that it cannot read yet, is nothing that our callers can mend.
      if (!(error instanceof Refused) || final.has(error.reason)) throw error;
      throw new Refused('neighbour-unavailable', { cause: error.reason });
    }
  }

  private async proof(): Promise<string> {
    const did = didWebOf(this.issuer);
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const claims = { iss: did, aud: didWebOf(`${this.issuer}/directory`), iat, jti: opaqueId() };
    return (await this.keys.sign('ES256', { typ: jwtKinds.holderProof.typ, did }, claims)).jwt;
  }
}
