import { Injectable } from '@nestjs/common';
import { isErased } from '#event-sourcing';
import { InternalClient } from '#service';

/** What the client said an intent is for: kept by intents alone, and asked for when somebody looks. */
export type Purpose =
  | { readonly status: 'known'; readonly text: string }
  | { readonly status: 'erased' }
  | { readonly status: 'unavailable' };

/** Personal data stays with its owner, so that erasing it there erases it here. */
@Injectable()
export class Purposes {
  constructor(private readonly internal: Pick<InternalClient, 'get'>) {}

  async of(intentId: string): Promise<Purpose> {
    try {
      const path = `/internal/intents/${encodeURIComponent(intentId)}`;
      const intent = await this.internal.get<{ readonly purpose?: unknown }>('intents', path);
      if (isErased(intent?.purpose)) return { status: 'erased' };
      return typeof intent?.purpose === 'string'
        ? { status: 'known', text: intent.purpose }
        : { status: 'unavailable' };
    } catch {
      return { status: 'unavailable' }; // the page is of use without it
    }
  }
}
