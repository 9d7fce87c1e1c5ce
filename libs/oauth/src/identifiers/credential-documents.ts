import { CREDENTIAL_MAX, type ResolveIdentifier } from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { Outbound } from '../outbound.js';
import { Remembered } from '../remembered.js';

const SECOND = 1000;
const FRESH = 600 * SECOND;
const STALE = 3600 * SECOND;
const LIMITS = { most: 500, failureFor: 10 * SECOND };

/** The service in a DID document at which the credential of its subject is to be had (MEF 128 D1, R8). */
export const CREDENTIAL_SERVICE = 'LegalEntityCredential';

/** Credentials that others publish, at the address that their subject's DID document names. */
export class CredentialDocuments {
  private readonly known: Remembered<string>;

  constructor(
    private readonly outbound: Pick<Outbound, 'fetch'>,
    private readonly clock: Clock,
    private readonly resolve: ResolveIdentifier,
  ) {
    this.known = new Remembered(clock, LIMITS);
  }

  /** The credential of an identifier, unverified; undefined when its document names none. Throws `Refused('credential-unavailable')`. */
  readonly of = async (identifier: string): Promise<string | undefined> => {
    const { services } = await this.resolve(identifier);
    const service = services.find(({ type }) => type === CREDENTIAL_SERVICE);
    if (!service) return undefined;
    return (await this.known.get(service.endpoint, () => this.read(service.endpoint))).value;
  };

  private async read(url: string) {
    const value = await this.fetch(url);
    const now = this.clock.now().getTime();
    return { value, freshUntil: now + FRESH, usableUntil: now + STALE };
  }

  private async fetch(url: string): Promise<string> {
    try {
      const headers = { accept: 'application/vc+jwt, application/dc+sd-jwt' };
      const { status, text } = await this.outbound.fetch(url, { headers, maxBytes: CREDENTIAL_MAX });
      if (status === 200) return text.trim();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new Refused('credential-unavailable', { cause: error.detail['cause'] ?? error.reason });
    }
    throw new Refused('credential-unavailable', { cause: 'wrong-status' });
  }
}
