import type { ReceivedNotification } from '../walk/walk-state.js';
import { html, type Markup } from './html.js';
import { clockElement } from './times.js';

/** What the Seller told of a request, oldest first. */
export const told = (notifications: readonly ReceivedNotification[]): Markup => html`
  <section class="card">
    <h2>What the Seller told us</h2>
    <ol class="events">
      ${notifications.map(
        (notification) =>
          html`<li>
            <span class="when soft small">${clockElement(notification.receivedAt)}</span>
            <div>
              <strong>${inWords(notification)}</strong>
              <span class="soft small"
                ><code>${notification.eventType}</code> <span class="good">✓ signature verified</span></span
              >
            </div>
          </li>`,
      )}
    </ol>
  </section>
`;

const intentWords: Readonly<Record<string, string>> = {
  authorized: 'Consent was given',
  rejected: 'Consent was declined',
  consumed: 'The consent was used, for this quote',
  revoked: 'The consent was revoked',
  withdrawn: 'The request was withdrawn',
  expired: 'The request expired',
};

const inWords = ({ eventType, text }: ReceivedNotification): string => {
  const { event } = JSON.parse(text) as { event: { state?: string } };
  if (eventType !== 'intentStateChangeEvent') return 'The quote changed its state';
  return intentWords[event.state ?? ''] ?? 'The consent changed its state';
};
