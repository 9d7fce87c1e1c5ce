import { Refused } from '#event-sourcing';
import type { Outbound } from '../outbound.js';

const MAX_BYTES = 65_536;

/** Documents that identifiers lead to, as they are now, of 64 KiB at most. */
export class IdentifierDocuments {
  constructor(private readonly outbound: Pick<Outbound, 'fetch'>) {}

  /** Throws `Refused('identifier-unavailable')`. */
  readonly read = async (url: string, type = 'application/jwk-set+json'): Promise<string> => {
    try {
      const headers = { accept: `${type}, application/json` };
      const { status, text } = await this.outbound.fetch(url, { headers, maxBytes: MAX_BYTES });
      if (status === 200) return text;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new Refused('identifier-unavailable', { cause: error.detail['cause'] ?? error.reason });
    }
    throw new Refused('identifier-unavailable', { cause: 'wrong-status' });
  };
}
