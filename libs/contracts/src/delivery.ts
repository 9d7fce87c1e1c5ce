/** One notification on its way to one listener (owner: notifications). */
export interface PublicDelivery {
  readonly deliveryId: string;
  readonly status: 'queued' | 'delivered' | 'dead-lettered' | 'cancelled';
  readonly clientId: string;
  readonly listenerId: string;
  /** The `eventId` that the Buyer sees: the same on every attempt. */
  readonly eventId: string;
  readonly eventType: string;
  /** Stream of which the notification tells, such as `quote-<id>`; order is kept per listener and subject. */
  readonly subject: string;
  /** Failed attempts since it was queued or redriven. */
  readonly attempts: number;
  /** RFC 3339: when the next attempt is due, while queued. */
  readonly dueAt?: string;
  /** Kebab-case: why the last attempt failed, or why it was given up. */
  readonly reason?: string;
}
